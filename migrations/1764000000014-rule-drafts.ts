import type { MigrationInterface, QueryRunner } from "typeorm";
import { code, createTable, id, instant, integer, json, line, optional, ref, text } from "./table";

/** What rules might say next, and what past rulings would have come to under it; statements of reasons for the EU's database. */
export class RuleDrafts1764000000014 implements MigrationInterface {
  name = "RuleDrafts1764000000014";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "rule_draft",
      [
        id(),
        code("code"),
        line("title", 200),
        text("text"),
        code("severity"),
        json("measures"),
        optional(text("note")),
        code("status"),
        integer("revision"),
        ref("created_by_id", "account"),
        instant("created_at"),
        instant("updated_at"),
        optional(ref("rule_version_id", "rule_version")),
      ],
      {
        index: [["created_at", "id"], ["status", "created_at", "id"], ["created_by_id"], ["rule_version_id"]],
      },
    );
    await createTable(
      runner,
      "rule_replay",
      [
        id(),
        ref("draft_id", "rule_draft"),
        integer("draft_revision"),
        code("code"),
        code("severity"),
        json("measures"),
        instant("decided_from"),
        instant("decided_before"),
        ref("requested_by_id", "account"),
        ref("job_id", "job"),
        instant("created_at"),
        optional(code("run")),
        optional(instant("replayed_at")),
        optional(json("totals")),
      ],
      { index: [["draft_id", "created_at", "id"], ["job_id"], ["requested_by_id"]] },
    );
    await createReplayed(runner);
    await createTable(
      runner,
      "transparency_statement",
      [id(), ref("ruling_id", "ruling"), instant("at"), text("text"), json("problems")],
      { index: [["at", "id"], ["ruling_id"]] },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ["transparency_statement", "replayed_provider", "replayed_ruling", "rule_replay", "rule_draft"])
      await runner.dropTable(table);
  }
}

async function createReplayed(runner: QueryRunner): Promise<void> {
  const common = [id(), ref("replay_id", "rule_replay"), code("run"), ref("provider_id", "provider")];
  await createTable(
    runner,
    "replayed_ruling",
    [
      ...common,
      integer("number"),
      ref("ruling_id", "ruling"),
      integer("tried"),
      integer("changed"),
      json("changes"),
      json("findings"),
      json("measures_not_allowed"),
      json("measures_newly_allowed"),
      integer("points_before"),
      integer("points_after"),
      json("penalties_before"),
      json("penalties_after"),
    ],
    { unique: [["run", "number"]], index: [["replay_id"], ["ruling_id"], ["provider_id"]] },
  );
  await createTable(
    runner,
    "replayed_provider",
    [
      ...common,
      integer("rulings"),
      integer("changed"),
      integer("other_rulings"),
      integer("active_before"),
      integer("active_after"),
      integer("new_penalties"),
      integer("gone_penalties"),
    ],
    { index: [["run", "changed", "id"], ["replay_id"], ["provider_id"]] },
  );
}
