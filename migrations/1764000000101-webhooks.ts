import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  ascii,
  bigint,
  code,
  createTable,
  dropTable,
  id,
  instant,
  integer,
  json,
  line,
  optional,
  ref,
  table,
  text,
} from "./table";

const ENDPOINTS = table(
  "webhook_endpoint",
  [
    id(),
    ref("client_id", "api_client"),
    line("url", 1_000),
    json("event_types"),
    optional(text("query")),
    code("status", 16),
    ascii("secret", 300),
    optional(ascii("previous_secret", 300)),
    optional(instant("previous_until")),
    bigint("position"),
    optional(instant("failing_since")),
    ref("created_by_id", "account"),
    instant("created_at"),
    optional(instant("deleted_at")),
  ],
  { index: [["client_id", "id"], ["created_by_id"]] },
);

const DELIVERIES = table(
  "webhook_delivery",
  [
    id(),
    ref("endpoint_id", "webhook_endpoint"),
    bigint("position"),
    code("stream_id"),
    code("event_type", 60),
    code("status", 16),
    integer("tries"),
    json("attempts"),
    optional(instant("due_at")),
    optional(instant("failing_since")),
    instant("created_at"),
    optional(instant("delivered_at")),
  ],
  {
    unique: [["endpoint_id", "position"]],
    index: [
      ["endpoint_id", "due_at"],
      ["endpoint_id", "status", "stream_id", "position"],
      ["endpoint_id", "event_type", "position"],
      ["delivered_at"],
    ],
  },
);

/** Where API clients are told of events, and what became of it. */
export class Webhooks1764000000101 implements MigrationInterface {
  name = "Webhooks1764000000101";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, ENDPOINTS);
    await createTable(runner, DELIVERIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, DELIVERIES.name);
    await dropTable(runner, ENDPOINTS.name);
  }
}
