import { randomBytes } from "node:crypto";
import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  ascii,
  bigint,
  code,
  createTable,
  id,
  instant,
  integer,
  json,
  line,
  minorUnits,
  optional,
  ref,
  text,
} from "./table";

/** Everything that the main job stands on: people, promises, orders, the case, its clocks, rulings and penalties, the event log. */
export class Spine1764000000000 implements MigrationInterface {
  name = "Spine1764000000000";

  async up(runner: QueryRunner): Promise<void> {
    await platform(runner);
    await people(runner);
    await promisesAndOrders(runner);
    await theCase(runner);
    await negotiation(runner);
    await evidence(runner);
    await rules(runner);
    await rulings(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = [
      "penalty",
      "remedy",
      "ruling_finding",
      "ruling",
      "rule_version",
      "rule",
      "case_request",
      "evidence",
      "settlement",
      "offer",
      "message",
      "case_timer",
      "breach",
      "complaint",
      "order_promise",
      "service_order",
      "promise_version",
      "service_promise",
      "listing",
      "provider_member",
      "provider",
      "refresh_token",
      "account",
      "idempotency_record",
      "policy_value",
      "feed_counter",
      "event_log",
    ];
    for (const table of tables) await runner.dropTable(table);
  }
}

const eventStream = [integer("event_seq"), ascii("event_hash", 64)];

async function platform(runner: QueryRunner): Promise<void> {
  await createTable(
    runner,
    "event_log",
    [
      bigint("position"),
      ascii("stream_id", 40),
      integer("seq"),
      code("type"),
      optional(code("actor_id")),
      code("actor_role"),
      text("topics"),
      code("audience"),
      instant("at"),
      json("data"),
      ascii("salt", 32),
      ascii("prev_hash", 64),
      ascii("hash", 64),
    ],
    { primary: "position", unique: [["stream_id", "seq"]] },
  );
  await createTable(runner, "feed_counter", [integer("id"), bigint("position"), ascii("epoch", 32)]);
  await runner.query(
    `INSERT INTO feed_counter (id, position, epoch) VALUES (1, 0, '${randomBytes(16).toString("hex")}')`,
  );
  await createTable(
    runner,
    "idempotency_record",
    [
      id(),
      code("account_id"),
      code("mutation", 64),
      line("client_mutation_id", 128),
      ascii("request_digest", 64),
      json("result"),
      instant("created_at"),
    ],
    { unique: [["account_id", "mutation", "client_mutation_id"]], index: [["created_at"]] },
  );
  await createTable(runner, "policy_value", [id(), code("code", 64), instant("effective_from"), json("value")], {
    unique: [["code", "effective_from"]],
  });
}

async function people(runner: QueryRunner): Promise<void> {
  await createTable(
    runner,
    "account",
    [
      id(),
      line("login", 120),
      line("display_name", 120),
      optional(ascii("password_hash", 255)),
      optional(line("external_subject", 255)),
      json("roles"),
      code("locale"),
      code("status"),
      integer("token_version"),
      instant("created_at"),
      ...eventStream,
    ],
    { unique: [["login"], ["external_subject"]] },
  );
  await createTable(
    runner,
    "refresh_token",
    [
      id(),
      ref("account_id", "account"),
      code("family_id"),
      ascii("token_hash", 64),
      instant("issued_at"),
      instant("expires_at"),
      optional(instant("used_at")),
      optional(instant("revoked_at")),
    ],
    { unique: [["token_hash"]], index: [["family_id"], ["account_id"]] },
  );
  await createTable(
    runner,
    "provider",
    [
      id(),
      line("legal_name", 200),
      line("licence_no", 80),
      optional(text("description")),
      code("status"),
      instant("created_at"),
      ...eventStream,
    ],
    { unique: [["licence_no"]], index: [["created_at", "id"]] },
  );
  await createTable(
    runner,
    "provider_member",
    [id(), ref("provider_id", "provider"), ref("account_id", "account"), code("role"), instant("added_at")],
    { unique: [["provider_id", "account_id"]], index: [["account_id"]] },
  );
}

async function promisesAndOrders(runner: QueryRunner): Promise<void> {
  await createTable(
    runner,
    "listing",
    [
      id(),
      ref("provider_id", "provider"),
      code("category", 64),
      line("title", 200),
      text("description"),
      minorUnits("price_amount"),
      code("price_currency", 3),
      code("status"),
      integer("version"),
      instant("created_at"),
    ],
    {
      index: [
        ["provider_id", "created_at", "id"],
        ["status", "category", "id"],
      ],
    },
  );
  await createTable(
    runner,
    "service_promise",
    [
      id(),
      ref("provider_id", "provider"),
      optional(ref("listing_id", "listing")),
      code("kind"),
      integer("latest_version"),
      optional(code("current_version_id")),
      optional(instant("withdrawn_at")),
      instant("created_at"),
    ],
    { index: [["provider_id", "id"], ["listing_id"]] },
  );
  await createTable(
    runner,
    "promise_version",
    [
      id(),
      ref("promise_id", "service_promise"),
      integer("version"),
      code("kind"),
      text("text"),
      json("terms"),
      ascii("digest", 64),
      ref("published_by_id", "account"),
      instant("published_at"),
    ],
    { unique: [["promise_id", "version"]], index: [["published_by_id"]] },
  );
  await createTable(
    runner,
    "service_order",
    [
      id(),
      ref("consumer_id", "account"),
      ref("provider_id", "provider"),
      ref("listing_id", "listing"),
      line("title", 200),
      minorUnits("price_amount"),
      code("price_currency", 3),
      code("status"),
      instant("placed_at"),
      optional(instant("delivered_at")),
      optional(instant("completed_at")),
    ],
    { index: [["consumer_id", "placed_at", "id"], ["provider_id", "placed_at", "id"], ["listing_id"]] },
  );
  await createTable(
    runner,
    "order_promise",
    [id(), ref("order_id", "service_order"), ref("promise_version_id", "promise_version"), ascii("digest", 64)],
    { unique: [["order_id", "promise_version_id"]], index: [["promise_version_id"]] },
  );
}

async function theCase(runner: QueryRunner): Promise<void> {
  await createTable(
    runner,
    "complaint",
    [
      id(),
      ref("order_id", "service_order"),
      ref("consumer_id", "account"),
      ref("provider_id", "provider"),
      code("status"),
      optional(code("closure_reason")),
      optional(code("stayed_from")),
      code("breach_class"),
      line("title", 200),
      text("story"),
      code("demand_kind"),
      optional(minorUnits("demand_amount")),
      optional(text("demand_text")),
      minorUnits("amount_at_stake"),
      code("currency", 3),
      code("severity"),
      integer("version"),
      integer("round"),
      instant("opened_at"),
      instant("updated_at"),
      instant("status_since"),
      optional(instant("closed_at")),
      optional(instant("due_at")),
      integer("in_queue"),
      optional(instant("provider_first_response_at")),
      optional(instant("provider_refused_at")),
      code("last_word", 40),
      integer("information_requests"),
      integer("evidence_rounds"),
      integer("evidence_count"),
      integer("reopened_count"),
      integer("presumed_broken"),
      optional(instant("consumer_evidence_closed_at")),
      optional(instant("provider_evidence_closed_at")),
      optional(ascii("evidence_root", 64)),
      optional(ref("lease_holder_id", "account")),
      integer("lease_token"),
      optional(instant("lease_expires_at")),
      optional(code("current_ruling_id")),
      ...eventStream,
    ],
    {
      index: [
        ["in_queue", "due_at", "id"],
        ["consumer_id", "opened_at", "id"],
        ["provider_id", "opened_at", "id"],
        ["status", "due_at", "id"],
        ["order_id"],
        ["lease_holder_id"],
      ],
    },
  );
  await createTable(
    runner,
    "breach",
    [
      id(),
      ref("complaint_id", "complaint"),
      ref("promise_id", "service_promise"),
      ref("promise_version_id", "promise_version"),
      code("kind"),
      text("expected"),
      text("delivered"),
      minorUnits("amount"),
      // "order promise" while the complaint is open, NULL after: the unique key that allows one open complaint for each.
      optional(ascii("open_key", 81)),
    ],
    { unique: [["open_key"]], index: [["complaint_id"], ["promise_version_id"], ["promise_id"]] },
  );
  await createTable(
    runner,
    "case_timer",
    [
      id(),
      ref("complaint_id", "complaint"),
      code("clock"),
      instant("started_at"),
      optional(instant("due_at")),
      optional(instant("paused_at")),
      // What was left when the clock was paused: milliseconds, or working days for clocks that count those.
      optional(integer("remaining_days")),
      optional(bigint("remaining_ms")),
    ],
    { unique: [["complaint_id", "clock"]], index: [["due_at"]] },
  );
}

async function negotiation(runner: QueryRunner): Promise<void> {
  await createTable(
    runner,
    "message",
    [
      id(),
      ref("complaint_id", "complaint"),
      ref("author_id", "account"),
      code("side"),
      code("visibility"),
      text("text"),
      instant("sent_at"),
    ],
    { index: [["complaint_id", "id"], ["author_id"]] },
  );
  await createTable(
    runner,
    "offer",
    [
      id(),
      ref("complaint_id", "complaint"),
      integer("number"),
      code("made_by_side"),
      ref("made_by_id", "account"),
      code("kind"),
      optional(minorUnits("amount")),
      optional(code("currency", 3)),
      text("text"),
      integer("settle_within_days"),
      code("status"),
      optional(ref("counters_offer_id", "offer")),
      instant("made_at"),
      instant("expires_at"),
      optional(instant("answered_at")),
      optional(text("answer")),
      // The complaint's id while the offer is open: at most one.
      optional(ascii("open_key", 40)),
    ],
    { unique: [["complaint_id", "number"], ["open_key"]], index: [["made_by_id"], ["counters_offer_id"]] },
  );
  await createTable(
    runner,
    "settlement",
    [
      id(),
      ref("complaint_id", "complaint"),
      ref("offer_id", "offer"),
      instant("accepted_at"),
      instant("due_at"),
      optional(text("proof")),
      optional(instant("proof_filed_at")),
      optional(instant("confirmed_at")),
      optional(instant("contested_at")),
      optional(text("contest_reason")),
      optional(instant("defaulted_at")),
    ],
    { unique: [["offer_id"]], index: [["complaint_id", "id"]] },
  );
}

async function evidence(runner: QueryRunner): Promise<void> {
  await createTable(
    runner,
    "evidence",
    [
      id(),
      ref("complaint_id", "complaint"),
      ref("submitted_by_id", "account"),
      code("side"),
      code("kind"),
      line("title", 200),
      text("description"),
      code("visibility"),
      code("status"),
      line("file_name", 200),
      code("declared_type", 100),
      optional(code("media_type", 100)),
      bigint("size"),
      ascii("sha256", 64),
      optional(line("storage_key", 200)),
      optional(ref("supersedes_id", "evidence")),
      optional(code("superseded_by_id")),
      integer("late"),
      instant("created_at"),
      optional(instant("stored_at")),
    ],
    { index: [["complaint_id", "id"], ["submitted_by_id"], ["supersedes_id"]] },
  );
  await createTable(
    runner,
    "case_request",
    [
      id(),
      ref("complaint_id", "complaint"),
      code("kind"),
      code("addressed_to"),
      text("text"),
      integer("mandatory"),
      ref("asked_by_id", "account"),
      instant("asked_at"),
      instant("due_at"),
      optional(instant("answered_at")),
      optional(text("answer")),
      optional(instant("missed_at")),
    ],
    { index: [["complaint_id", "id"], ["asked_by_id"]] },
  );
}

async function rules(runner: QueryRunner): Promise<void> {
  await createTable(runner, "rule", [id(), code("code")], { unique: [["code"]] });
  await createTable(
    runner,
    "rule_version",
    [
      id(),
      ref("rule_id", "rule"),
      code("code"),
      integer("version"),
      line("title", 200),
      text("text"),
      code("severity"),
      json("measures"),
      instant("notice_at"),
      instant("effective_from"),
      optional(instant("effective_until")),
    ],
    { unique: [["rule_id", "version"]], index: [["effective_from", "id"]] },
  );
}

async function rulings(runner: QueryRunner): Promise<void> {
  await createTable(
    runner,
    "ruling",
    [
      id(),
      ref("complaint_id", "complaint"),
      ref("provider_id", "provider"),
      ref("consumer_id", "account"),
      integer("round"),
      code("status"),
      code("outcome"),
      text("facts"),
      text("reasoning"),
      text("public_text"),
      code("root_cause"),
      json("rule_version_ids"),
      ref("decided_by_id", "account"),
      instant("decided_at"),
      optional(ref("approved_by_id", "account")),
      optional(instant("approved_at")),
      optional(text("approval_note")),
      optional(instant("issued_at")),
      optional(instant("appealable_until")),
      optional(instant("final_at")),
      json("measures"),
    ],
    {
      index: [
        ["complaint_id", "id"],
        ["provider_id", "issued_at", "id"],
        ["issued_at", "id"],
        ["status", "decided_at", "id"],
        ["consumer_id"],
        ["decided_by_id"],
        ["approved_by_id"],
      ],
    },
  );
  await createTable(
    runner,
    "ruling_finding",
    [
      id(),
      ref("ruling_id", "ruling"),
      ref("breach_id", "breach"),
      code("finding"),
      optional(code("severity")),
      ref("rule_version_id", "rule_version"),
      text("reasoning"),
    ],
    { unique: [["ruling_id", "breach_id"]], index: [["breach_id"], ["rule_version_id"]] },
  );
  await createTable(
    runner,
    "remedy",
    [
      id(),
      ref("ruling_id", "ruling"),
      ref("complaint_id", "complaint"),
      code("kind"),
      optional(minorUnits("amount")),
      optional(code("currency", 3)),
      text("text"),
      integer("within_days"),
      optional(instant("due_at")),
      optional(text("proof")),
      optional(instant("proof_filed_at")),
      optional(instant("confirmed_at")),
      optional(instant("waived_at")),
      optional(instant("defaulted_at")),
    ],
    { index: [["complaint_id", "id"], ["ruling_id"]] },
  );
  await createTable(
    runner,
    "penalty",
    [
      id(),
      ref("provider_id", "provider"),
      optional(ref("listing_id", "listing")),
      ref("ruling_id", "ruling"),
      ref("complaint_id", "complaint"),
      code("kind"),
      optional(minorUnits("amount")),
      optional(code("currency", 3)),
      optional(integer("days")),
      text("reason"),
      code("status"),
      optional(instant("starts_at")),
      optional(instant("ends_at")),
      instant("created_at"),
    ],
    {
      index: [
        ["provider_id", "status", "kind"],
        ["status", "starts_at"],
        ["status", "ends_at"],
        ["ruling_id"],
        ["complaint_id"],
        ["listing_id"],
      ],
    },
  );
}
