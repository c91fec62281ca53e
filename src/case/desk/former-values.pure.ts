import type { Severity } from "../complaints/case-enums.types";
import { Complaint } from "../complaints/complaint.entity";
import type { Code, Id, Time } from "../../platform/database/event";
import type { HeardEvent } from "../../platform/database/event.entity";

/** The values that the queue's filters use and the desk changes. Events keep the former values, so that a subscriber with a filter learns what leaves it. */
const WATCHED = ["queue", "severity", "assignedToId", "escalatedAt", "leaseHolderId"] as const;
type Watched = (typeof WATCHED)[number];
export type FormerValues = {
  "was.queue"?: Code | null;
  "was.severity"?: Severity;
  "was.assignedToId"?: Id | null;
  "was.escalatedAt"?: Time | null;
  "was.leaseHolderId"?: Id | null;
};
const key = <N extends Watched>(name: N): `was.${N}` => `was.${name}`;

/** For the event of a change: the former values of those it changes. */
export function formerValues(complaint: Complaint, patch: Partial<Complaint>): FormerValues {
  const changed = WATCHED.filter((name) => patch[name] !== undefined && patch[name] !== complaint[name]);
  return Object.fromEntries(changed.map((name) => [key(name), complaint[name]]));
}

/** The case before the event, as far as the event records it. */
export function beforeEvent(complaint: Complaint, { data, actorId, actorRole }: HeardEvent): Complaint {
  const former: Partial<Complaint> = {};
  if (data.from !== undefined) former.status = data.from;
  // A moderator moves a case under a lease, and often loses the lease by that.
  if (data.from !== undefined && actorRole === "MODERATOR") former.leaseHolderId = actorId;
  const changed = WATCHED.filter((name) => data[key(name)] !== undefined);
  const values = Object.fromEntries(changed.map((name) => [name, data[key(name)]]));
  return Object.assign(new Complaint(), complaint, former, values);
}
