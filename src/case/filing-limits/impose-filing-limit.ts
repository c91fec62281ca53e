import { Account } from "../../accounts/account/account.entity";
import type { Actor } from "../../accounts/actor/actor";
import { holdersOf } from "../../accounts/roles/overseers.queries";
import { recordOnAccount } from "../../accounts/account/record-on-account";
import { refuseDuplicates } from "../../accounts/account/refuse-duplicates";
import { HouseRules } from "../../house-rules/house-rules";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { DAY } from "../../platform/time";
import { lockCase } from "../complaints/lock-case";
import { byLead } from "./by-lead.pure";
import { endFilingLimit } from "./end-filing-limit";
import { FilingLimit, openKeyOf } from "./filing-limit.entity";
import { whyNotJudge } from "./filing-limit.policy";
import { statusAt } from "./filing-limit.pure";
import { readPartiality } from "./filing-limit.queries";
import type { ImposeFilingLimitInput } from "./filing-limit.types";

/** A lead limits the consumer of a case. A pause is only proposed: it begins when a second lead confirms it. */
export async function imposeFilingLimit(
  tx: Tx,
  actor: Actor,
  { complaintId, grade, days, reason }: ImposeFilingLimitInput,
): Promise<{ limitId: string }> {
  const { consumerId: accountId } = await lockCase(tx, actor, complaintId);
  const account = await tx.lock(Account, accountId);
  if (!account) throw new Error(`the consumer of ${complaintId} is gone`);
  const obstacle = whyNotJudge(actor, await readPartiality(tx, actor, { accountId, complaintId }));
  if (obstacle) throw new Refusal(obstacle.code, { ...obstacle, field: "input.complaintId" });
  const most = (await HouseRules.inForce(tx, tx.now)).number("filing.limit", grade);
  if (days > most)
    throw new Refusal("BAD_USER_INPUT", { reason: "filingLimit.tooLong", field: "input.days", params: { most } });
  await makeRoom(tx, account, openKeyOf(accountId, grade));

  const proposed = grade === "PAUSED";
  const limit = Object.assign(new FilingLimit(), {
    id: newId(FilingLimit),
    accountId,
    complaintId,
    grade,
    status: proposed ? "PROPOSED" : "IN_FORCE",
    openKey: openKeyOf(accountId, grade),
    reason,
    imposedById: actor.accountId,
    imposedAt: tx.now,
    beganAt: proposed ? null : tx.now,
    endsAt: tx.now + days * DAY,
    runsUntil: tx.now + days * DAY,
  } satisfies Partial<FilingLimit>);
  tx.insert(FilingLimit, limit);
  await refuseDuplicates(tx, { uq_filing_limit_open_key: "input.grade" });
  const data = { limitId: limit.id, kind: grade, dueAt: limit.endsAt, reason };
  if (proposed) {
    const others = (await holdersOf(tx, ["LEAD_MODERATOR"])).filter((id) => id !== actor.accountId && id !== accountId);
    recordOnAccount(tx, account, "FILING_LIMIT_PROPOSED", byLead(actor), data, others);
  } else recordOnAccount(tx, account, "FILING_LIMIT_IMPOSED", byLead(actor), data, [accountId]);
  return { limitId: limit.id };
}

/** One that is over, but that no sweep has ended yet, is in nobody's way; one that is not is named. */
async function makeRoom(tx: Tx, account: Account, openKey: string): Promise<void> {
  const open = await tx.findOne(FilingLimit, { openKey });
  if (!open) return;
  if (statusAt(open, tx.now) !== "ENDED")
    throw new Refusal("ALREADY_EXISTS", { reason: "filingLimit.exists", field: "input.grade", existingId: open.id });
  endFilingLimit(tx, account, open);
}
