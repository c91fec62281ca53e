import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  addColumns,
  addHouseRules,
  code,
  createTable,
  dropColumns,
  dropHouseRules,
  id,
  instant,
  integer,
  line,
  minorUnits,
  optional,
  ref,
} from "./table";

/** `twoPersons`: sums above it, in minor units of each currency, are confirmed by two persons. */
const HOUSE_RULES: Record<string, Record<string, number>> = {
  "payment.twoPersons": { CNY: 1_000_000, USD: 150_000, EUR: 150_000, JPY: 200_000, other: 100_000 },
  "payment.openClaims": { count: 20 },
  "payment.reportMissing": { days: 30, times: 3 },
};
const OF_REMEDY = ["set_aside_at", "reported_missing_at"];

/** Sums of money that were paid outside, or are said to have been; and which remedies wait for one. */
export class Payments1764000000023 implements MigrationInterface {
  name = "Payments1764000000023";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "payment",
      [
        id(),
        code("purpose"),
        ref("provider_id", "provider"),
        optional(ref("order_id", "service_order")),
        optional(ref("penalty_id", "penalty")),
        optional(ref("complaint_id", "complaint")),
        optional(ref("remedy_id", "remedy")),
        minorUnits("amount"),
        code("currency", 3),
        optional(code("channel")),
        optional(line("reference", 200)),
        optional(line("reference_key", 200)),
        code("status"),
        optional(ref("claimed_by_id", "account")),
        instant("claimed_at"),
        optional(ref("first_confirmed_by_id", "account")),
        optional(instant("first_confirmed_at")),
        optional(ref("settled_by_id", "account")),
        optional(instant("settled_at")),
        optional(line("reason", 500)),
        integer("reports"),
        integer("version"),
      ],
      {
        unique: [["channel", "reference_key"]],
        index: [
          ["status", "claimed_at", "id"],
          ["provider_id", "claimed_at", "id"],
          ["order_id", "status"],
          ["penalty_id"],
          ["complaint_id"],
          ["remedy_id"],
          ["claimed_by_id", "status"],
          ["first_confirmed_by_id"],
          ["settled_by_id"],
        ],
      },
    );
    await addColumns(
      runner,
      "remedy",
      OF_REMEDY.map((name) => optional(instant(name))),
    );
    await addHouseRules(runner, HOUSE_RULES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropHouseRules(runner, HOUSE_RULES);
    await dropColumns(runner, "remedy", OF_REMEDY);
    await runner.dropTable("payment");
  }
}
