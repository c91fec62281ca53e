import { Account } from "../../accounts/account/account.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import type { Actor } from "../../accounts/actor/actor";
import { lockAccount } from "../../accounts/account/account.queries";
import { recordOnAccount } from "../../accounts/account/record-on-account";
import { recordCaseEvent } from "../../case/complaints/case-file";
import { lockCase } from "../../case/complaints/lock-case";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import { mayPlaceHolds, maySeeHolds } from "./erasure.policy";

type Held = { accountId?: string | null; complaintId?: string | null };

/** What a hold lies on, locked: records there that it was placed or ended. */
export async function lockHeld(
  tx: Tx,
  actor: Actor,
  { accountId, complaintId }: Held,
): Promise<(done: "PLACED" | "ENDED", data: { holdId: string; reason: string }) => void> {
  if (Boolean(accountId) === Boolean(complaintId))
    throw new Refusal("BAD_USER_INPUT", { reason: "legalHold.onOne", field: "input" });
  if (!mayPlaceHolds(actor)) throw new Refusal("FORBIDDEN");
  if (complaintId) {
    const complaint: Complaint = await lockCase(tx, actor, complaintId);
    if (!maySeeHolds(actor, complaint.consumerId)) throw new Refusal("CONFLICT_OF_INTEREST");
    return (done, data) =>
      recordCaseEvent(tx, complaint, actor, { type: `LEGAL_HOLD_${done}`, data, audience: "STAFF" });
  }
  const account: Account = await lockAccount(tx, accountId ?? "", "input.accountId");
  if (!maySeeHolds(actor, account.id)) throw new Refusal("FORBIDDEN", { reason: "ownAccount" });
  const actorRole = actor.roles.has("LEAD_MODERATOR") ? "LEAD_MODERATOR" : "ADMIN";
  return (done, data) =>
    recordOnAccount(tx, account, `ACCOUNT_HOLD_${done}`, { actorId: actor.accountId, actorRole }, data);
}
