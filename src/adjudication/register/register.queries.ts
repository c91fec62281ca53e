import { Field, ID, InputType } from "type-graphql";
import type { Reader } from "../../platform/database/reader";
import type { SqlValue } from "../../platform/database/row-mapper";
import { Connection, page, type Page, type PageArgs } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { DateTime } from "../../platform/graphql/scalars";
import { TextField } from "../../platform/graphql/text-field";
import { RulingOutcome } from "../rulings/ruling-enums.types";
import { FIRST_HASH } from "./register-chain.pure";
import { RegisterEntryKind } from "./register-entry-kind.types";
import { RegisterEntry } from "./register-entry.entity";
import type { RegisterHead } from "./register-head.entity";

export const RegisterEntryConnection = Connection(RegisterEntry, "RegisterEntry");

@InputType({
  description: "Narrows the public register. Conditions left out do not narrow; those given must all hold.",
})
export class RegisterFilter {
  @Field(() => ID, { nullable: true, description: "Entries about this provider." })
  providerId?: string | null;

  @Field(() => RegisterEntryKind, { nullable: true, description: "Entries of this kind." })
  kind?: RegisterEntryKind | null;

  @TextField({
    max: 40,
    nullable: true,
    description:
      "Entries about rulings that cite any version of the rule with this code, e.g. `PRICE-1`, and about the penalties of such rulings.",
  })
  ruleCode?: string | null;

  @Field(() => RulingOutcome, { nullable: true, description: "Entries about rulings with this outcome." })
  outcome?: RulingOutcome | null;

  @Field(() => DateTime, { nullable: true, description: "Entered at this moment or later." })
  from?: number | null;

  @Field(() => DateTime, { nullable: true, description: "Entered before this moment." })
  to?: number | null;
}

/** The newest first. Dates follow the numbers, so that a date is a number, found by one look into an index. */
export async function listRegister(
  ctx: Context,
  filter: RegisterFilter,
  asOf: number | null,
  args: PageArgs,
): Promise<Page<RegisterEntry>> {
  const { providerId, kind, ruleCode, outcome, from, to } = filter;
  const conditions: [string, SqlValue][] = [];
  const upTo = asOf === null ? undefined : await lastBefore(ctx.db, asOf + 1);
  if (upTo !== undefined) conditions.push(["t.number <= ?", upTo]);
  if (typeof to === "number") conditions.push(["t.number <= ?", await lastBefore(ctx.db, to)]);
  if (typeof from === "number") conditions.push(["t.number > ?", await lastBefore(ctx.db, from)]);
  if (providerId) conditions.push(["t.provider_id = ?", providerId]);
  if (kind) conditions.push(["t.kind = ?", kind]);
  if (outcome) conditions.push(["t.outcome = ?", outcome]);
  if (ruleCode)
    conditions.push([
      "EXISTS (SELECT 1 FROM ruling_finding f JOIN rule_version v ON v.id = f.rule_version_id WHERE f.ruling_id = t.ruling_id AND v.code = ?)",
      ruleCode,
    ]);
  const found = await page(ctx.db, ctx.services.sealer, args, {
    name: `register ${JSON.stringify([providerId || null, kind || null, ruleCode || null, outcome || null, from ?? null, to ?? null, asOf])}`,
    entity: RegisterEntry,
    where: conditions.map(([sql]) => sql).join(" AND ") || "1 = 1",
    params: conditions.map(([, param]) => param),
    by: "number",
    direction: "DESC",
    unique: true,
  });
  for (const entry of found.nodes) entry.upTo = upTo;
  return found;
}

/** The number of the last entry made before this moment; 0 when there is none. */
export async function lastBefore(reader: Reader, instant: number): Promise<number> {
  const [row] = await reader.query<{ number: number | string }>(
    "SELECT number FROM register_entry WHERE at < ? ORDER BY at DESC, number DESC LIMIT 1",
    [instant],
  );
  return Number(row?.number ?? 0);
}

export type Head = Pick<RegisterHead, "number" | "hash" | "at">;

/** The end of the chain as far as it goes to this number; null when there is no such entry. */
export async function headAt(reader: Reader, number: number): Promise<Head | null> {
  if (number === 0) return { number, hash: FIRST_HASH, at: null };
  const entry = await reader.findOne(RegisterEntry, { number });
  return entry && { number, hash: entry.hash, at: entry.at };
}

/** So many entries in order of their numbers, from after the one number up to the other. */
export async function entriesAfter(
  reader: Reader,
  after: number,
  upTo: number,
  limit: number,
): Promise<RegisterEntry[]> {
  const mapper = reader.mapper(RegisterEntry);
  const rows = await reader.query(
    `SELECT ${mapper.select("t")} FROM register_entry t WHERE t.number > ? AND t.number <= ? ORDER BY t.number LIMIT ${limit}`,
    [after, upTo],
  );
  return rows.map((row) => mapper.hydrate(row));
}

/** So many entries before a number, the newest first; of one provider when one is given. */
export async function entriesBefore(
  reader: Reader,
  before: number,
  providerId: string | null,
  limit: number,
): Promise<RegisterEntry[]> {
  const mapper = reader.mapper(RegisterEntry);
  const [and, params] = providerId === null ? ["", []] : ["t.provider_id = ? AND ", [providerId]];
  const rows = await reader.query(
    `SELECT ${mapper.select("t")} FROM register_entry t WHERE ${and}t.number < ? ORDER BY t.number DESC LIMIT ${limit}`,
    [...params, before],
  );
  return rows.map((row) => mapper.hydrate(row));
}
