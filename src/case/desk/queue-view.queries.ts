import { raw, sql, unionOf, allOf, join, type Sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { Context } from "../../platform/graphql/context";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import type { Actor } from "../../accounts/actor/actor";
import { asked, moderationQueue, waysTo } from "./queue.queries";
import { QueueView } from "./queue-view.entity";
import type { QueueViewFilter } from "./queue-view-filter.types";
import { MOST_SHOWN, STANDING_FILTERS, type CountedQueueView, type StandingView } from "./queue-view.types";

type View = Pick<CountedQueueView, "standing" | "own" | "filter">;

/** The views that everybody has, then the viewer's own, as they were made, with how many cases each shows. */
export async function queueViews(ctx: Context): Promise<CountedQueueView[]> {
  const actor = ctx.signedIn();
  const own = await ctx.db.find(QueueView, { accountId: actor.accountId }, "ORDER BY created_at, id");
  const views: View[] = [
    ...Object.entries(STANDING_FILTERS).map(([standing, filter]) => ({
      standing: standing as StandingView,
      own: null,
      filter,
    })),
    ...own.map((view) => ({ standing: null, own: view, filter: view.filter })),
  ];
  const counts = await countsOf(ctx, actor, views);
  return views.map((view, index) => {
    const found = counts[index] ?? 0;
    return { ...view, cases: Math.min(found, MOST_SHOWN), isAtLeast: found > MOST_SHOWN };
  });
}

/** All in one statement, each as far as it is shown; a text is looked for by the list itself. */
async function countsOf(ctx: Context, actor: Actor, views: readonly View[]): Promise<number[]> {
  const [rows, searched] = await Promise.all([
    ctx.db.query<{ place: number; found: number }>(
      join(
        views.flatMap(({ filter }, place) => (filter.text ? [] : countOf(ctx, actor, filter, place))),
        " UNION ALL ",
      ),
    ),
    Promise.all(
      views.flatMap(({ filter }, place) =>
        filter.text
          ? moderationQueue(ctx, actor, { first: 0 }, filter)
              .then(({ count }) => count())
              .then(({ value }) => ({ place, found: value }))
          : [],
      ),
    ),
  ]);
  const found = new Map([...rows, ...searched].map((row) => [Number(row.place), Number(row.found)]));
  return views.map((_, place) => found.get(place) ?? 0);
}

function countOf(ctx: Context, actor: Actor, filter: QueueViewFilter, place: number): Sql {
  const narrowed = asked(ctx, actor, filter);
  const enough = raw(`LIMIT ${MOST_SHOWN + 1}`);
  const ids = unionOf(
    waysTo(ctx, actor, filter).map(
      (way) => sql`SELECT t.id FROM complaint t WHERE ${allOf([way, narrowed])} ${enough}`,
    ),
  );
  return sql`SELECT ${place} AS place, COUNT(*) AS found FROM (SELECT 1 FROM (${ids}) i ${enough}) ${raw(`v${place}`)}`;
}

/** One's own view; another's does not exist. */
export async function ownView(tx: Tx, { accountId }: Actor, id: string): Promise<QueueView> {
  const view = isIdOf(QueueView, id) ? await tx.lock(QueueView, id) : null;
  if (!view || view.accountId !== accountId) throw new Refusal("NOT_FOUND", { field: "input.queueViewId" });
  return view;
}

/** Refuses a name that another of the person's views has. */
export async function refuseTakenName(tx: Tx, { accountId }: Actor, name: string, id: string | null): Promise<void> {
  const known = await tx.findOne(QueueView, { accountId, name });
  if (known && known.id !== id)
    throw new Refusal("ALREADY_EXISTS", { reason: "queueView.nameTaken", field: "input.name", existingId: known.id });
}
