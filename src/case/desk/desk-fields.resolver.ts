import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import { Complaint } from "../complaints/complaint.entity";
import { readerOf } from "../complaints/complaint.policy";
import { Context } from "../../platform/graphql/context";
import type { Available } from "../../platform/graphql/available-action";
import type { DeskAction } from "./desk-action.policy";
import { AvailableDeskAction, availableDeskActions } from "./available-desk-action";
import { isLeased } from "./desk-facts.pure";
import { Hold } from "./hold.types";
import { Lease } from "./lease.types";
import { one, Reads } from "../../platform/graphql/reads";

/** What the desk knows of a case: for platform staff only, except those who are on a side of it. */
/** What `isForStaff` asks. */
const PARTIES = ["consumerId", "providerId"] as const;

@Resolver(() => Complaint)
export class DeskFieldsResolver {
  @FieldResolver(() => [AvailableDeskAction], {
    description:
      "What the viewer may do with the case at the desk apart from deciding it, and the obstacles; empty for everyone but moderators who are on no side of it.",
  })
  deskActions(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<Available<DeskAction>[]> {
    return availableDeskActions(ctx, complaint);
  }

  @Reads<Complaint>(...PARTIES, "leaseHolderId", "leaseExpiresAt", "leaseToken")
  @FieldResolver(() => Lease, {
    nullable: true,
    description: "Which moderator works on it; null when no one does, and for everyone but platform staff.",
  })
  async lease(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<Lease | null> {
    const { leaseHolderId, leaseExpiresAt, leaseToken } = complaint;
    if (!isForStaff(ctx, complaint) || leaseHolderId === null || !isLeased(complaint, ctx.now())) return null;
    const holder = await ctx.loaders.byId(Account, leaseHolderId);
    return {
      holderName: holder?.displayName ?? "",
      isMine: leaseHolderId === ctx.actor?.accountId,
      token: leaseToken,
      expiresAt: leaseExpiresAt ?? 0,
    };
  }

  @Reads<Complaint>(...PARTIES, "leaseHolderId", "leaseExpiresAt", "heldUntil", "holdReason")
  @FieldResolver(() => Hold, {
    nullable: true,
    description: "The moderator's hold on it; null when it is not on hold, and for everyone but platform staff.",
  })
  held(@Root() complaint: Complaint, @Ctx() ctx: Context): Hold | null {
    const { heldUntil, holdReason } = complaint;
    const now = ctx.now();
    if (!isForStaff(ctx, complaint) || heldUntil === null || heldUntil <= now || !isLeased(complaint, now)) return null;
    return { until: heldUntil, reason: holdReason ?? "" };
  }

  @Reads<Complaint>(...PARTIES, "queue")
  @FieldResolver(() => String, {
    nullable: true,
    description: "Code of the queue it waits in while it waits for the platform; null for everyone but platform staff.",
  })
  queue(@Root() complaint: Complaint, @Ctx() ctx: Context): string | null {
    return isForStaff(ctx, complaint) ? complaint.queue : null;
  }

  @Reads<Complaint>(...PARTIES, one(Account, "assignedToId"))
  @FieldResolver(() => Account, {
    nullable: true,
    description: "The moderator it is assigned to; null when it is not assigned, and for everyone but platform staff.",
  })
  async assignedTo(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<Account | null> {
    return isForStaff(ctx, complaint) ? ctx.loaders.one(Account, complaint, "assignedToId") : null;
  }

  @Reads<Complaint>(...PARTIES, "escalatedAt")
  @FieldResolver(() => Boolean, {
    nullable: true,
    description: "Only a lead moderator may take it; null for everyone but platform staff.",
  })
  escalated(@Root() complaint: Complaint, @Ctx() ctx: Context): boolean | null {
    return isForStaff(ctx, complaint) ? complaint.escalatedAt !== null : null;
  }
}

const isForStaff = (ctx: Context, complaint: Complaint): boolean => readerOf(ctx.actor, complaint).isStaff;
