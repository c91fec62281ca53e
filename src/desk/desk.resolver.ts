import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Account } from "../accounts/account.entity";
import { Complaint } from "../complaints/complaint.entity";
import { ComplaintPayload, runOnCase } from "../complaints/complaint-payload";
import { ComplaintConnection } from "../complaints/complaint.resolver";
import { INPUT } from "../platform/graphql/idempotency";
import { PageArgs, type Page } from "../platform/graphql/connection";
import { Context } from "../platform/graphql/context";
import { isStaff } from "../platform/identity/actor";
import { acceptComplaint, AcceptComplaintInput, refuseComplaint, RefuseComplaintInput } from "./admissibility";
import {
  Lease,
  releaseComplaint,
  ReleaseComplaintInput,
  renewLease,
  RenewLeaseInput,
  takeComplaint,
  TakeComplaintInput,
} from "./lease";
import { moderationQueue, QueueFilter } from "./queue";

@Resolver(() => Complaint)
export class DeskResolver {
  @Authorized("MODERATOR", "LEAD_MODERATOR", "AUDITOR")
  @Query(() => ComplaintConnection, { description: "The cases that wait for the platform, the soonest due first." })
  moderationQueue(
    @Args(() => PageArgs) args: PageArgs,
    @Arg("filter", () => QueueFilter, { nullable: true, description: "Which." }) filter: QueueFilter | null,
    @Ctx() ctx: Context,
  ): Promise<Page<Complaint>> {
    return moderationQueue(ctx, ctx.signedIn(), args, filter ?? {});
  }

  @Authorized("MODERATOR", "LEAD_MODERATOR", "AUDITOR")
  @Query(() => String, {
    description: "Give it as `after` to `moderationQueueUpdated` to follow on from a queue read after this.",
  })
  moderationQueueCursor(@Ctx() ctx: Context): string {
    return ctx.cursorNow("queue");
  }

  @Authorized("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => ComplaintPayload, {
    description:
      "Takes a case to work on, for 30 minutes at a time. Refused LEASE_HELD while another moderator has it. `complaint.lease.token` then goes with every decision.",
  })
  takeComplaint(
    @Arg("input", () => TakeComplaintInput, INPUT) input: TakeComplaintInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "takeComplaint", input, takeComplaint);
  }

  @Authorized("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => ComplaintPayload, { description: "Keeps a taken case for another 30 minutes." })
  renewLease(
    @Arg("input", () => RenewLeaseInput, INPUT) input: RenewLeaseInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "renewLease", input, renewLease);
  }

  @Authorized("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => ComplaintPayload, { description: "Gives a taken case back to the queue." })
  releaseComplaint(
    @Arg("input", () => ReleaseComplaintInput, INPUT) input: ReleaseComplaintInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "releaseComplaint", input, releaseComplaint);
  }

  @Authorized("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => ComplaintPayload, {
    description: "Accepts a submitted complaint for decision; both sides then have five working days for evidence.",
  })
  acceptComplaint(
    @Arg("input", () => AcceptComplaintInput, INPUT) input: AcceptComplaintInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "acceptComplaint", input, acceptComplaint);
  }

  @Authorized("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => ComplaintPayload, {
    description:
      "Does not accept a submitted complaint, on a typed ground explained to the consumer; closes it as NOT_ACCEPTED.",
  })
  refuseComplaint(
    @Arg("input", () => RefuseComplaintInput, INPUT) input: RefuseComplaintInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "refuseComplaint", input, refuseComplaint);
  }

  @FieldResolver(() => Lease, {
    nullable: true,
    description: "Which moderator works on it; null when nobody does, and for everyone but platform staff.",
  })
  async lease(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<Lease | null> {
    const { leaseHolderId, leaseExpiresAt, leaseToken } = complaint;
    if (!isStaff(ctx.actor) || leaseHolderId === null || leaseExpiresAt === null || leaseExpiresAt <= ctx.now())
      return null;
    const holder = await ctx.loaders.byId(Account, leaseHolderId);
    return {
      holderName: holder?.displayName ?? "",
      isMine: leaseHolderId === ctx.actor?.accountId,
      token: leaseToken,
      expiresAt: leaseExpiresAt,
    };
  }
}
