import { Arg, Args, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import { Complaint } from "../complaints/complaint.entity";
import { sideOf } from "../complaints/complaint.policy";
import { findVisibleComplaint } from "../complaints/complaint.queries";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { hasRole, isPerson, type Role } from "../../accounts/actor/actor";
import { AccessEntry } from "./access-entry.entity";
import { AccessEntryConnection, AccessLogFilter, listAccess } from "./access.queries";
import { Reads } from "../../platform/graphql/reads";

@Resolver(() => AccessEntry)
export class AccessResolver {
  @Authorized<Role>("CONSUMER", "AUDITOR")
  @Query(() => AccessEntryConnection, {
    description:
      "Who read whose data, the latest first: cases that staff opened, exports and downloads of dossiers, staff's downloads of evidence, and what staff read of a consumer's record. Auditors read all of it; a consumer names a case of their own. Refused: NOT_FOUND for other cases, FORBIDDEN, CURSOR_INVALID.",
  })
  accessLog(
    @Args(() => PageArgs) args: PageArgs,
    @Arg("filter", () => AccessLogFilter, { nullable: true, description: "Which entries; all without one." })
    filter: AccessLogFilter | null,
    @Ctx() ctx: Context,
  ): Promise<Page<AccessEntry>> {
    return listAccess(ctx, args, filter ?? {});
  }

  @Reads<AccessEntry>("complaintId")
  @FieldResolver(() => Complaint, { nullable: true, description: "The case; null when it is not the viewer's to see." })
  complaint(@Root() entry: AccessEntry, @Ctx() ctx: Context): Promise<Complaint | null> {
    return findVisibleComplaint(ctx, entry.complaintId);
  }

  @Reads<AccessEntry>("byId", "complaintId")
  @FieldResolver(() => Account, {
    nullable: true,
    description: "Who read it. For auditors, and for oneself; null to others, who see `byRole`.",
  })
  async by(@Root() { byId, complaintId }: AccessEntry, @Ctx() ctx: Context): Promise<Account | null> {
    const complaint = await ctx.loaders.byId(Complaint, complaintId);
    const audits = hasRole(ctx.actor, "AUDITOR") && complaint !== null && sideOf(ctx.actor, complaint) === null;
    return audits || isPerson(ctx.actor, byId) ? ctx.loaders.byId(Account, byId) : null;
  }

  @Reads<AccessEntry>("concernedId")
  @FieldResolver(() => Account, {
    nullable: true,
    description: "Whose data it is: the consumer of the case. For auditors, and for oneself; null to others.",
  })
  async concerned(@Root() { concernedId }: AccessEntry, @Ctx() ctx: Context): Promise<Account | null> {
    const visible = hasRole(ctx.actor, "AUDITOR") || isPerson(ctx.actor, concernedId);
    return visible ? ctx.loaders.byId(Account, concernedId) : null;
  }
}
