import { Field, Int, ObjectType } from "type-graphql";
import { SeverityEnum, type Severity } from "../../case/complaints/case-enums.types";
import { actsAt } from "../../market/providers/penalty-acts.queries";
import { Penalty } from "../penalties/penalty.entity";
import type { Reader } from "../../platform/database/reader";
import { sql } from "../../platform/database/sql";
import { DAY } from "../../platform/time";
import type { HouseRules } from "../../house-rules/house-rules";

const MOST_PENALTIES = 50;

@ObjectType({ simpleResolvers: true, description: "How many violations of one level." })
class ViolationCount {
  @Field(() => SeverityEnum, { description: "How grave they were." })
  severity: Severity;

  @Field(() => Int, { description: "How many, without reversed ones." })
  count: number;
}

@ObjectType({ simpleResolvers: true, description: "A provider's history, for deciding a case against it." })
export class ProviderHistory {
  @Field(() => Int, { description: "How many days back it looks." })
  days: number;

  @Field(() => Int, { description: "Rulings issued in that time that found a promise broken and are final." })
  upheldRulings: number;

  @Field(() => Int, { description: "Rulings issued in that time that have since been reversed." })
  overturnedRulings: number;

  @Field(() => [ViolationCount], {
    description:
      "Violations found in that time that count, by the level they were found at; levels without any are left out.",
  })
  violations: ViolationCount[];

  @Field(() => Int, { description: "Cases that the sides settled between themselves in that time." })
  settledCases: number;

  @Field(() => [Penalty], { description: "The penalties that act now, the latest first; at most 50." })
  currentPenalties: Penalty[];
}

export async function readProviderHistory(
  reader: Reader,
  rules: HouseRules,
  providerId: string,
  now: number,
): Promise<ProviderHistory> {
  const days = rules.number("providerHistory.window", "days");
  const since = now - days * DAY;
  const [rulings, violations, [settled], currentPenalties] = await Promise.all([
    countRulings(reader, providerId, since),
    countViolations(reader, providerId, since),
    reader.query<{ n: number }>(
      "SELECT COUNT(*) AS n FROM complaint WHERE provider_id = ? AND closure_reason = 'SETTLED' AND closed_at >= ?",
      [providerId, since],
    ),
    readCurrentPenalties(reader, providerId, now),
  ]);
  return { days, ...rulings, violations, settledCases: settled?.n ?? 0, currentPenalties };
}

async function countRulings(
  reader: Reader,
  providerId: string,
  since: number,
): Promise<Pick<ProviderHistory, "upheldRulings" | "overturnedRulings">> {
  const [counts] = await reader.query<{ upheld: number; overturned: number }>(
    `SELECT COUNT(CASE WHEN status = 'ISSUED' AND final_at IS NOT NULL AND outcome <> 'DISMISSED' THEN 1 END) AS upheld,
       COUNT(CASE WHEN status = 'REVERSED' THEN 1 END) AS overturned
     FROM ruling WHERE provider_id = ? AND issued_at >= ?`,
    [providerId, since],
  );
  return { upheldRulings: counts?.upheld ?? 0, overturnedRulings: counts?.overturned ?? 0 };
}

function countViolations(reader: Reader, providerId: string, since: number): Promise<ViolationCount[]> {
  return reader.query<ViolationCount>(
    `SELECT level AS severity, COUNT(*) AS count FROM violation
     WHERE provider_id = ? AND found_at >= ? AND counted_at IS NOT NULL AND reversed_at IS NULL GROUP BY level ORDER BY level`,
    [providerId, since],
  );
}

async function readCurrentPenalties(reader: Reader, providerId: string, now: number): Promise<Penalty[]> {
  return reader.select(
    Penalty,
    sql`FROM penalty p WHERE p.provider_id = ${providerId} AND ${actsAt(now)} ORDER BY p.id DESC LIMIT ${MOST_PENALTIES}`,
    "p",
  );
}
