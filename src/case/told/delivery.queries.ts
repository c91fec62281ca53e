import { Letter } from "../../accounts/contacts/letter.entity";
import { list, sql } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { page } from "../../platform/graphql/keyset-page";
import type { Complaint } from "../complaints/complaint.entity";
import { audiencesOf, readerOf } from "../complaints/complaint.policy";

export const NoticeDeliveryConnection = Connection(Letter, "NoticeDelivery");

/** The newest first; only of events that the viewer may see. */
export function deliveriesOf(ctx: Context, complaint: Complaint, args: PageArgs): Promise<Page<Letter>> {
  const seen = audiencesOf(readerOf(ctx.actor, complaint));
  return page(ctx, args, {
    entity: Letter,
    where: sql`t.stream_id = ${complaint.id} AND t.purpose = 'NOTICE' AND t.audience IN (${list(seen)})`,
    by: "id",
    direction: "DESC",
    also: ["accountId", "recipientId", "streamId", "eventType"],
  });
}
