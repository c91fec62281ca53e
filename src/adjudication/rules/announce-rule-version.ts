import type { Account } from "../../accounts/account/account.entity";
import { otherOverseers } from "../../accounts/roles/overseers.queries";
import { recordOnAccount, type Author } from "../../accounts/account/record-on-account";
import { refuseDuplicates } from "../../accounts/account/refuse-duplicates";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { HouseRules } from "../../house-rules/house-rules";
import { refuseLateBeginning } from "../../house-rules/refuse-late-beginning";
import { DAY } from "../../platform/time";
import { Rule } from "./rule.entity";
import { checkEffectiveDate } from "./rule.pure";
import { RuleVersion } from "./rule-version.entity";
import type { PublishRuleVersionInput } from "./rule.types";

/**
 * Announces a version, after its notice, and sets the end of the previous one; whoever oversees the rules is told of it. Nothing else of a
 * published version ever changes. That two persons want it is the caller's to know.
 */
export async function announceRuleVersion(
  tx: Tx,
  { account, author }: { account: Account; author: Author },
  input: PublishRuleVersionInput,
): Promise<{ ruleVersionId: string }> {
  const { code, title, text, severity, effectiveFrom } = input;
  const known = await tx.findOne(Rule, { code });
  const rule = known ? await tx.lock(Rule, known.id) : null;
  const latest = rule ? await tx.findOne(RuleVersion, { ruleId: rule.id }, "ORDER BY version DESC") : null;
  const rules = await HouseRules.inForce(tx, tx.now);
  const noticeDays = rules.number("rule.notice", "days");
  checkEffectiveDate(effectiveFrom, { now: tx.now, noticeDays, latestFrom: latest?.effectiveFrom ?? null });
  refuseLateBeginning(rules, effectiveFrom, tx.now + noticeDays * DAY);

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
  // A rule has no history of its own: the event is recorded in the history of the person who did it.
  recordOnAccount(
    tx,
    account,
    "RULE_VERSION_PUBLISHED",
    author,
    { ruleVersionId: id, code, effectiveFrom },
    await otherOverseers(tx, account.id),
  );
  await refuseDuplicates(tx, { uq_rule_code: "input.code" });
  return { ruleVersionId: id };
}
