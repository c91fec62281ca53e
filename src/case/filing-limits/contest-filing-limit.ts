import type { Actor } from "../../accounts/actor/actor";
import { holdersOf } from "../../accounts/roles/overseers.queries";
import { oneself, recordOnAccount } from "../../accounts/account/record-on-account";
import { HouseRules } from "../../house-rules/house-rules";
import type { Tx } from "../../platform/database/tx";
import { DAY } from "../../platform/time";
import type { ContestFilingLimitInput } from "./filing-limit.types";
import { openFilingLimit } from "./open-filing-limit";

/** Once, by the person. Until it is decided the limit lasts, but no longer than the platform may take to decide. */
export async function contestFilingLimit(
  tx: Tx,
  actor: Actor,
  input: ContestFilingLimitInput,
): Promise<{ limitId: string }> {
  const { limit, account } = await openFilingLimit(tx, actor, input.limitId, "CONTEST");
  const days = (await HouseRules.inForce(tx, tx.now)).number("filing.contest", "days");
  const dueAt = Math.min(limit.endsAt, tx.now + days * DAY);
  tx.change(limit, { contestReason: input.reason, contestedAt: tx.now, runsUntil: dueAt });
  const first = [limit.imposedById, limit.confirmedById, account.id];
  const deciders = (await holdersOf(tx, ["LEAD_MODERATOR"])).filter((id) => !first.includes(id));
  const data = { limitId: limit.id, kind: limit.grade, dueAt };
  recordOnAccount(tx, account, "FILING_LIMIT_CONTESTED", oneself(account), data, deciders);
  return { limitId: limit.id };
}
