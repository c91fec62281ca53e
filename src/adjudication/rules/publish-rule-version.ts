import { Field, InputType } from "type-graphql";
import { Account } from "../../accounts/account.entity";
import { recordOnAccount } from "../../accounts/record-on-account";
import { refuseDuplicates } from "../../accounts/refuse-duplicates";
import type { Tx } from "../../platform/database/tx";
import { DateTime } from "../../platform/graphql/scalars";
import { TextField } from "../../platform/graphql/text-field";
import type { Actor } from "../../accounts/actor";
import { newId } from "../../platform/ids";
import { HouseRules } from "../../house-rules/house-rules";
import { RULE_CODE, RuleContentInput } from "./rule-content.types";
import { Rule } from "./rule.entity";
import { checkEffectiveDate } from "./rule.policy";
import { RuleVersion } from "./rule-version.entity";

@InputType({ description: "The next version of a rule, or the first of a new one." })
export class PublishRuleVersionInput extends RuleContentInput {
  @TextField({
    max: 40,
    pattern: RULE_CODE,
    description: "The rule's code: capitals, digits and hyphens, e.g. `PRICE-1`. A code not used yet makes a new rule.",
  })
  code: string;

  @Field(() => DateTime, {
    description:
      "From when it is in force: at least the house's time of notice from now (7 days unless changed), and later than the rule's latest version.",
  })
  effectiveFrom: number;
}

/** Announces a version and gives the one before it its end. Nothing else of a published version ever changes. */
export async function publishRuleVersion(
  tx: Tx,
  actor: Actor,
  input: PublishRuleVersionInput,
): Promise<{ ruleVersionId: string }> {
  const { code, title, text, severity, effectiveFrom } = input;
  const admin = await tx.lock(Account, actor.accountId);
  if (!admin) throw new Error(`account ${actor.accountId} is gone`);
  const known = await tx.findOne(Rule, { code });
  const rule = known ? await tx.lock(Rule, known.id) : null;
  const latest = rule ? await tx.findOne(RuleVersion, { ruleId: rule.id }, "ORDER BY version DESC") : null;
  const noticeDays = (await HouseRules.inForce(tx, tx.now)).number("rule.notice", "days");
  checkEffectiveDate(effectiveFrom, { now: tx.now, noticeDays, latestFrom: latest?.effectiveFrom ?? null });

  const ruleId = rule?.id ?? newId(Rule);
  if (!rule) tx.insert(Rule, { id: ruleId, code });
  if (latest) tx.change(latest, { effectiveUntil: effectiveFrom });
  const id = newId(RuleVersion);
  tx.insert(RuleVersion, {
    id,
    ruleId,
    code,
    title,
    text,
    severity,
    effectiveFrom,
    effectiveUntil: null,
    version: (latest?.version ?? 0) + 1,
    measures: [...new Set(input.measures)],
    noticeAt: tx.now,
  });
  // A rule has no history of its own: the act stands in that of the person who did it.
  recordOnAccount(
    tx,
    admin,
    "RULE_VERSION_PUBLISHED",
    { actorId: actor.accountId, actorRole: "ADMIN" },
    { ruleVersionId: id, code, effectiveFrom },
  );
  await refuseDuplicates(tx, { uq_rule_code: "input.code" });
  return { ruleVersionId: id };
}
