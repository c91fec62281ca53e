import { LoggedEvent } from "../database/event.entity";
import { RowMapper } from "../database/row-mapper";
import { columnsOf } from "../database/row-shape";
import { raw, sql, type Sql } from "../database/sql";
import { mapPage, type Page, type PageArgs } from "./connection";
import { countOf, keysetQuery, named, toPage, type Direction } from "./keyset-page";
import type { Context } from "./context";

const PROPERTIES = ["streamId", "seq", "type", "actorId", "actorRole", "audience", "at", "data", "hash"] as const;
/** What anybody is shown of an event, and not what it is proven and delivered by. */
export type ShownEvent = Pick<LoggedEvent, (typeof PROPERTIES)[number]>;
const SHOWN = RowMapper.of(LoggedEvent).shape(new Set(PROPERTIES));

/**
 * A page of the log, over alias `t`: of one stream, since it walks along `seq`. What an event becomes is shown; one that becomes nothing
 * is not for the viewer and is left out, so that a page may be shorter than asked.
 */
export async function eventPage<R>(
  ctx: Context,
  args: PageArgs,
  { where, direction = "ASC" }: { where: Sql; direction?: Direction },
  tell: (event: ShownEvent) => R | undefined,
): Promise<Page<R>> {
  const { sealer } = ctx.services;
  const walk = named("event_log", { where, by: "seq", direction, unique: true });
  const found = sql`SELECT ${raw(columnsOf(SHOWN, "t"))} FROM event_log t ${keysetQuery<Read>(sealer, args, walk, "seq")}`;
  const rows = (await ctx.db.shortReads.rows(found)).map((row): Read => {
    const event = SHOWN.make(row);
    return { id: event.hash, seq: event.seq, event };
  });
  const count = countOf(ctx.db, () => sql`SELECT 1 FROM event_log t WHERE ${where}`);
  return await mapPage(toPage(sealer, args, walk, rows, count), ({ event }) => tell(event));
}

interface Read {
  id: string;
  seq: number;
  event: ShownEvent;
}

/** The history of one thing, oldest first. */
export const historyOf = <R>(
  ctx: Context,
  streamId: string,
  args: PageArgs,
  tell: (event: ShownEvent) => R | undefined,
): Promise<Page<R>> => eventPage(ctx, args, { where: sql`t.stream_id = ${streamId}` }, tell);
