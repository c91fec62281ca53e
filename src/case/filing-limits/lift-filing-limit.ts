import type { Actor } from "../../accounts/actor/actor";
import { recordOnAccount } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import { byLead } from "./by-lead.pure";
import type { LiftFilingLimitInput } from "./filing-limit.types";
import { openFilingLimit } from "./open-filing-limit";

/** Ends it before its date. One that was only proposed is dropped, and the person never learns of it. */
export async function liftFilingLimit(tx: Tx, actor: Actor, input: LiftFilingLimitInput): Promise<{ limitId: string }> {
  const { limit, account } = await openFilingLimit(tx, actor, input.limitId, "LIFT");
  const { beganAt, grade: kind } = limit;
  const { reason } = input;
  tx.change(limit, {
    status: "LIFTED",
    openKey: null,
    liftedById: actor.accountId,
    liftedAt: tx.now,
    liftReason: reason,
  });
  const data = { limitId: limit.id, kind, reason };
  if (beganAt === null) recordOnAccount(tx, account, "FILING_LIMIT_DROPPED", byLead(actor), data);
  else recordOnAccount(tx, account, "FILING_LIMIT_LIFTED", byLead(actor), data, [account.id]);
  return { limitId: limit.id };
}
