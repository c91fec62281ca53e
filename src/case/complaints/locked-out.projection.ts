import { ACCESS_EVENTS, accessSince, type AccessEvent } from "../../accounts/account/access.queries";
import { activeLeads } from "../../accounts/account/leads.queries";
import type { Projection } from "../../platform/feed/projection";
import { recordCaseEvent } from "./case-file";
import { COMPLAINT_STATUSES } from "./complaint.lifecycle";
import { Complaint } from "./complaint.entity";

const OPEN = COMPLAINT_STATUSES.filter((status) => status !== "CLOSED");

/**
 * The clocks of a case run on while its consumer cannot sign in: whoever handles it, and the leads, who can stay it, are told; and again once they can.
 * Why is the account's affair, and the other side's not at all. Apart from the command, which holds the account: cases are locked before accounts.
 */
export const lockedOutProjection: Projection<AccessEvent> = {
  name: "locked-out-consumers",
  types: ACCESS_EVENTS,
  async apply(tx, event) {
    const mayEnter = await accessSince(tx, event);
    if (mayEnter === null) return;
    const open = await tx.find(Complaint, { consumerId: event.streamId, status: OPEN }, "ORDER BY id");
    if (open.length === 0) return;
    const notify = await activeLeads(tx);
    const type = mayEnter ? "CONSUMER_BACK" : "CONSUMER_LOCKED_OUT";
    const ids = open.map(({ id }) => id);
    tx.lockAll(Complaint, ids);
    for (const complaint of await tx.find(Complaint, { id: ids, status: OPEN }, "ORDER BY id"))
      recordCaseEvent(tx, complaint, null, { type, audience: "STAFF", data: {}, notify });
  },
};
