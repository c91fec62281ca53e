import { Complaint } from "../../case/complaints/complaint.entity";
import { maySee } from "../../case/complaints/complaint.policy";
import { raw, sql } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { isIdOf } from "../../platform/ids";
import { Ruling } from "../../adjudication/rulings/ruling.entity";
import type { ComplaintOutcome } from "./review-enums.types";
import { Review } from "./review.entity";

export const ReviewConnection = Connection(Review, "Review");

export async function findReview(ctx: Context, id: string): Promise<Review | null> {
  return isIdOf(Review, id) ? ctx.loaders.byId(Review, id) : null;
}

export async function reviewOfOrder(ctx: Context, orderId: string): Promise<Review | null> {
  return (await ctx.loaders.manyBy(Review, "orderId", orderId))[0] ?? null;
}

/** The latest first; hidden ones are included as stubs. */
export function listReviews(
  ctx: Context,
  of: "provider_id" | "listing_id",
  id: string,
  args: PageArgs,
): Promise<Page<Review>> {
  return page(ctx, args, {
    entity: Review,
    where: ctx.db.knownBy(sql`${raw(`t.${of}`)} = ${id}`, "review", of, [id]),
    by: "writtenAt",
    direction: "DESC",
  });
}

/** A final ruling is public; the existence of an open case is known only to those who may see it. */
export async function complaintOutcomeOf(ctx: Context, { orderId }: Review): Promise<ComplaintOutcome | null> {
  const complaints = await ctx.loaders.manyBy(Complaint, "orderId", orderId);
  const rulings = await Promise.all(
    complaints.map(async ({ currentRulingId }) => currentRulingId && ctx.loaders.byId(Ruling, currentRulingId)),
  );
  const outcomes = rulings.map((ruling) => (ruling && stands(ruling) ? ruling.outcome : null));
  const upheld = (["UPHELD", "PARTLY_UPHELD"] as const).find((outcome) => outcomes.includes(outcome));
  const open = complaints.filter(({ status }) => status !== "CLOSED");
  return upheld ?? (open.some((complaint) => maySee(ctx.actor, complaint)) ? "OPEN" : null);
}

const stands = ({ status, finalAt }: Ruling): boolean => status === "ISSUED" && finalAt !== null;
