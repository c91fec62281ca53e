import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  addHouseRules,
  code,
  createTable,
  dropHouseRules,
  id,
  instant,
  integer,
  json,
  optional,
  ref,
  text,
} from "./table";

/**
 * The reputation's formula, version 1: whoever changes one of its numbers gives `reputation.formula` its next version from the same
 * date on. Rates, weights and exponents are plain fractions.
 */
const HOUSE_RULES: Record<string, Record<string, number>> = {
  "review.window": { days: 180 },
  "reputation.formula": { version: 1, halfLifeDays: 180, newBelow: 5 },
  "reputation.orders": { most: 3, days: 30 },
  "reputation.levels": { L1: 0.25, L2: 0.6, L3: 1, L4: 1, settled: 0.25 },
  "reputation.faults": { weight: 50, rate: 0.02 },
  "reputation.answered": { weight: 10, prior: 0.8 },
  "reputation.solved": { weight: 10, prior: 0.7, partly: 0.5 },
  "reputation.verified": { least: 0.1 },
  "reputation.exponents": { keep: 0.5, answered: 0.2, solved: 0.2, verified: 0.1 },
  "reputation.rank": { z: 1.959963984540054 },
  "reputation.caps": { RANK_DEMOTION: 60, LISTING_FREEZE: 40, SUSPENSION: 20 },
  "reputation.outlook": { orders: 20, cases: 10 },
  "reputation.causes": { cases: 200, shown: 5 },
  "reputation.refresh": { hours: 24 },
  "reputation.told": { points: 1 },
};

/** Reviews with what is kept of them, and the providers' reputation with its ledger. */
export class Reputation1764000000016 implements MigrationInterface {
  name = "Reputation1764000000016";

  async up(runner: QueryRunner): Promise<void> {
    await reviews(runner);
    await reputation(runner);
    await addHouseRules(runner, HOUSE_RULES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropHouseRules(runner, HOUSE_RULES);
    for (const table of ["provider_reputation", "reputation_input", "review_tally", "review"])
      await runner.dropTable(table);
  }
}

async function reviews(runner: QueryRunner): Promise<void> {
  await createTable(
    runner,
    "review",
    [
      id(),
      ref("order_id", "service_order"),
      ref("consumer_id", "account"),
      ref("provider_id", "provider"),
      ref("listing_id", "listing"),
      integer("stars"),
      text("text"),
      instant("written_at"),
      optional(text("answer")),
      optional(ref("answered_by_id", "account")),
      optional(instant("answered_at")),
      optional(code("hidden_because")),
      optional(text("hidden_text")),
      optional(ref("hidden_by_id", "account")),
      optional(instant("hidden_at")),
    ],
    {
      unique: [["order_id"]],
      index: [
        ["provider_id", "written_at", "id"],
        ["listing_id", "written_at", "id"],
        ["consumer_id"],
        ["answered_by_id"],
        ["hidden_by_id"],
      ],
    },
  );
  await createTable(runner, "review_tally", [
    id(),
    ...[1, 2, 3, 4, 5].map((stars) => integer(`stars${stars}`)),
    integer("hidden"),
  ]);
}

async function reputation(runner: QueryRunner): Promise<void> {
  await createTable(
    runner,
    "reputation_input",
    [
      id(),
      ref("provider_id", "provider"),
      integer("number"),
      code("kind"),
      optional(code("level")),
      optional(code("cause")),
      code("source_id"),
      optional(ref("ruling_id", "ruling")),
      optional(code("consumer_id")),
      instant("ages_from"),
      instant("known_at"),
      integer("counted"),
      optional(ref("takes_back_id", "reputation_input")),
      json("totals"),
      integer("formula_version"),
    ],
    {
      unique: [["provider_id", "number"]],
      index: [
        ["provider_id", "known_at", "number"],
        ["provider_id", "kind", "number"],
        ["provider_id", "consumer_id", "counted", "ages_from"],
        ["source_id", "number"],
        ["ruling_id"],
        ["takes_back_id"],
      ],
    },
  );
  await createTable(
    runner,
    "provider_reputation",
    [
      ref("provider_id", "provider"),
      json("totals"),
      integer("inputs"),
      integer("rank_key"),
      optional(integer("score")),
      optional(integer("told_score")),
      integer("formula_version"),
      instant("updated_at"),
      optional(instant("refresh_due_at")),
    ],
    {
      primary: "provider_id",
      index: [["rank_key", "provider_id"], ["score", "provider_id"], ["refresh_due_at"], ["formula_version"]],
    },
  );
}
