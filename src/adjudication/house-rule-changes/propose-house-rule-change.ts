import type { Actor } from "../../accounts/actor/actor";
import { isHouseRule, isSameValue, problemsOf, withNumbers } from "../../house-rules/house-rule-value.pure";
import { mayBeUrgent } from "../../house-rules/house-rule-subject.pure";
import { HouseRules } from "../../house-rules/house-rules";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { Problems } from "../../platform/problems";
import { Refusal, type Obstacle } from "../../platform/refusal";
import { HouseRuleChange, type ChangedValue } from "./house-rule-change.entity";
import { PROPOSERS, whyNotPropose } from "./house-rule-change.policy";
import { decidedBy, noticeOf } from "./house-rule-change.pure";
import type { HouseRuleInput, ProposeHouseRuleChangeInput } from "./house-rule-change.types";
import { lockHouseRules } from "./lock-house-rules";
import { pendingChanges } from "./pending-changes.queries";
import { recordHouseRules } from "./record-house-rules";
import { whyUnfit } from "./why-unfit.queries";

/** One administrator proposes new numbers, for later; a second person must agree. */
export async function proposeHouseRuleChange(
  tx: Tx,
  actor: Actor,
  input: ProposeHouseRuleChangeInput,
): Promise<{ changeId: string }> {
  const { effectiveFrom, urgent, reason } = input;
  refuseWith(whyNotPropose(actor));
  const { head, role, author } = await lockHouseRules(tx, actor, PROPOSERS);
  const rules = await HouseRules.readAnew(tx, tx.now);
  refuseTooSoon(rules, tx.now, input);
  const values = valuesOf(rules.at(effectiveFrom), input);
  const others = await pendingChanges(tx, tx.now);
  refusePending(values, others);
  const codes = values.map(({ code }) => code);
  const wanted = values.map(({ code, value }) => ({ code, value, effectiveFrom }));
  const proposed = others.filter(({ state }) => state === "PROPOSED").flatMap(toValues);
  for (const before of [rules.at(effectiveFrom), rules.at(effectiveFrom).withValues(proposed)])
    refuseWith(await whyUnfit(tx, before, before.withValues(wanted), codes), "input.rules");

  const change = Object.assign(new HouseRuleChange(), {
    id: newId(HouseRuleChange),
    state: "PROPOSED" as const,
    differences: values,
    effectiveFrom,
    urgent,
    reason,
    proposedById: actor.accountId,
    proposedAs: role,
    proposedAt: tx.now,
    endsAt: decidedBy(rules, tx.now, input),
    decidedById: null,
    decidedAs: null,
    decidedAt: null,
    note: null,
    announcedAt: null,
    withdrawnById: null,
    withdrawnAt: null,
    withdrawnBecause: null,
  });
  tx.insert(HouseRuleChange, change);
  await recordHouseRules(tx, head, "HOUSE_RULES_PROPOSED", author, change);
  return { changeId: change.id };
}

function refuseWith(obstacle: Obstacle | null, field?: string): void {
  if (obstacle) throw new Refusal(obstacle.code, field === undefined ? obstacle : { ...obstacle, field });
}

const toValues = ({ differences, effectiveFrom }: HouseRuleChange) =>
  differences.map(({ code, value }) => ({ code, value, effectiveFrom }));

/** Never back in time, and never without notice. */
function refuseTooSoon(
  rules: HouseRules,
  now: number,
  { effectiveFrom, urgent, rules: wanted }: ProposeHouseRuleChangeInput,
): void {
  if (urgent && wanted.some(({ code }) => !isHouseRule(code) || !mayBeUrgent(code)))
    throw new Refusal("BAD_USER_INPUT", { reason: "houseRules.notUrgent", field: "input.urgent" });
  const earliest = now + noticeOf(rules, urgent);
  if (effectiveFrom <= earliest)
    throw new Refusal("BAD_USER_INPUT", {
      reason: effectiveFrom <= now ? "houseRules.past" : "houseRules.tooSoon",
      field: "input.effectiveFrom",
      availableAt: earliest,
    });
}

/** Everything that is wrong with the numbers is said at once. */
function valuesOf(rules: HouseRules, { rules: wanted }: ProposeHouseRuleChangeInput): ChangedValue[] {
  const problems = new Problems();
  const values = wanted.flatMap((each, index): ChangedValue[] => {
    const found = valueOf(rules, wanted, index, each);
    if ("code" in found) return [found];
    for (const { code, ...details } of found) problems.add(new Refusal(code, details));
    return [];
  });
  problems.throwAll();
  return values;
}

function valueOf(
  rules: HouseRules,
  wanted: readonly HouseRuleInput[],
  index: number,
  { code, numbers }: HouseRuleInput,
): ChangedValue | Obstacle[] {
  const field = `input.rules.${index}`;
  const wrong = (reason: "noSuchRule" | "ruleTwice" | "same"): Obstacle[] => [
    { code: "BAD_USER_INPUT", reason: `houseRules.${reason}`, field: `${field}.code` },
  ];
  if (!isHouseRule(code)) return wrong("noSuchRule");
  if (wanted.findIndex((each) => each.code === code) < index) return wrong("ruleTwice");
  const problems = problemsOf(code, numbers, `${field}.numbers`);
  if (problems.length > 0) return problems;
  const before = { ...rules.value(code) };
  const value = withNumbers(before, numbers);
  return isSameValue(value, before) ? wrong("same") : { code, before, value };
}

/** One change of a rule at a time: two would each rest on what the other replaces. */
function refusePending(values: readonly ChangedValue[], others: readonly HouseRuleChange[]): void {
  for (const [index, { code }] of values.entries()) {
    const other = others.find((each) => each.differences.some((value) => value.code === code));
    if (other)
      throw new Refusal("ALREADY_EXISTS", {
        reason: "houseRules.pending",
        field: `input.rules.${index}.code`,
        existingId: other.id,
      });
  }
}
