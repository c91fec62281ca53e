/*
 * Loaded before a server by `--require`, this makes it a version with one migration more, which does to every table what a migration may
 * do while the version before serves, with a house rule more, and with an event more, which it records with every message. DIST: the
 * server's build.
 */
const { join } = require("node:path");
const { MIGRATIONS } = require(join(process.env.DIST, "migrations"));

MIGRATIONS.push(
  class NextVersion2064000000000 {
    name = "NextVersion2064000000000";

    async up(runner) {
      const tables = await runner.query(
        "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'migration%' ORDER BY table_name",
      );
      await runner.query("CREATE TABLE of_the_next_version (id varchar(40) NOT NULL PRIMARY KEY)");
      await runner.query(
        `INSERT INTO policy_value (id, code, effective_from, value) VALUES ('pol_of_the_next_version', 'next.version', 0, '{"days":1}')`,
      );
      for (const { name } of tables) {
        // First, so that whoever reads or writes by place instead of by name is found out.
        await runner.query(
          `ALTER TABLE ${name} ADD COLUMN of_the_next_version varchar(40) NULL FIRST, ADD COLUMN counted_by_the_next_version int NOT NULL DEFAULT 0`,
        );
      }
    }
  },
);

const { EVENT_SHAPES } = require(join(process.env.DIST, "src/app/catalogues/event-shapes.table"));
const { Tx } = require(join(process.env.DIST, "src/platform/database/tx"));

EVENT_SHAPES.MESSAGE_OF_THE_NEXT_VERSION = EVENT_SHAPES.MESSAGE_SENT;
const { record } = Tx.prototype;
Tx.prototype.record = function (stream, draft) {
  record.call(this, stream, draft);
  if (draft.type === "MESSAGE_SENT") record.call(this, stream, { ...draft, type: "MESSAGE_OF_THE_NEXT_VERSION" });
};
