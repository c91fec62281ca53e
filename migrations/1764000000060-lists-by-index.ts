import type { MigrationInterface, QueryRunner } from "typeorm";
import { constraintName } from "../src/platform/database/naming";
import { isMysql } from "./table";

const index = (of: string, columns: readonly string[]): { of: string; name: string; columns: string } => ({
  of,
  name: constraintName("ix", of, [...columns]),
  columns: columns.join(", "),
});

const ADDED = [
  index("complaint", ["in_queue", "due_at", "id", "severity", "category", "amount_at_stake", "escalated_at"]),
  index("complaint", ["in_queue", "severity", "due_at", "id"]),
  index("complaint", ["in_queue", "category", "due_at", "id"]),
  index("complaint", ["in_queue", "lease_holder_id", "lease_expires_at"]),
  index("complaint", ["assigned_to_id", "in_queue", "due_at", "id"]),
  index("complaint", ["status", "severity", "opened_at", "id"]),
  index("complaint", ["status", "severity", "updated_at", "id"]),
  index("complaint", ["status", "category", "opened_at", "id"]),
  index("complaint", ["status", "category", "updated_at", "id"]),
  index("complaint", ["opened_at", "id"]),
  index("complaint", ["updated_at", "id"]),
  index("service_promise", ["listing_id", "kind", "withdrawn_at"]),
  index("ruling", ["outcome", "issued_at", "id", "status"]),
  index("ruling_finding", ["rule_version_id", "ruling_id"]),
  index("penalty", ["kind", "ends_at", "starts_at", "status", "provider_id", "listing_id"]),
  index("penalty", ["provider_id", "kind", "ends_at"]),
  index("penalty", ["status", "pauses_while_waiting", "provider_id"]),
  index("replayed_ruling", ["run", "changed", "number"]),
  index("replayed_ruling", ["run", "provider_id", "number"]),
  index("remedy", ["confirmed_at", "check_since", "complaint_id"]),
  index("remedy", ["confirmed_at", "defaulted_at", "complaint_id"]),
  index("enrolment", ["course_id", "assigned_at", "id"]),
  index("payment", ["status", "purpose", "claimed_at", "id"]),
];

/** Each is the beginning of one that was added. */
const REPLACED = [
  index("complaint", ["in_queue", "due_at", "id"]),
  index("complaint", ["assigned_to_id"]),
  index("service_promise", ["listing_id"]),
  index("ruling_finding", ["rule_version_id"]),
  index("penalty", ["kind", "ends_at"]),
  index("enrolment", ["course_id"]),
];

/** No list is read through all the rows that its filter leaves out: what a page costs does not grow with the market. */
export class ListsByIndex1764000000060 implements MigrationInterface {
  name = "ListsByIndex1764000000060";

  async up(runner: QueryRunner): Promise<void> {
    for (const each of ADDED) await create(runner, each);
    for (const each of REPLACED) await drop(runner, each);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const each of REPLACED) await create(runner, each);
    for (const each of ADDED) await drop(runner, each);
  }
}

type Index = (typeof ADDED)[number];

const create = (runner: QueryRunner, { name, of, columns }: Index): Promise<unknown> =>
  runner.query(`CREATE INDEX ${name} ON ${of} (${columns})`);

const drop = (runner: QueryRunner, { name, of }: Index): Promise<unknown> =>
  runner.query(`DROP INDEX ${name}${isMysql(runner) ? ` ON ${of}` : ""}`);
