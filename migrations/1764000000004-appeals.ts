import type { MigrationInterface, QueryRunner } from "typeorm";
import { typeid } from "typeid-js";
import { addIndex, code, createTable, dropIndex, id, instant, optional, ref } from "./table";

interface Published {
  id: string;
  provider_id: string;
  issued_at: number | string;
  final_at: number | string | null;
}

/** The public register as a list of entries that only grows, begun with what was published before there was one. */
export class Appeals1764000000004 implements MigrationInterface {
  name = "Appeals1764000000004";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "register_entry",
      [
        id(),
        code("kind"),
        ref("ruling_id", "ruling"),
        ref("provider_id", "provider"),
        optional(ref("corrects_entry_id", "register_entry")),
        optional(code("because")),
        instant("at"),
      ],
      {
        index: [
          ["at", "id"],
          ["kind", "at", "id"],
          ["provider_id", "at", "id"],
          ["ruling_id", "id"],
          ["corrects_entry_id"],
        ],
      },
    );
    await addIndex(runner, "ruling", ["replaces_ruling_id"]);
    const published = (await runner.query(
      "SELECT id, provider_id, issued_at, final_at FROM ruling WHERE status = 'ISSUED' ORDER BY issued_at, id",
    )) as Published[];
    for (const ruling of published) {
      await enter(runner, ruling, "RULING", ruling.issued_at);
      if (ruling.final_at !== null) await enter(runner, ruling, "RULING_FINAL", ruling.final_at);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, "ruling", ["replaces_ruling_id"]);
    await runner.dropTable("register_entry");
  }
}

async function enter(runner: QueryRunner, ruling: Published, kind: string, at: number | string): Promise<void> {
  await runner.query("INSERT INTO register_entry (id, kind, ruling_id, provider_id, at) VALUES (?, ?, ?, ?, ?)", [
    typeid("reg").toString(),
    kind,
    ruling.id,
    ruling.provider_id,
    at,
  ]);
}
