import type { Reader } from "../../platform/database/reader";
import { dueIds } from "../../platform/database/sweep-due";
import { allOf, sql } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { page } from "../../platform/graphql/keyset-page";
import { DAY } from "../../platform/time";
import type { InstructionState } from "./instruction-enums.types";
import { lineOf, type InstructionLine } from "./instruction-line.pure";
import { PaymentInstruction } from "./payment-instruction.entity";

export const InstructionConnection = Connection(PaymentInstruction, "PaymentInstruction");

/** `isFlagged`: only those of which the payment side said something contradictory that nobody has looked into. */
export function instructionsIn(
  ctx: Context,
  state: InstructionState | null,
  isFlagged: boolean,
  args: PageArgs,
): Promise<Page<PaymentInstruction>> {
  return page(ctx, args, {
    entity: PaymentInstruction,
    where: allOf([state && sql`t.state = ${state}`, isFlagged && sql`t.flagged_at IS NOT NULL`]),
    by: "requestedAt",
    direction: "DESC",
  });
}

const APPLIED_TOGETHER = 100;

/** Whose answer has yet to be applied to their payments. */
export const toApply = (reader: Reader, now: number): Promise<string[]> =>
  dueIds(reader, "SELECT id FROM payment_instruction WHERE apply_at <= ? ORDER BY apply_at, id LIMIT ?", [
    now,
    APPLIED_TOGETHER,
  ]);

const MOST_AT_ONCE = 500;

/** Those that were requested on a day (UTC) beginning at `start`, in the order of their ids. */
export async function* instructionsOfDay(reader: Reader, start: number): AsyncGenerator<InstructionLine> {
  let after = "";
  for (;;) {
    const rows = await reader.select(
      PaymentInstruction,
      sql`FROM payment_instruction t WHERE t.requested_at >= ${start} AND t.requested_at < ${start + DAY} AND t.id > ${after}
        ORDER BY t.id LIMIT ${MOST_AT_ONCE}`,
    );
    for (const row of rows) yield lineOf(row);
    const last = rows.at(-1);
    if (!last || rows.length < MOST_AT_ONCE) return;
    after = last.id;
  }
}

/** The beginning of a day as `2026-11-27`; null when that is none. */
export function startOfDay(text: string): number | null {
  const start = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00.000Z`) : Number.NaN;
  return Number.isNaN(start) || !new Date(start).toISOString().startsWith(text) ? null : start;
}
