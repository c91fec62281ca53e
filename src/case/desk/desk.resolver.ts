import { Arg, Args, Authorized, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { Complaint } from "../complaints/complaint.entity";
import { ComplaintPayload } from "../complaints/complaint-payload.types";
import { runOnCase, runOnPart } from "../complaints/run-on-case";
import { Message } from "../negotiation/message.entity";
import { MessagePayload } from "../negotiation/negotiation-payloads.types";
import { ComplaintConnection } from "../complaints/complaint.resolver";
import { INPUT } from "../../platform/graphql/idempotency";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { acceptComplaint } from "./accept-complaint";
import { AcceptComplaintInput, RefuseComplaintInput } from "./admissibility.types";
import { refuseComplaint } from "./refuse-complaint";
import { deskFigures, DeskFigures, moderators, Workload } from "./figures.queries";
import { escalateToLead } from "./escalate-to-lead";
import { EscalateToLeadInput, ModeratorArgs, ReassignComplaintInput } from "./handing-on.types";
import { reassignComplaint } from "./reassign-complaint";
import { holdComplaint } from "./hold-complaint";
import { HoldComplaintInput } from "./hold.types";
import { releaseComplaint } from "./release-complaint";
import { ReleaseComplaintInput, RenewLeaseInput, TakeComplaintInput } from "./lease.types";
import { renewLease } from "./renew-lease";
import { takeComplaint } from "./take-complaint";
import { WriteNoteInput } from "./note.types";
import { recuse } from "./recuse";
import { RecuseInput } from "./recusal.types";
import { moderationQueue, QueueFilter } from "./queue.queries";
import { writeNote } from "./write-note";

const runOnMessage = runOnPart("message", Message);

@Resolver()
export class DeskResolver {
  @Authorized("MODERATOR", "LEAD_MODERATOR", "AUDITOR")
  @Query(() => ComplaintConnection, {
    description:
      "The cases that wait for the platform, the most urgent first: by the hour in which they are due, and of those due in the same hour the graver.",
  })
  moderationQueue(
    @Args(() => PageArgs) args: PageArgs,
    @Arg("filter", () => QueueFilter, { nullable: true, description: "Which cases; all without one." })
    filter: QueueFilter | null,
    @Ctx() ctx: Context,
  ): Promise<Page<Complaint>> {
    return moderationQueue(ctx, ctx.signedIn(), args, filter ?? {});
  }

  @Authorized("MODERATOR", "LEAD_MODERATOR", "AUDITOR")
  @Query(() => String, {
    description: "Pass it as `after` to `moderationQueueUpdated` to continue from a queue read after this.",
  })
  moderationQueueCursor(@Ctx() ctx: Context): string {
    return ctx.cursorNow("moderationQueueUpdated", "staff");
  }

  @Authorized("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => ComplaintPayload, {
    description:
      "Takes a case to work on, for 30 minutes at a time (house rule `desk.lease`). Refused LEASE_HELD while another moderator has it, FORBIDDEN when it is assigned to another or waits for a lead, CONFLICT_OF_INTEREST when the viewer may not work on it. Every decision must then carry `complaint.lease.token`.",
  })
  takeComplaint(
    @Arg("input", () => TakeComplaintInput, INPUT) input: TakeComplaintInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "takeComplaint", input, takeComplaint);
  }

  @Authorized("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => ComplaintPayload, {
    description:
      "Keeps a taken case for another 30 minutes (house rule `desk.lease`); one on hold at least until its hold ends.",
  })
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
    description:
      "Accepts a submitted complaint for decision; both sides then have five working days for evidence (house rule `clock.EVIDENCE_WINDOW`), on the fast track 48 hours (`fastTrack.EVIDENCE_WINDOW`).",
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
      "Does not accept a submitted complaint, on a typed ground explained to the consumer; closes it as NOT_ACCEPTED. If the case comes back, another moderator checks it.",
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
      "Keeps a taken case until a later time, at most 14 days ahead (house rule `desk.hold`), with a reason for the desk. Its clocks continue to run. Taking the case again, or giving it back, ends the hold.",
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
      "Assigns the case to one moderator: other moderators may not take it, leads may. A present holder loses it; it leaves the leads' queue unless it is assigned to a lead. Refused NOT_FOUND when there is no such active moderator, CONFLICT_OF_INTEREST when they may not work on this case.",
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
      "Declares the viewer's own conflict of interest, permanently: they give the case up and may no longer take, approve or decide anything in it. Refused: NOT_FOUND, CONFLICT_OF_INTEREST for a party of the case, ALREADY_EXISTS when they are recused already, STALE_VERSION.",
  })
  recuse(@Arg("input", () => RecuseInput, INPUT) input: RecuseInput, @Ctx() ctx: Context): Promise<ComplaintPayload> {
    return runOnCase(ctx, "recuse", input, recuse);
  }

  @Authorized("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => MessagePayload, {
    description:
      "Writes a note to colleagues (`Complaint.notes`), in any state and without the case being taken. The sides never see it, and no dossier shows it to its reader; it changes neither clocks nor `updatedAt`. Refused: NOT_FOUND, CONFLICT_OF_INTEREST when the viewer may not work on the case, STALE_VERSION.",
  })
  writeNote(
    @Arg("input", () => WriteNoteInput, INPUT) input: WriteNoteInput,
    @Ctx() ctx: Context,
  ): Promise<MessagePayload> {
    return runOnMessage(ctx, "writeNote", input, writeNote);
  }

  @Authorized("LEAD_MODERATOR")
  @Query(() => [Workload], {
    description:
      "Whom a case can be given to: up to 20 active moderators, who has the least to do first. Without a text, those who have to do with something on the desk now.",
  })
  moderators(@Args(() => ModeratorArgs) { text }: ModeratorArgs, @Ctx() ctx: Context): Promise<Workload[]> {
    return moderators(ctx, text || null);
  }

  @Authorized("MODERATOR", "LEAD_MODERATOR", "AUDITOR")
  @Query(() => DeskFigures, {
    description: "How much waits at the desk, how long, and with whom, as it was at most a second ago.",
  })
  deskFigures(@Ctx() ctx: Context): Promise<DeskFigures> {
    return deskFigures(ctx);
  }
}
