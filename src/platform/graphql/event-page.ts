import { LoggedEvent } from "../database/event.entity";
import { RowMapper } from "../database/row-mapper";
import { columnsOf } from "../database/row-shape";
import { raw, sql, type Sql } from "../database/sql";
import { everything } from "./asked";
import { mapPage, type Page, type PageArgs } from "./connection";
import { countOf, keysetQuery, named, toPage, type Direction } from "./keyset-page";
import type { Context } from "./context";

const PROPERTIES = ["streamId", "seq", "type", "actorId", "actorRole", "audience", "at", "data", "hash"] as const;
/** What anybody is shown of an event, and not what it is proven and delivered by. */
export type ShownEvent = Pick<LoggedEvent, (typeof PROPERTIES)[number]>;
const SHOWN = RowMapper.of(LoggedEvent).shape(new Set(PROPERTIES));

interface Walk {
  where: Sql;
  direction?: Direction;
  /** The type as which an event is shown, by whose fields it is known what of it is read; without one all that anybody is shown. */
  as?: string;
}

/**
 * A page of the log, over alias `t`: of one stream, since it walks along `seq`. What an event becomes is shown; one that becomes nothing
 * is not for the viewer and is left out, so that a page may be shorter than asked.
 */
export async function eventPage<R>(
  ctx: Context,
  args: PageArgs,
  { where, direction = "ASC", as }: Walk,
  tell: (event: ShownEvent) => R | undefined,
): Promise<Page<R>> {
  const { sealer } = ctx.services;
  const walk = named("event_log", { where, by: "seq", direction, unique: true });
  const plan = as === undefined ? null : ctx.planOf(LoggedEvent, ["seq"], as);
  const shape = plan === null || plan === everything(LoggedEvent) ? SHOWN : plan.shape;
  const found = sql`SELECT ${raw(columnsOf(shape, "t"))} FROM event_log t ${keysetQuery<Read>(sealer, args, walk, "seq")}`;
  const rows = (await ctx.db.shortReads.rows(found)).map((row): Read => {
    const event = shape.make(row);
    return { id: String(event.seq), seq: event.seq, event };
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
