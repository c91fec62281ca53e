import { Account } from "../../accounts/account.entity";
import { otherOverseers } from "../../accounts/overseers.queries";
import { recordOnAccount } from "../../accounts/record-on-account";
import { refuseDuplicates } from "../../accounts/refuse-duplicates";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { newId } from "../../platform/ids";
import { HouseRules } from "../../house-rules/house-rules";
import { refuseLateBeginning } from "../../house-rules/refuse-late-beginning";
import { DAY } from "../../platform/time";
import { Rule } from "./rule.entity";
import { checkEffectiveDate } from "./rule.pure";
import { RuleVersion } from "./rule-version.entity";
import type { PublishRuleVersionInput } from "./rule.types";

/** One person is enough, since it needs its notice; whoever oversees the rules is told of it. Announces a version and sets the end of the previous one. Nothing else of a published version ever changes. */
export async function publishRuleVersion(
  tx: Tx,
  actor: Actor,
  input: PublishRuleVersionInput,
): Promise<{ ruleVersionId: string }> {
  const { code, title, text, severity, effectiveFrom } = input;
  const admin = await tx.lock(Account, actor.accountId);
  if (!admin) throw new Error(`account ${actor.accountId} not found`);
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
    admin,
    "RULE_VERSION_PUBLISHED",
    { actorId: actor.accountId, actorRole: "ADMIN" },
    { ruleVersionId: id, code, effectiveFrom },
    await otherOverseers(tx, admin.id),
  );
  await refuseDuplicates(tx, { uq_rule_code: "input.code" });
  return { ruleVersionId: id };
}
