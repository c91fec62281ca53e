import { Field, ID, InputType } from "type-graphql";
import type { Reader } from "../../platform/database/reader";
import { allOf, passing, sql, type Sql } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import { named, pageOfAny } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { DateTimeRangeInput, spanOf } from "../../platform/graphql/date-time-range";
import { asciiLike, TextField } from "../../platform/graphql/text-field";
import { citesRule } from "../rulings/citing.queries";
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
    pattern: asciiLike("AFTERSALES-1"),
    nullable: true,
    description:
      "Entries about rulings that cite any version of the rule with this code, e.g. `PRICE-1`, and about the penalties of such rulings.",
  })
  ruleCode?: string | null;

  @Field(() => RulingOutcome, { nullable: true, description: "Entries about rulings with this outcome." })
  outcome?: RulingOutcome | null;

  @Field(() => DateTimeRangeInput, { nullable: true, description: "When the entry was made." })
  at?: DateTimeRangeInput | null;
}

const ORDER = { by: "number", direction: "DESC", unique: true } as const;

/** The newest first. Dates follow the numbers, so a date is converted to a number by one index lookup. */
export async function listRegister(
  ctx: Context,
  filter: RegisterFilter,
  asOf: number | null,
  args: PageArgs,
): Promise<Page<RegisterEntry>> {
  const { providerId, kind, ruleCode, outcome, at } = filter;
  const { from, to } = at ? spanOf(at, "filter.at") : {};
  const upTo = asOf === null ? undefined : await lastBefore(ctx.db, asOf + 1);
  const numberBefore = async (date: number): Promise<Sql> => passing(await lastBefore(ctx.db, date), date);
  const narrowed = [
    upTo !== undefined && sql`t.number <= ${passing(upTo, asOf)}`,
    typeof to === "number" && sql`t.number <= ${await numberBefore(to)}`,
    typeof from === "number" && sql`t.number > ${await numberBefore(from)}`,
    providerId && sql`t.provider_id = ${providerId}`,
    kind && sql`t.kind = ${kind}`,
    outcome && sql`t.outcome = ${outcome}`,
  ];
  const { name } = named("register_entry", { where: allOf([...narrowed, ruleCode && sql`${ruleCode}`]), ...ORDER });
  const where = allOf([...narrowed, ruleCode && (await citesRule(ctx.db, ruleCode, "t.ruling_id"))]);
  const of = providerId ? ctx.db.knownBy(where, "register_entry", "provider_id", [providerId]) : where;
  const found = await pageOfAny(ctx, args, { entity: RegisterEntry, name, ...ORDER }, [of]);
  for (const entry of found.nodes) entry.upTo = upTo;
  return found;
}

/** The number of the last entry made before this moment; 0 when there is none. */
export async function lastBefore(reader: Reader, instant: number): Promise<number> {
  const [row] = await reader.query<{ number: number }>(
    "SELECT number FROM register_entry WHERE at < ? ORDER BY at DESC, number DESC LIMIT 1",
    [instant],
  );
  return row?.number ?? 0;
}

export type Head = Pick<RegisterHead, "number" | "hash" | "at">;

/** The head of the chain up to this number; null if there is no such entry. */
export async function headAt(reader: Reader, number: number): Promise<Head | null> {
  if (number === 0) return { number, hash: FIRST_HASH, at: null };
  const entry = await reader.findOne(RegisterEntry, { number });
  return entry && { number, hash: entry.hash, at: entry.at };
}

/** Up to `limit` entries in the order of their numbers, after one number and up to another. */
export async function entriesAfter(
  reader: Reader,
  after: number,
  upTo: number,
  limit: number,
): Promise<RegisterEntry[]> {
  return reader.select(
    RegisterEntry,
    sql`FROM register_entry t WHERE t.number > ${after} AND t.number <= ${upTo} ORDER BY t.number LIMIT ${limit}`,
  );
}

/** Up to `limit` entries before a number, the newest first; of one provider if one is given. */
export async function entriesBefore(
  reader: Reader,
  before: number,
  providerId: string | null,
  limit: number,
): Promise<RegisterEntry[]> {
  const where = allOf([providerId !== null && sql`t.provider_id = ${providerId}`, sql`t.number < ${before}`]);
  return reader.select(RegisterEntry, sql`FROM register_entry t WHERE ${where} ORDER BY t.number DESC LIMIT ${limit}`);
}
