import { createHmac } from "node:crypto";
import { Account } from "../../accounts/account/account.entity";
import type { Reader } from "../../platform/database/reader";
import { list, sql } from "../../platform/database/sql";
import type { Json } from "../../platform/graphql/event-catalogue";
import { isIdOf } from "../../platform/ids";
import type { Sealer } from "../../platform/secrets/sealed";

type Names = ReadonlyMap<string, string | null>;

/**
 * What people are called where analysts read: by a name that says nothing, the same in all files while the platform's secret stays. Whose
 * account is deleted has none in what is written from then on.
 */
export class Pseudonyms {
  private readonly key: Buffer;

  constructor(sealer: Sealer) {
    this.key = sealer.deriveKey("warehouse pseudonyms");
  }

  /** Rows with these in place of accounts' ids, wherever in them. */
  async instead<T extends object>(reader: Reader, rows: readonly T[]): Promise<T[]> {
    const ids = new Set<string>();
    rows.forEach((row) => collect(row, ids));
    const names = await this.namesOf(reader, [...ids]);
    return rows.map((row) => replaced(row as Json, names) as T);
  }

  private async namesOf(reader: Reader, ids: readonly string[]): Promise<Names> {
    if (ids.length === 0) return new Map();
    const there = await reader.query<{ id: string }>(
      sql`SELECT id FROM account WHERE id IN (${list(ids)}) AND status <> 'CLOSED'`,
    );
    const present = new Set(there.map(({ id }) => id));
    return new Map(ids.map((id) => [id, present.has(id) ? this.nameOf(id) : null]));
  }

  private nameOf(id: string): string {
    return `person_${createHmac("sha256", this.key).update(id).digest("hex").slice(0, 32)}`;
  }
}

function collect(value: unknown, ids: Set<string>): void {
  if (typeof value === "string") {
    if (isIdOf(Account, value)) ids.add(value);
  } else if (typeof value === "object" && value !== null) Object.values(value).forEach((each) => collect(each, ids));
}

function replaced(value: Json, names: Names): Json {
  if (typeof value === "string") return names.has(value) ? (names.get(value) ?? null) : value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, replaced(each, names)]));
}
