import { maySeeEvent } from "../complaints/case-event";
import type { Complaint } from "../complaints/complaint.entity";
import { findVisibleComplaint } from "../complaints/complaint.queries";
import type { SqlValue } from "../../platform/database/row-mapper";
import { LoggedEvent } from "../../platform/database/event.entity";
import { Notice } from "../../platform/database/notice.entity";
import { keysetQuery, toPage, type Page, type PageArgs } from "../../platform/graphql/connection";
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
  /** What is older was read by others before: it is shown, and not unread. */
  since: number;
  /** Trusted SQL over alias `t`. */
  where: string;
  params: SqlValue[];
}

/**
 * In a case that somebody brought as a consumer they read as the consumer alone, also when they act for the provider by now: a
 * side's own messages stay its own.
 */
const NOT_OWN_CASE = "NOT EXISTS (SELECT 1 FROM complaint c WHERE c.id = t.stream_id AND c.consumer_id = ?)";

async function boxesOf(ctx: Context): Promise<Box[]> {
  const { accountId } = ctx.signedIn();
  const memberships = await ctx.loaders.manyBy(ProviderMember, "accountId", accountId);
  return [
    { recipientId: accountId, since: 0, where: "t.recipient_id = ?", params: [accountId] },
    ...memberships.map(({ providerId, addedAt }) => ({
      recipientId: providerId,
      since: addedAt,
      where: `t.recipient_id = ? AND ${NOT_OWN_CASE}`,
      params: [providerId, accountId],
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
    name: `inbox ${ctx.signedIn().accountId}`,
    by: "position",
    direction: "DESC",
    unique: true,
  } as const;
  const mapper = ctx.db.mapper(Notice);
  const boxes = await boxesOf(ctx);
  const arms = boxes.map((box, index) => {
    const { sql, params } = keysetQuery<Notice>(ctx.services.sealer, args, { ...keyset, ...box }, "position");
    return { sql: `SELECT * FROM (SELECT ${mapper.select("t")} FROM ${mapper.table} t ${sql}) box${index}`, params };
  });
  const rows = await ctx.db.query(
    `${arms.map(({ sql }) => sql).join(" UNION ALL ")} ORDER BY position DESC LIMIT ${args.first + 1}`,
    arms.flatMap(({ params }) => params),
  );
  const notices = await describe(
    ctx,
    boxes,
    rows.map((row) => mapper.hydrate(row)),
  );
  return toPage(ctx.services.sealer, args, keyset, notices);
}

/** The notice that an event put into one of the viewer's inboxes; null when it is in none, or not for them. */
export async function findNoticeAt(ctx: Context, position: number): Promise<InboxNotice | null> {
  return findNotice(ctx, "t.position = ?", position);
}

export async function findNoticeById(ctx: Context, id: string): Promise<InboxNotice | null> {
  return isIdOf(Notice, id) ? findNotice(ctx, "t.id = ?", id) : null;
}

async function findNotice(ctx: Context, condition: string, value: SqlValue): Promise<InboxNotice | null> {
  const mapper = ctx.db.mapper(Notice);
  const boxes = await boxesOf(ctx);
  const rows = await ctx.db.query(
    `SELECT ${mapper.select("t")} FROM ${mapper.table} t WHERE ${condition} AND (${boxes.map(({ where }) => `(${where})`).join(" OR ")}) LIMIT 1`,
    [value, ...boxes.flatMap(({ params }) => params)],
  );
  const [notice] = await describe(
    ctx,
    boxes,
    rows.map((row) => mapper.hydrate(row)),
  );
  return notice ?? null;
}

export async function countUnread(ctx: Context): Promise<number> {
  const [boxes, read] = await Promise.all([boxesOf(ctx), readUpTo(ctx)]);
  const arms = boxes.map(
    ({ where }, index) =>
      `(SELECT COUNT(*) FROM (SELECT 1 FROM notice t WHERE ${where} AND t.position > ? AND t.at >= ? LIMIT ${MOST_COUNTED}) box${index})`,
  );
  const [row] = await ctx.db.query<{ unread: number | string }>(
    `SELECT ${arms.join(" + ")} AS unread`,
    boxes.flatMap(({ params, since }) => [...params, read, since]),
  );
  return Math.min(Number(row?.unread), MOST_COUNTED);
}

/** What happened stands in the log. */
async function describe(ctx: Context, boxes: readonly Box[], notices: Notice[]): Promise<InboxNotice[]> {
  const [read, events] = await Promise.all([
    readUpTo(ctx),
    ctx.db.find(LoggedEvent, { position: notices.map(({ position }) => position) }),
  ]);
  return notices.map((notice) => {
    const event = events.find(({ position }) => position === notice.position);
    const box = boxes.find(({ recipientId }) => recipientId === notice.recipientId);
    if (!event || !box) throw new Error(`the notice ${notice.id} stands for no event of the reader's`);
    return toInboxNotice(notice, event, notice.position > read && notice.at >= box.since);
  });
}

/** The case that an event is about, if the viewer may see both now. */
export async function caseOf(ctx: Context, event: LoggedEvent): Promise<Complaint | null> {
  const complaint = await findVisibleComplaint(ctx, event.streamId);
  return complaint && maySeeEvent(ctx, complaint, event) ? complaint : null;
}
