import type { Reader } from "../../platform/database/reader";
import { sql } from "../../platform/database/sql";
import { finding } from "../../platform/graphql/bilingual";
import type { Context } from "../../platform/graphql/context";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Rule } from "./rule.entity";
import { RuleVersion } from "./rule-version.entity";

/** The rulebook at one moment, by code. For a future moment: what has been announced for it. */
export async function ruleVersionsInForce(reader: Reader, at: number): Promise<RuleVersion[]> {
  return reader.select(
    RuleVersion,
    sql`FROM rule_version t WHERE t.effective_from <= ${at} AND (t.effective_until IS NULL OR t.effective_until > ${at}) ORDER BY t.code`,
  );
}

/** Those of them with all the words in their code or in either title; a rulebook is short. */
export async function findRules(reader: Reader, at: number, text: string): Promise<RuleVersion[]> {
  const isFound = finding(text);
  return (await ruleVersionsInForce(reader, at)).filter(isFound);
}

export async function readRuleVersion(ctx: Context, id: string): Promise<RuleVersion> {
  const version = isIdOf(RuleVersion, id) ? await ctx.loaders.byId(RuleVersion, id) : null;
  if (!version) throw new Refusal("NOT_FOUND", { field: "id" });
  return version;
}

/** All that was ever announced under a code, the latest first; empty when there is no such rule. */
export async function ruleVersionsOf(reader: Reader, code: string): Promise<RuleVersion[]> {
  const rule = await reader.findOne(Rule, { code });
  return rule ? reader.find(RuleVersion, { ruleId: rule.id }, "ORDER BY version DESC") : [];
}

/** In force or announced. */
export const latestRuleVersion = async (reader: Reader, code: string): Promise<RuleVersion | null> =>
  (await ruleVersionsOf(reader, code))[0] ?? null;
