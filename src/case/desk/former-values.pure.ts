import { Complaint } from "../complaints/complaint.entity";
import type { LoggedEvent } from "../../platform/database/event.entity";

/** What the queue's filters ask of a case and the desk changes. Events keep what it was, so that whoever follows a filter hears of what leaves it. */
const WATCHED = ["queue", "severity", "assignedToId", "escalatedAt", "leaseHolderId"] as const;
type Watched = (typeof WATCHED)[number];
export type FormerValues = { [N in Watched as `was.${N}`]?: Complaint[N] };
const key = <N extends Watched>(name: N): `was.${N}` => `was.${name}`;

/** For the event of a change: what it changes of these, as it was. */
export function formerValues(complaint: Complaint, patch: Partial<Complaint>): FormerValues {
  const changed = WATCHED.filter((name) => patch[name] !== undefined && patch[name] !== complaint[name]);
  return Object.fromEntries(changed.map((name) => [key(name), complaint[name]]));
}

/** The case as it was before the event, as far as the event says. */
export function beforeEvent(complaint: Complaint, { data, actorId, actorRole }: LoggedEvent): Complaint {
  const former: Partial<Complaint> = {};
  if (data.from !== undefined) former.status = data.from;
  // Who moves a case as a moderator does so under a lease, and often loses it by that.
  if (data.from !== undefined && actorRole === "MODERATOR") former.leaseHolderId = actorId;
  const changed = WATCHED.filter((name) => data[key(name)] !== undefined);
  const values = Object.fromEntries(changed.map((name) => [name, data[key(name)]]));
  return Object.assign(new Complaint(), complaint, former, values);
}
