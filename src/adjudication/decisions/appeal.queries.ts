import { Complaint } from "../../case/complaints/complaint.entity";
import { page, type Page, type PageArgs } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";

/** The cases whose appeals wait for a decision, the longest overdue or soonest due first. */
export function appealedCases(ctx: Context, args: PageArgs): Promise<Page<Complaint>> {
  return page(ctx.db, ctx.services.sealer, args, {
    name: "appeals awaiting decision",
    entity: Complaint,
    where: "t.status = 'APPEALED'",
    params: [],
    by: "dueAt",
    direction: "ASC",
  });
}
