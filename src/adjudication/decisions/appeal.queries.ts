import { Complaint } from "../../case/complaints/complaint.entity";
import { sql } from "../../platform/database/sql";
import type { Page, PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";

/** The cases whose appeals wait for a decision, the longest overdue or soonest due first. */
export function appealedCases(ctx: Context, args: PageArgs): Promise<Page<Complaint>> {
  return page(ctx, args, {
    entity: Complaint,
    where: sql`t.status = 'APPEALED'`,
    by: "dueAt",
    direction: "ASC",
  });
}
