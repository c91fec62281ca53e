import { MODEL } from "../../src/app/open-database";
import { createDataSource } from "../../src/platform/database/engine";
import { migrate } from "../../src/platform/database/migrate";
import { createTestDatabase } from "../support/databases";
import { RELEASED } from "../support/last-release";
import { describeWith } from "../support/programs";
import { tablesIn, whyNotBeside, type Tables } from "./released-tables";

/** By the number that its file begins with, and its name ends with. */
const numberOf = (migration: string): string => /\d{13}/.exec(migration)?.[0] ?? "";
const released = RELEASED.migrations.map(numberOf);

describeWith("mariadbd", "while one version after the other is started on MariaDB", () => {
  const isReleased = (number: string): boolean => released.includes(number);

  test("the last release can serve on the tables of this version", async () => {
    await using database = await createTestDatabase("mariadb");
    const tablesOf = async (isWanted: (number: string) => boolean): Promise<Tables> => {
      const migrations = MODEL.migrations.filter(({ name }) => isWanted(numberOf(name)));
      const source = await createDataSource({ url: database.url }, { ...MODEL, migrations }).initialize();
      try {
        await migrate(source);
        return await tablesIn(source);
      } finally {
        await source.destroy();
      }
    };
    const before = await tablesOf(isReleased);
    const after = await tablesOf(() => true);
    // What to do instead: docs/releases.md.
    expect(whyNotBeside(before, after, RELEASED.retired)).toEqual([]);
  });

  test("no migration of the last release is missing, and new ones come after them", () => {
    const numbers = MODEL.migrations.map(({ name }) => numberOf(name));
    expect(numbers.slice(0, released.length)).toEqual(released);
    expect([...numbers].sort()).toEqual(numbers);
  });

  test("what a migration does to tables that an older version writes is found out", async () => {
    await using database = await createTestDatabase("mariadb");
    const source = await createDataSource({ url: database.url }, { ...MODEL, migrations: [] }).initialize();
    try {
      const run = async (...statements: string[]): Promise<Tables> => {
        for (const statement of statements) await source.query(statement);
        return tablesIn(source);
      };
      const before = await run(
        "CREATE TABLE shelf (id varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY)",
        "CREATE TABLE lamp (id int NOT NULL PRIMARY KEY)",
        "CREATE TABLE book (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, title varchar(80) NOT NULL, pages int NULL, price int NOT NULL DEFAULT 0, shelf_id varchar(40) CHARACTER SET ascii COLLATE ascii_bin NULL)",
      );
      const expanded = await run(
        "CREATE TABLE author (id int NOT NULL PRIMARY KEY, name text NOT NULL UNIQUE)",
        "ALTER TABLE book ADD COLUMN code varchar(40) NULL UNIQUE FIRST, ADD COLUMN sold int NOT NULL DEFAULT 0, MODIFY pages bigint NULL, MODIFY title text NOT NULL",
        "ALTER TABLE book ADD COLUMN author_id int NULL REFERENCES author (id), ADD INDEX (price)",
        "ALTER TABLE shelf MODIFY id varchar(50) CHARACTER SET ascii COLLATE ascii_bin NOT NULL",
      );
      expect(whyNotBeside(before, expanded, [])).toEqual([]);
      const broken = await run(
        "DROP TABLE lamp",
        "ALTER TABLE book DROP COLUMN shelf_id, ADD COLUMN isbn varchar(13) NOT NULL, MODIFY pages int NOT NULL, MODIFY price int NOT NULL, ADD UNIQUE INDEX (sold, price)",
        "ALTER TABLE book CHANGE title name text NOT NULL, ADD FOREIGN KEY (pages) REFERENCES author (id)",
        "ALTER TABLE shelf MODIFY id varchar(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL",
      );
      const problems = [
        "book.isbn is not filled by itself",
        "book.name is not filled by itself",
        "book.pages has to refer to something",
        "book.pages may not be null",
        "book.price is not filled by itself",
        "book.shelf_id is gone",
        "book.sold, book.price has to be unique",
        "book.title is gone",
        "lamp.id is gone",
        "shelf.id is varchar(30) ascii_bin, and was varchar(40) ascii_bin",
      ];
      expect(whyNotBeside(before, broken, [])).toEqual(problems);
      const retired = ["lamp", "book.shelf_id"];
      expect(whyNotBeside(before, broken, retired)).toEqual(
        problems.filter((problem) => !/lamp|shelf_id/.test(problem)),
      );
    } finally {
      await source.destroy();
    }
  });
});
