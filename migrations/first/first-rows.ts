import { randomBytes } from "node:crypto";
import type { QueryRunner } from "typeorm";
import { typeid } from "typeid-js";
import { FIRST_CHECKLISTS } from "./inspection-checklists";
import { FIRST_VETTING_CHECKLIST } from "./vetting-checklist";

/** The heads of empty chains. */
const FIRST_HASH = "0".repeat(64);

/** Queue, minimum severity, minimum amount at stake; the first match decides. */
const ROUTING: [string, string | null, number | null][] = [
  ["GRAVE", "L4", null],
  ["HIGH_VALUE", null, 500_000],
  ["GENERAL", null, null],
];

/** The rows of a new database. House rules and default content are added when it is first opened, since later releases extend them. */
export async function insertFirstRows(runner: QueryRunner): Promise<void> {
  await insert(runner, "feed_counter", { id: 1, position: 0, epoch: randomBytes(16).toString("hex") });
  await insert(runner, "search_index", { id: "search", listings: 0, providers: 0, last_document: 0, last_term: 0 });
  await insert(runner, "register_head", {
    id: "register",
    number: 0,
    hash: FIRST_HASH,
    at: null,
    event_seq: 0,
    event_hash: FIRST_HASH,
  });
  for (const [index, [queue, severity, amount]] of ROUTING.entries())
    await insert(runner, "routing_rule", {
      id: typeid("rtr").toString(),
      position: index + 1,
      queue,
      severity_at_least: severity,
      amount_at_least: amount,
    });
  for (const [place, [code, kind, required, automatic, en, zh]] of FIRST_VETTING_CHECKLIST.entries())
    await insert(runner, "vetting_checklist_item", {
      id: typeid("vci").toString(),
      code,
      kind,
      place,
      required,
      automatic,
      title_en: en,
      title_zh: zh,
      effective_from: 0,
    });
  for (const { kind, items } of FIRST_CHECKLISTS)
    await insert(runner, "inspection_checklist", {
      id: typeid("ich").toString(),
      scope: `${kind ?? "*"} *`,
      version: 1,
      kind,
      items: JSON.stringify(items.map(([en, zh]) => ({ en, zh }))),
      published_at: 0,
    });
}

async function insert(runner: QueryRunner, table: string, row: Record<string, string | number | null>): Promise<void> {
  const names = Object.keys(row);
  const places = names.map(() => "?").join(", ");
  await runner.query(`INSERT INTO ${table} (${names.join(", ")}) VALUES (${places})`, Object.values(row));
}
