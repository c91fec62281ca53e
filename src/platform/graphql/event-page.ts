import { LoggedEvent } from "../database/event.entity";
import { sql, type Sql } from "../database/sql";
import { mapPage, type Page, type PageArgs } from "./connection";
import { countOf, keysetQuery, named, toPage, type Direction } from "./keyset-page";
import type { Context } from "./context";

/**
 * A page of the log, over alias `t`: of one stream, since it walks along `seq`. What an event becomes is shown; one that becomes nothing
 * is not for the viewer and is left out, so that a page may be shorter than asked.
 */
export async function eventPage<R>(
  ctx: Context,
  args: PageArgs,
  { where, direction = "ASC" }: { where: Sql; direction?: Direction },
  tell: (event: LoggedEvent) => R | undefined,
): Promise<Page<R>> {
  const { sealer } = ctx.services;
  const walk = named("event_log", { where, by: "seq", direction, unique: true });
  const events = await ctx.db.shortReads.select(
    LoggedEvent,
    sql`FROM event_log t ${keysetQuery<Read>(sealer, args, walk, "seq")}`,
  );
  const rows = events.map((event): Read => ({ id: event.hash, seq: event.seq, event }));
  const count = countOf(ctx.db, sql`SELECT 1 FROM event_log t WHERE ${where}`);
  return mapPage(toPage(sealer, args, walk, rows, count), ({ event }) => tell(event));
}

interface Read {
  id: string;
  seq: number;
  event: LoggedEvent;
}

/** The history of one thing, oldest first. */
export const historyOf = <R>(
  ctx: Context,
  streamId: string,
  args: PageArgs,
  tell: (event: LoggedEvent) => R | undefined,
): Promise<Page<R>> => eventPage(ctx, args, { where: sql`t.stream_id = ${streamId}` }, tell);
