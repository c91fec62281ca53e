import { Letter } from "../../accounts/contacts/letter.entity";
import { list, sql } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { page } from "../../platform/graphql/keyset-page";
import type { Complaint } from "../complaints/complaint.entity";
import { maySeeAudience, readerOf, type Audience } from "../complaints/complaint.policy";

export const NoticeDeliveryConnection = Connection(Letter, "NoticeDelivery");

const AUDIENCES: readonly Audience[] = ["PARTIES", "SIDES", "CONSUMER_SIDE", "PROVIDER_SIDE", "STAFF", "PUBLIC"];

/** The newest first; only of events that the viewer may see. */
export function deliveriesOf(ctx: Context, complaint: Complaint, args: PageArgs): Promise<Page<Letter>> {
  const reader = readerOf(ctx.actor, complaint);
  const seen = AUDIENCES.filter((audience) => maySeeAudience(audience, reader));
  return page(ctx, args, {
    entity: Letter,
    where: sql`t.stream_id = ${complaint.id} AND t.purpose = 'NOTICE' AND t.audience IN (${list(seen)})`,
    by: "id",
    direction: "DESC",
    also: ["accountId", "recipientId", "streamId", "eventType"],
  });
}
