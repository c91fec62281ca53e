import { defaultRules } from "../../adjudication/rules/default-rules";
import { RuleVersion } from "../../adjudication/rules/rule-version.entity";
import { PLATFORM_PROMISES } from "../../market/promises/platform-promises.table";
import { promiseDigest } from "../../market/promises/promise-digest.pure";
import { PromiseVersion } from "../../market/promises/promise-version.entity";
import { canonicalJson } from "../../platform/secrets/canonical-json.pure";
import type { Reader } from "../../platform/database/reader";
import { sql } from "../../platform/database/sql";

/** Rules and promises that no event tells of, because the platform began with them, and that are not what it begins with. */
export async function foundingProblems(reader: Reader): Promise<string[]> {
  const rules = await reader.select(RuleVersion, sql`FROM rule_version t WHERE t.notice_at = 0 ORDER BY t.id`);
  const promises = await reader.select(
    PromiseVersion,
    sql`FROM promise_version t WHERE t.published_by_id IS NULL ORDER BY t.id`,
  );
  return [
    ...rules.filter((rule) => !isDefault(rule)).map(({ id }) => `rule_version/${id}`),
    ...promises.filter((promise) => !isPlatforms(promise)).map(({ id }) => `promise_version/${id}`),
  ].map((name) => `${name} was announced by nobody, and is not what the platform begins with`);
}

/** A later release may let more penalties be ordered by those that it begins with: a database keeps its own. */
function isDefault({ code, version, effectiveFrom, title, text, severity, measures }: RuleVersion): boolean {
  const first = defaultRules.find((each) => each.code === code);
  return (
    version === 1 &&
    effectiveFrom === 0 &&
    first !== undefined &&
    severity === first.severity &&
    isSame([title, text], [first.title, first.text]) &&
    measures.every((each) => first.measures.includes(each))
  );
}

function isPlatforms(version: PromiseVersion): boolean {
  const { platformPromise, bilingual, effectiveFrom, kind, text, digest } = version;
  if (platformPromise === null) return false;
  const first = PLATFORM_PROMISES[platformPromise];
  return (
    version.version === 1 &&
    effectiveFrom === 0 &&
    kind === first.kind &&
    text === first.text.zhCN &&
    isSame(bilingual, first.text) &&
    digest === promiseDigest({ ...version, bilingual: first.text })
  );
}

const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);
