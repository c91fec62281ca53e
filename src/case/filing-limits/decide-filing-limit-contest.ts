import type { Actor } from "../../accounts/actor/actor";
import { recordOnAccount } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import { byLead } from "./by-lead.pure";
import type { DecideFilingLimitContestInput } from "./filing-limit.types";
import { openFilingLimit } from "./open-filing-limit";

/** By a lead who neither imposed nor confirmed it. Granted, it is lifted at once; denied, it ends by its date. */
export async function decideFilingLimitContest(
  tx: Tx,
  actor: Actor,
  { limitId, granted, reason }: DecideFilingLimitContestInput,
): Promise<{ limitId: string }> {
  const { limit, account } = await openFilingLimit(tx, actor, limitId, "DECIDE_CONTEST");
  tx.change(limit, {
    contestGranted: granted,
    contestDecidedById: actor.accountId,
    contestDecidedAt: tx.now,
    contestDecisionReason: reason,
    runsUntil: limit.endsAt,
    ...(granted ? { status: "LIFTED", openKey: null, liftedById: actor.accountId, liftedAt: tx.now } : {}),
  });
  const data = { limitId, kind: limit.grade, reason };
  if (granted) recordOnAccount(tx, account, "FILING_LIMIT_CONTEST_GRANTED", byLead(actor), data, [account.id]);
  else {
    const until = { ...data, dueAt: limit.endsAt };
    recordOnAccount(tx, account, "FILING_LIMIT_CONTEST_DENIED", byLead(actor), until, [account.id]);
  }
  return { limitId };
}
