import { MIGRATIONS } from "../../migrations";
import { Sessions1764000000026 } from "../../migrations/1764000000026-sessions";
import { ENTITIES } from "../../src/app/districts";
import { createDataSource } from "../../src/platform/database/engine";
import { createTestDatabase, forEachDatabase } from "../support/databases";

const BEFORE = MIGRATIONS.slice(0, MIGRATIONS.indexOf(Sessions1764000000026));

forEachDatabase((kind) => {
  test("who is signed in stays so, and who was signed out stays so, when sessions become rows, and back", async () => {
    await using database = await createTestDatabase(kind);
    const migrate = async <T>(
      migrations: typeof MIGRATIONS,
      work: (source: ReturnType<typeof createDataSource>) => T,
    ) => {
      const source = createDataSource({ url: database.url }, { entities: ENTITIES, migrations });
      await source.initialize();
      try {
        await source.runMigrations();
        return await work(source);
      } finally {
        await source.destroy();
      }
    };
    await migrate(BEFORE, async (source) => {
      await source.query(
        `INSERT INTO account (id, login, display_name, roles, locale, status, token_version, created_at, event_seq, event_hash)
         VALUES ('acc_1', 'mei', 'Mei', '[]', 'en', 'ACTIVE', 0, 0, 0, '')`,
      );
      for (const [id, family, issued, used, revoked] of [
        ["rft_1", "fam_1", 1, 5, null],
        ["rft_2", "fam_1", 5, null, null],
        ["rft_3", "fam_2", 2, null, 9],
      ])
        await source.query(
          `INSERT INTO refresh_token (id, account_id, family_id, token_hash, issued_at, expires_at, used_at, revoked_at)
           VALUES (?, 'acc_1', ?, ?, ?, 100, ?, ?)`,
          [id, family, id, issued, used, revoked],
        );
    });
    const sessions = `SELECT id, started_at, last_used_at, ended_at FROM account_session ORDER BY id`;
    const numbers = (rows: Record<string, unknown>[]): unknown[][] =>
      rows.map((row) => Object.values(row).map((value) => (/^\d+$/.test(String(value)) ? Number(value) : value)));
    await migrate([...BEFORE, Sessions1764000000026], async (source) => {
      expect(numbers(await source.query(sessions))).toEqual([
        ["fam_1", 1, 5, null],
        ["fam_2", 2, 2, 9],
      ]);
      await source.undoLastMigration();
      expect(numbers(await source.query("SELECT id, revoked_at FROM refresh_token ORDER BY id"))).toEqual([
        ["rft_1", null],
        ["rft_2", null],
        ["rft_3", 9],
      ]);
    });
  });
});
