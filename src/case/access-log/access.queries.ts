import { Field, ID, InputType } from "type-graphql";
import { Complaint } from "../complaints/complaint.entity";
import { sideOf } from "../complaints/complaint.policy";
import { allOf, sql } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { hasRole } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { AccessEntry } from "./access-entry.entity";

export const AccessEntryConnection = Connection(AccessEntry, "AccessEntry");

@InputType({ description: "Narrows the access log. Conditions left out do not narrow; those given must all hold." })
export class AccessLogFilter {
  @Field(() => ID, { nullable: true, description: "What was read of this case, `cmp_…`." })
  complaintId?: string | null;

  @Field(() => ID, { nullable: true, description: "What was read about this person, `acc_…`. For auditors." })
  accountId?: string | null;

  @Field(() => ID, { nullable: true, description: "What this person read, `acc_…`. For auditors." })
  byId?: string | null;
}

/** The latest first. Auditors read all of it; a consumer, who read a case of theirs. */
export async function listAccess(ctx: Context, args: PageArgs, filter: AccessLogFilter): Promise<Page<AccessEntry>> {
  if (!hasRole(ctx.actor, "AUDITOR")) await mustBeOwnCase(ctx, filter);
  const { complaintId, accountId, byId } = filter;
  return page(ctx, args, {
    entity: AccessEntry,
    where: allOf([
      complaintId && sql`t.complaint_id = ${complaintId}`,
      accountId && sql`t.concerned_id = ${accountId}`,
      byId && sql`t.by_id = ${byId}`,
    ]),
    by: "at",
    direction: "DESC",
  });
}

async function mustBeOwnCase(ctx: Context, { complaintId, accountId, byId }: AccessLogFilter): Promise<void> {
  if (accountId || byId)
    throw new Refusal("FORBIDDEN", { reason: "role", field: accountId ? "filter.accountId" : "filter.byId" });
  const complaint =
    complaintId && isIdOf(Complaint, complaintId) ? await ctx.loaders.byId(Complaint, complaintId) : null;
  if (!complaint || sideOf(ctx.actor, complaint) !== "CONSUMER")
    throw new Refusal("NOT_FOUND", { field: "filter.complaintId" });
}
