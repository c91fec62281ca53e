import { Field, Int, ObjectType } from "type-graphql";
import { SeverityEnum, type Severity } from "../../case/complaints/case-enums.types";
import { ACTS } from "../../market/providers/penalty-acts.queries";
import { Penalty } from "../penalties/penalty.entity";
import type { Reader } from "../../platform/database/reader";
import { DAY } from "../../platform/time";
import type { HouseRules } from "../../house-rules/house-rules";

const MOST_PENALTIES = 50;

@ObjectType({ simpleResolvers: true, description: "How many violations of one level." })
class ViolationCount {
  @Field(() => SeverityEnum, { description: "The level." })
  severity: Severity;

  @Field(() => Int, { description: "How many, not taken back since." })
  count: number;
}

@ObjectType({ simpleResolvers: true, description: "What is known of a provider when a case against it is decided." })
export class ProviderHistory {
  @Field(() => Int, { description: "How many days back it looks." })
  days: number;

  @Field(() => Int, { description: "Rulings issued in that time that found a promise broken and are final." })
  upheldRulings: number;

  @Field(() => Int, { description: "Rulings issued in that time that were reversed since." })
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
  const [rulings, violations, settled, currentPenalties] = await Promise.all([
    countRulings(reader, providerId, since),
    countViolations(reader, providerId, since),
    reader.query<{ n: number | string }>(
      "SELECT COUNT(*) AS n FROM complaint WHERE provider_id = ? AND closure_reason = 'SETTLED' AND closed_at >= ?",
      [providerId, since],
    ),
    readCurrentPenalties(reader, providerId, now),
  ]);
  return { days, ...rulings, violations, settledCases: Number(settled[0]?.n), currentPenalties };
}

async function countRulings(
  reader: Reader,
  providerId: string,
  since: number,
): Promise<Pick<ProviderHistory, "upheldRulings" | "overturnedRulings">> {
  const [counts] = await reader.query<{ upheld: number | string; overturned: number | string }>(
    `SELECT COUNT(CASE WHEN status = 'ISSUED' AND final_at IS NOT NULL AND outcome <> 'DISMISSED' THEN 1 END) AS upheld,
       COUNT(CASE WHEN status = 'REVERSED' THEN 1 END) AS overturned
     FROM ruling WHERE provider_id = ? AND issued_at >= ?`,
    [providerId, since],
  );
  return { upheldRulings: Number(counts?.upheld), overturnedRulings: Number(counts?.overturned) };
}

async function countViolations(reader: Reader, providerId: string, since: number): Promise<ViolationCount[]> {
  const rows = await reader.query<{ level: Severity; n: number | string }>(
    `SELECT level, COUNT(*) AS n FROM violation
     WHERE provider_id = ? AND found_at >= ? AND counted_at IS NOT NULL AND reversed_at IS NULL GROUP BY level ORDER BY level`,
    [providerId, since],
  );
  return rows.map(({ level, n }) => ({ severity: level, count: Number(n) }));
}

async function readCurrentPenalties(reader: Reader, providerId: string, now: number): Promise<Penalty[]> {
  const mapper = reader.mapper(Penalty);
  const rows = await reader.query(
    `SELECT ${mapper.select("p")} FROM penalty p WHERE p.provider_id = ? AND ${ACTS} ORDER BY p.id DESC LIMIT ${MOST_PENALTIES}`,
    [providerId, now, now],
  );
  return rows.map((row) => mapper.hydrate(row));
}
