import { Account } from "../../accounts/account/account.entity";
import type { Actor } from "../../accounts/actor/actor";
import { recordOnAccount } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import { byLead } from "./by-lead.pure";
import type { ConfirmFilingLimitInput } from "./filing-limit.types";
import { openFilingLimit } from "./open-filing-limit";

/** The second person agrees: the pause begins now, and ends when it would have ended anyway. */
export async function confirmFilingLimit(
  tx: Tx,
  actor: Actor,
  input: ConfirmFilingLimitInput,
): Promise<{ limitId: string }> {
  const { limit, account } = await openFilingLimit(tx, actor, input.limitId, "CONFIRM");
  const proposer = await tx.byId(Account, limit.imposedById);
  if (proposer?.status !== "ACTIVE" || !proposer.roles.includes("LEAD_MODERATOR"))
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "filingLimit.proposerGone", field: "input.limitId" });
  tx.change(limit, { status: "IN_FORCE", confirmedById: actor.accountId, beganAt: tx.now });
  const data = { limitId: limit.id, kind: limit.grade, dueAt: limit.endsAt, reason: limit.reason };
  recordOnAccount(tx, account, "FILING_LIMIT_IMPOSED", byLead(actor), data, [account.id]);
  return { limitId: limit.id };
}
