import "reflect-metadata";
import { createConnection } from "mysql2/promise";
import { Account } from "../../src/accounts/account/account.entity";
import { createAccount } from "../../src/accounts/account/create-account";
import { MODEL } from "../../src/app/open-database";
import { systemClock } from "../../src/platform/clock";
import { Database } from "../../src/platform/database/database";
import type { SqlValue } from "../../src/platform/database/row-mapper";
import { createMigratedDatabase, forEachDatabase } from "../support/databases";
import { startMariaDb } from "../support/mariadb";
import { describeWith } from "../support/programs";

const HOSTILE = [
  "'; DELETE FROM policy_value; -- ",
  "\\'; DELETE FROM policy_value; -- ",
  "\\\\'; DELETE FROM policy_value; #",
  '"); DELETE FROM policy_value; COMMIT; -- ',
  "?; DELETE FROM policy_value",
  "%' OR '1'='1",
  "縗'; DELETE FROM policy_value; -- ",
];

const rulesLeft = async (database: Database): Promise<number> =>
  (await database.query("SELECT id FROM policy_value")).length;

/** Texts go in and come back as they are, in statements that leave one by one and in those that leave together (L12). */
async function survive(database: Database): Promise<void> {
  const before = await rulesLeft(database);
  for (const [at, text] of HOSTILE.entries()) {
    const account = await database.transact(async (tx) => {
      const made = await createAccount(tx, { login: `m${at}`, displayName: text, roles: [], locale: "en" });
      tx.execute("UPDATE account SET login = ? WHERE display_name = ?", [text, text]);
      return made;
    });
    expect(await database.findOne(Account, { login: text })).toMatchObject({ id: account.id, displayName: text });
  }
  expect(await rulesLeft(database)).toBe(before);
}

forEachDatabase((kind) => {
  test("no text is a statement, and nothing but texts, numbers and null is a value", async () => {
    await using store = await createMigratedDatabase(kind);
    const database = await Database.open({ url: store.url }, MODEL, systemClock);
    try {
      await survive(database);
      const all = [{ id: 1 }, ["acc_x"], new Date(), Buffer.from("x")] as unknown as SqlValue[];
      for (const value of all) {
        const sql = "SELECT id FROM account WHERE id = ?";
        await expect(database.query(sql, [value])).rejects.toThrow("plain value");
        await expect(database.transact((tx) => tx.query(sql, [value]))).rejects.toThrow("plain value");
        await expect(
          database.transact(async (tx) => tx.execute("DELETE FROM policy_value WHERE id = ?", [value])),
        ).rejects.toThrow("plain value");
      }
      expect(await rulesLeft(database)).toBeGreaterThan(0);
    } finally {
      await database.close();
    }
  });
});

describeWith("mariadbd", "a server that takes the backslash for an ordinary character", () => {
  test("is told otherwise on every connection", async () => {
    await using server = await startMariaDb();
    const operator = await createConnection(server.url);
    await operator.query("CREATE DATABASE strange CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
    await operator.query("SET GLOBAL sql_mode = CONCAT(@@GLOBAL.sql_mode, ',NO_BACKSLASH_ESCAPES,ANSI_QUOTES')");
    await operator.end();
    const database = await Database.open({ url: `${server.url}/strange`, poolSize: 4 }, MODEL, systemClock);
    try {
      const modes = await Promise.all(
        Array.from({ length: 8 }, () =>
          database.query<{ mode: string }>("SELECT @@SESSION.sql_mode AS mode, SLEEP(0.01)"),
        ),
      );
      for (const [row] of modes) expect(row?.mode).not.toContain("NO_BACKSLASH_ESCAPES");
      await survive(database);
    } finally {
      await database.close();
    }
  });
});
