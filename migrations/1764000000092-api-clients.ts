import type { MigrationInterface, QueryRunner } from "typeorm";
import { ascii, createTable, dropTable, id, instant, json, line, optional, ref, table } from "./table";

const CLIENTS = table(
  "api_client",
  [
    id(),
    optional(ref("provider_id", "provider")),
    line("name", 120),
    json("scopes"),
    json("addresses"),
    ref("created_by_id", "account"),
    instant("created_at"),
    optional(instant("closed_at")),
  ],
  { index: [["provider_id", "id"], ["created_by_id"]] },
);

const KEYS = table(
  "api_key",
  [
    id(),
    ref("client_id", "api_client"),
    ascii("secret_hash", 64),
    ascii("hint", 4),
    ref("created_by_id", "account"),
    instant("created_at"),
    optional(instant("expires_at")),
    optional(instant("last_used_at")),
    optional(instant("revoked_at")),
  ],
  { unique: [["secret_hash"]], index: [["client_id"], ["created_by_id"]] },
);

/** Programs that act for a provider or for the platform, and their keys. */
export class ApiClients1764000000092 implements MigrationInterface {
  name = "ApiClients1764000000092";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, CLIENTS);
    await createTable(runner, KEYS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, KEYS.name);
    await dropTable(runner, CLIENTS.name);
  }
}
