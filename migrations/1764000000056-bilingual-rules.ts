import type { MigrationInterface, QueryRunner } from "typeorm";
import { changeType, line, text } from "./table";

interface Row {
  id: string;
  title: string;
  text: string;
}

/** A rule's title and text in each language by itself; before, one text held both: "标题 / Title", and a line of each. */
export class BilingualRules1764000000056 implements MigrationInterface {
  name = "BilingualRules1764000000056";

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ["rule_version", "rule_draft"]) {
      await changeType(runner, table, text("title"));
      for (const { id, title, text } of await rowsOf(runner, table))
        await write(runner, table, {
          id,
          title: JSON.stringify(parted(title, " / ")),
          text: JSON.stringify(parted(text, "\n")),
        });
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ["rule_version", "rule_draft"]) {
      for (const { id, title, text } of await rowsOf(runner, table))
        await write(runner, table, { id, title: joined(title, " / ").slice(0, 200), text: joined(text, "\n") });
      await changeType(runner, table, line("title", 200));
    }
  }
}

const rowsOf = (runner: QueryRunner, table: string): Promise<Row[]> =>
  runner.query(`SELECT id, title, text FROM ${table}`) as Promise<Row[]>;

const write = (runner: QueryRunner, table: string, { id, title, text }: Row): Promise<unknown> =>
  runner.query(`UPDATE ${table} SET title = ?, text = ? WHERE id = ?`, [title, text, id]);

/** What is not plainly one part in each language stays whole, in both. */
function parted(whole: string, separator: string): { zhCN: string; en: string } {
  const [zhCN = whole, en = whole, ...more] = whole.split(separator);
  return more.length > 0 ? { zhCN: whole, en: whole } : { zhCN, en };
}

function joined(json: string, separator: string): string {
  const { zhCN, en } = JSON.parse(json) as { zhCN: string; en: string };
  return zhCN === en ? zhCN : `${zhCN}${separator}${en}`;
}
