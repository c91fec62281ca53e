import { maySeeEvent } from "../complaints/case-event.policy";
import type { Complaint } from "../complaints/complaint.entity";
import { findVisibleComplaint } from "../complaints/complaint.queries";
import { join, list, raw, sql, type Sql } from "../../platform/database/sql";
import type { HeardEvent } from "../../platform/database/event.entity";
import { Notice } from "../../platform/database/notice.entity";
import { numberedEvents } from "../../platform/feed/numbered-events";
import { sliceOf, type Page, type PageArgs } from "../../platform/graphql/connection";
import { countOf, keysetQuery, orderOf, toPage } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { isIdOf } from "../../platform/ids";
import { ProviderMember } from "../../market/providers/provider-member.entity";
import { InboxMarker } from "./inbox-marker.entity";
import { toInboxNotice, type InboxNotice } from "./inbox-notice.types";

/** More unread notices than this are counted as this many. */
export const MOST_COUNTED = 1_000;

/** One of the inboxes that a person reads: their own, and that of each provider they act for. */
interface Box {
  recipientId: string;
  /** Older notices precede the membership: they are shown, but never as unread. */
  since: number;
  /** Over alias `t`. */
  where: Sql;
}

/**
 * In a case that someone opened as a consumer they read only as the consumer, even if they act for the provider by now: a
 * side's internal messages stay internal.
 */
const notOwnCase = (me: string): Sql =>
  sql`NOT EXISTS (SELECT 1 FROM complaint c WHERE c.id = t.stream_id AND c.consumer_id = ${me})`;

async function boxesOf(ctx: Context): Promise<Box[]> {
  const { accountId } = ctx.signedIn();
  const memberships = await ctx.loaders.manyBy(ProviderMember, "accountId", accountId);
  return [
    { recipientId: accountId, since: 0, where: sql`t.recipient_id = ${accountId}` },
    ...memberships.map(({ providerId, addedAt }) => ({
      recipientId: providerId,
      since: addedAt,
      where: sql`t.recipient_id = ${providerId} AND ${notOwnCase(accountId)}`,
    })),
  ];
}

async function readUpTo(ctx: Context): Promise<number> {
  const [marker] = await ctx.loaders.manyBy(InboxMarker, "accountId", ctx.signedIn().accountId, "");
  return marker?.readUpTo ?? 0;
}

/** The newest first. Each inbox walks its own index; one statement for all of them. */
export async function listNotices(ctx: Context, args: PageArgs): Promise<Page<InboxNotice>> {
  const keyset = {
    name: () => `inbox ${ctx.signedIn().accountId}`,
    by: "position",
    direction: "DESC",
    unique: true,
  } as const;
  const mapper = ctx.db.mapper(Notice);
  const boxes = await boxesOf(ctx);
  const arms = boxes.map(({ where }, index) => {
    const walk = keysetQuery<Notice>(ctx.services.sealer, args, { ...keyset, where }, "position");
    return sql`SELECT * FROM (SELECT ${raw(mapper.select("t"))} FROM notice t ${walk}) ${raw(`box${index}`)}`;
  });
  const rows = await ctx.db.query(sql`${join(arms, " UNION ALL ")} ${orderOf(keyset, "position", sliceOf(args), "")}`);
  const notices = await describe(
    ctx,
    boxes,
    rows.map((row) => mapper.hydrate(row)),
  );
  const all = (): Sql =>
    join(
      boxes.map(({ where }) => sql`SELECT t.id FROM notice t WHERE ${where}`),
      " UNION ALL ",
    );
  return toPage(ctx.services.sealer, args, keyset, notices, countOf(ctx.db, all));
}

/** The notice that an event put into one of the viewer's inboxes; null when it is in none, or not for them. */
export async function findNoticeAt(ctx: Context, position: number): Promise<InboxNotice | null> {
  return findNotice(ctx, sql`t.position = ${position}`);
}

export async function findNoticeById(ctx: Context, id: string): Promise<InboxNotice | null> {
  return isIdOf(Notice, id) ? findNotice(ctx, sql`t.id = ${id}`) : null;
}

async function findNotice(ctx: Context, condition: Sql): Promise<InboxNotice | null> {
  const boxes = await boxesOf(ctx);
  const own = join(
    boxes.map(({ where }) => sql`(${where})`),
    " OR ",
  );
  const rows = await ctx.db.select(Notice, sql`FROM notice t WHERE ${condition} AND (${own}) LIMIT 1`);
  const [notice] = await describe(ctx, boxes, rows);
  return notice ?? null;
}

export async function countUnread(ctx: Context): Promise<number> {
  const [boxes, read] = await Promise.all([boxesOf(ctx), readUpTo(ctx)]);
  const arms = boxes.map(
    ({ where, since }, index) =>
      sql`(SELECT COUNT(*) FROM (SELECT 1 FROM notice t WHERE ${where} AND t.position > ${read} AND t.at >= ${since} LIMIT ${MOST_COUNTED}) ${raw(`box${index}`)})`,
  );
  const [row] = await ctx.db.query<{ unread: number }>(sql`SELECT ${join(arms, " + ")} AS unread`);
  return Math.min(row?.unread ?? 0, MOST_COUNTED);
}

/** The log has what happened. */
async function describe(ctx: Context, boxes: readonly Box[], notices: Notice[]): Promise<InboxNotice[]> {
  const [read, events] = await Promise.all([
    readUpTo(ctx),
    numberedEvents(ctx.db, sql`p.position IN (${list(notices.map(({ position }) => position))})`),
  ]);
  return notices.map((notice) => {
    const event = events.find(({ position }) => position === notice.position);
    const box = boxes.find(({ recipientId }) => recipientId === notice.recipientId);
    if (!event || !box) throw new Error(`no event or inbox for notice ${notice.id}`);
    return toInboxNotice(notice, event, notice.position > read && notice.at >= box.since);
  });
}

/** The case that an event is about, if the viewer may see both now. */
export async function caseOf(ctx: Context, event: HeardEvent): Promise<Complaint | null> {
  const complaint = await findVisibleComplaint(ctx, event.streamId);
  return complaint && maySeeEvent(ctx, complaint, event) ? complaint : null;
}
