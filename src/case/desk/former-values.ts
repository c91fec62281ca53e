import { Complaint } from "../complaints/complaint.entity";
import type { EventData } from "../../platform/database/event";
import type { LoggedEvent } from "../../platform/database/event.entity";

/** What the queue's filters ask of a case and the desk changes. Events keep what it was, so that whoever follows a filter hears of what leaves it. */
const WATCHED = ["queue", "severity", "assignedToId", "escalatedAt", "leaseHolderId"] as const;
const key = (name: (typeof WATCHED)[number]): string => `was.${name}`;

/** For the event of a change: what it changes of these, as it was. */
export function formerValues(complaint: Complaint, patch: Partial<Complaint>): EventData {
  const changed = WATCHED.filter((name) => patch[name] !== undefined && patch[name] !== complaint[name]);
  return Object.fromEntries(changed.map((name) => [key(name), complaint[name]]));
}

/** The case as it was before the event, as far as the event says. */
export function beforeEvent(complaint: Complaint, { data, actorId, actorRole }: LoggedEvent): Complaint {
  const former: Record<string, EventData[string]> = {};
  if (data.from !== undefined) former.status = data.from;
  // Who moves a case as a moderator does so under a lease, and often loses it by that.
  if (data.from !== undefined && actorRole === "MODERATOR") former.leaseHolderId = actorId;
  for (const name of WATCHED) if (data[key(name)] !== undefined) former[name] = data[key(name)] ?? null;
  return Object.assign(new Complaint(), complaint, former);
}
