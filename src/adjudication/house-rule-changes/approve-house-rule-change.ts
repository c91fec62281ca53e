import { Account } from "../../accounts/account/account.entity";
import type { Actor } from "../../accounts/actor/actor";
import { HouseRules } from "../../house-rules/house-rules";
import { announceValues } from "../../house-rules/policy-value-changes";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import { noticeOf } from "./house-rule-change.pure";
import { PROPOSERS } from "./house-rule-change.policy";
import type { ApproveHouseRuleChangeInput } from "./house-rule-change.types";
import { openHouseRuleChange } from "./open-house-rule-change";
import { recordHouseRules } from "./record-house-rules";
import { whyUnfit } from "./why-unfit.queries";

const field = "input.changeId";

/** The second person agrees: it is announced, and in force at its date. What has been decided since it was proposed counts too. */
export async function approveHouseRuleChange(
  tx: Tx,
  actor: Actor,
  { changeId, reason }: ApproveHouseRuleChangeInput,
): Promise<{ changeId: string }> {
  const { head, change, role, author } = await openHouseRuleChange(tx, actor, changeId, "APPROVE");
  const { differences, effectiveFrom, urgent, proposedById, proposedAs } = change;
  const proposer = await tx.byId(Account, proposedById);
  if (proposer?.status !== "ACTIVE" || !PROPOSERS.some((each) => each === proposedAs && proposer.roles.includes(each)))
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "houseRules.proposerGone", field });
  const rules = await HouseRules.readAnew(tx, tx.now);
  // The notice itself may have become longer meanwhile.
  if (effectiveFrom < tx.now + noticeOf(rules, urgent))
    throw new Refusal("TOO_LATE", { reason: "houseRules.lapsed", field });
  const before = rules.at(effectiveFrom);
  const after = before.withValues(differences.map(({ code, value }) => ({ code, value, effectiveFrom })));
  const unfit = await whyUnfit(
    tx,
    before,
    after,
    differences.map(({ code }) => code),
  );
  if (unfit) throw new Refusal(unfit.code, { ...unfit, field });
  announceValues(tx, change.id, effectiveFrom, differences);
  const decision = { decidedById: actor.accountId, decidedAs: role, decidedAt: tx.now, note: reason ?? null };
  tx.change(change, { ...decision, state: "ANNOUNCED", announcedAt: tx.now });
  await recordHouseRules(tx, head, "HOUSE_RULES_ANNOUNCED", author, change);
  return { changeId };
}
