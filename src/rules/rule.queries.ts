import type { Reader } from "../platform/database/reader";
import type { Context } from "../platform/graphql/context";
import { isIdOf } from "../platform/ids";
import { Refusal } from "../platform/refusal";
import { RuleVersion } from "./rule-version.entity";

/** The rulebook at one moment, by code. For a future moment: what has been announced for it. */
export async function ruleVersionsInForce(reader: Reader, at: number): Promise<RuleVersion[]> {
  const mapper = reader.mapper(RuleVersion);
  const rows = await reader.query(
    `SELECT ${mapper.select("t")} FROM rule_version t WHERE t.effective_from <= ? AND (t.effective_until IS NULL OR t.effective_until > ?) ORDER BY t.code`,
    [at, at],
  );
  return rows.map((row) => mapper.hydrate(row));
}

export async function readRuleVersion(ctx: Context, id: string, field = "id"): Promise<RuleVersion> {
  const version = isIdOf("ruleVersion", id) ? await ctx.loaders.byId(RuleVersion, id) : null;
  if (!version) throw new Refusal("NOT_FOUND", { field });
  return version;
}
