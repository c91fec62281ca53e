import { Arg, Args, Authorized, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { Complaint } from "../complaints/complaint.entity";
import { ComplaintPayload, runOnCase } from "../complaints/complaint-payload";
import { ComplaintConnection } from "../complaints/complaint.resolver";
import { INPUT } from "../../platform/graphql/idempotency";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { acceptComplaint, AcceptComplaintInput, refuseComplaint, RefuseComplaintInput } from "./admissibility";
import { deskFigures, DeskFigures } from "./figures.queries";
import { escalateToLead, EscalateToLeadInput, reassignComplaint, ReassignComplaintInput } from "./handing-on";
import { holdComplaint, HoldComplaintInput } from "./hold-complaint";
import {
  releaseComplaint,
  ReleaseComplaintInput,
  renewLease,
  RenewLeaseInput,
  takeComplaint,
  TakeComplaintInput,
} from "./lease";
import { recuse, RecuseInput } from "./recuse";
import { moderationQueue, QueueFilter } from "./queue.queries";

@Resolver()
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
    return ctx.cursorNow("moderationQueueUpdated", "staff");
  }

  @Authorized("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => ComplaintPayload, {
    description:
      "Takes a case to work on, for 30 minutes at a time. Refused LEASE_HELD while another moderator has it, FORBIDDEN when it is assigned to another or waits for a lead, CONFLICT_OF_INTEREST when one may not work on it. `complaint.lease.token` then goes with every decision.",
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
      "Does not accept a submitted complaint, on a typed ground explained to the consumer; closes it as NOT_ACCEPTED. Should the case come back, another moderator checks it.",
  })
  refuseComplaint(
    @Arg("input", () => RefuseComplaintInput, INPUT) input: RefuseComplaintInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "refuseComplaint", input, refuseComplaint);
  }

  @Authorized("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => ComplaintPayload, {
    description:
      "Keeps a taken case until a later time, at most 14 days ahead, with the reason for the desk. Its clocks run on. Taking the case again, or giving it back, ends the hold.",
  })
  holdComplaint(
    @Arg("input", () => HoldComplaintInput, INPUT) input: HoldComplaintInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "holdComplaint", input, holdComplaint);
  }

  @Authorized("LEAD_MODERATOR")
  @Mutation(() => ComplaintPayload, {
    description:
      "Makes it one moderator's case: other moderators may not take it, leads may. Whoever has it loses it; it leaves the leads' queue unless it is given to a lead. Refused NOT_FOUND when there is no such active moderator, CONFLICT_OF_INTEREST when they may not work on this case.",
  })
  reassignComplaint(
    @Arg("input", () => ReassignComplaintInput, INPUT) input: ReassignComplaintInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "reassignComplaint", input, reassignComplaint);
  }

  @Authorized("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => ComplaintPayload, {
    description: "Hands a taken case to the lead moderators: it is free, and only they may take it.",
  })
  escalateToLead(
    @Arg("input", () => EscalateToLeadInput, INPUT) input: EscalateToLeadInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "escalateToLead", input, escalateToLead);
  }

  @Authorized("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => ComplaintPayload, {
    description:
      "Declares a conflict of interest of one's own, for good: one gives the case up and may not take, approve or decide anything in it any more. Refused ALREADY_EXISTS when that is so already.",
  })
  recuse(@Arg("input", () => RecuseInput, INPUT) input: RecuseInput, @Ctx() ctx: Context): Promise<ComplaintPayload> {
    return runOnCase(ctx, "recuse", input, recuse);
  }

  @Authorized("MODERATOR", "LEAD_MODERATOR", "AUDITOR")
  @Query(() => DeskFigures, { description: "How much waits at the desk, how long, and with whom." })
  deskFigures(@Ctx() ctx: Context): Promise<DeskFigures> {
    return deskFigures(ctx);
  }
}
