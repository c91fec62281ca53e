import { Arg, Args, Authorized, Ctx, Field, ID, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { refusingSecondCase } from "../../case/complaints/refusing-second-case";
import { Complaint } from "../../case/complaints/complaint.entity";
import { readComplaint } from "../../case/complaints/complaint.queries";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { INPUT, MutationPayload } from "../../platform/graphql/idempotency";
import type { Role } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { closeInspection } from "./close-inspection";
import { Inspection } from "./inspection.entity";
import {
  AssignInspectionInput,
  CloseInspectionInput,
  HearProviderInput,
  InspectionFilter,
  OpenCaseFromFindingInput,
  OpenInspectionInput,
  OpenPlatformCaseInput,
  RecordObservationInput,
  TakeInspectionInput,
} from "./inspection.types";
import { findInspection, InspectionConnection, listInspections } from "./inspection.queries";
import { hearProvider } from "./hear-provider";
import { openCaseFromFinding } from "./open-case-from-finding";
import { openPlatformCase } from "./open-platform-case";
import { openInspection } from "./open-inspection";
import { recordObservation } from "./record-observation";
import { assignInspection } from "./assign-inspection";
import { takeInspection } from "./take-inspection";

@ObjectType({ simpleResolvers: true, description: "The inspection after the command." })
class InspectionPayload extends MutationPayload {
  @Field(() => Inspection, { description: "The inspection as it stands now." })
  inspection: Inspection;
}

@ObjectType({ simpleResolvers: true, description: "The inspection after the command, and the case that was opened." })
class CaseOfFindingPayload extends InspectionPayload {
  @Field(() => Complaint, { description: "The case opened." })
  complaint: Complaint;
}

@Resolver(() => Inspection)
export class InspectionResolver {
  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR", "INSPECTOR")
  @Mutation(() => InspectionPayload, {
    description:
      "Opens an inspection ex officio about a closed case, whether withdrawn or ended otherwise: the platform investigates although no one demands it any longer. The parties are not notified. Refused: NOT_FOUND, NOT_IN_THIS_STATE while the case is open, CONFLICT_OF_INTEREST for a party, ALREADY_EXISTS with `extensions.existingId` while one is open about the same case.",
  })
  async openInspection(
    @Arg("input", () => OpenInspectionInput, INPUT) input: OpenInspectionInput,
    @Ctx() ctx: Context,
  ): Promise<InspectionPayload> {
    const { inspectionId } = await ctx.command("openInspection", input, (tx, actor) =>
      openInspection(tx, actor, input),
    );
    return payload(ctx, input.clientMutationId, inspectionId);
  }

  @Authorized<Role>("INSPECTOR", "LEAD_MODERATOR")
  @Mutation(() => InspectionPayload, {
    description:
      "Takes an inspection that no one has; from then on only the viewer fills in its checklist. Refused: NOT_FOUND, NOT_IN_THIS_STATE when it is closed or someone has it.",
  })
  async takeInspection(
    @Arg("input", () => TakeInspectionInput, INPUT) input: TakeInspectionInput,
    @Ctx() ctx: Context,
  ): Promise<InspectionPayload> {
    const { inspectionId } = await ctx.command("takeInspection", input, (tx, actor) =>
      takeInspection(tx, actor, input),
    );
    return payload(ctx, input.clientMutationId, inspectionId);
  }

  @Authorized<Role>("LEAD_MODERATOR")
  @Mutation(() => InspectionPayload, {
    description:
      "Assigns an inspection to an inspector or a lead moderator, regardless of who has it now, or frees it for anyone to take. Refused: NOT_FOUND, also for logins that do not inspect; NOT_IN_THIS_STATE when it is closed; CONFLICT_OF_INTEREST when it is about the person named.",
  })
  async assignInspection(
    @Arg("input", () => AssignInspectionInput, INPUT) input: AssignInspectionInput,
    @Ctx() ctx: Context,
  ): Promise<InspectionPayload> {
    const { inspectionId } = await ctx.command("assignInspection", input, (tx, actor) =>
      assignInspection(tx, actor, input),
    );
    return payload(ctx, input.clientMutationId, inspectionId);
  }

  @Authorized<Role>("INSPECTOR", "LEAD_MODERATOR")
  @Mutation(() => InspectionPayload, {
    description:
      "Records what was found for one item of the checklist; may be repeated while the inspection is open. Refused: NOT_FOUND, FORBIDDEN unless the viewer has taken the inspection, NOT_IN_THIS_STATE when it is closed or a case was opened from the item, BAD_USER_INPUT for BROKEN without a note.",
  })
  async recordObservation(
    @Arg("input", () => RecordObservationInput, INPUT) input: RecordObservationInput,
    @Ctx() ctx: Context,
  ): Promise<InspectionPayload> {
    const { inspectionId } = await ctx.command("recordObservation", input, (tx, actor) =>
      recordObservation(tx, actor, input),
    );
    return payload(ctx, input.clientMutationId, inspectionId);
  }

  @Authorized<Role>("INSPECTOR", "LEAD_MODERATOR")
  @Mutation(() => CaseOfFindingPayload, {
    description:
      "The platform opens a case of its own from an item found BROKEN, for the consumer of an order that is affected. It is SUBMITTED to the moderators at once, and is the consumer's case from then on: the consumer may take part, appeal or withdraw it, and is entitled to what is ordered. Both parties are notified; no one who inspected may work on it as a moderator. Refused: NOT_FOUND for orders of other providers, FORBIDDEN unless the viewer has taken the inspection or is a lead, NOT_IN_THIS_STATE when the item is not BROKEN or the account of the consumer is not active (`openPlatformCase` needs none), ALREADY_EXISTS with `extensions.existingId` when a case was opened from it, COMPLAINT_ALREADY_OPEN likewise when the consumer has one open about the promise, ALREADY_DECIDED likewise when one was decided and `newFacts` is left out, TOO_LATE, BAD_USER_INPUT, CONFLICT_OF_INTEREST when the order is the viewer's own.",
  })
  async openCaseFromFinding(
    @Arg("input", () => OpenCaseFromFindingInput, INPUT) input: OpenCaseFromFindingInput,
    @Ctx() ctx: Context,
  ): Promise<CaseOfFindingPayload> {
    const ids = await refusingSecondCase(ctx.db, input, () =>
      ctx.command("openCaseFromFinding", input, (tx, actor) => openCaseFromFinding(tx, actor, input)),
    );
    return {
      ...(await payload(ctx, input.clientMutationId, ids.inspectionId)),
      complaint: await readComplaint(ctx, ids.complaintId, "input.orderId"),
    };
  }

  @Authorized<Role>("INSPECTOR", "LEAD_MODERATOR")
  @Mutation(() => CaseOfFindingPayload, {
    description:
      "The platform opens a case for itself from an item found BROKEN, where no consumer's order is affected. It is SUBMITTED to the moderators at once: the provider is heard and may appeal, no one who inspected may work on it, and its ruling counts like any other. No one can settle it, and no remedy is ordered. Refused: NOT_FOUND for listings of other providers and promises that were not in force when it was found, FORBIDDEN unless the viewer has taken the inspection or is a lead, NOT_IN_THIS_STATE when the item is not BROKEN, ALREADY_EXISTS with `extensions.existingId` when a case was opened from it, TOO_LATE, BAD_USER_INPUT.",
  })
  async openPlatformCase(
    @Arg("input", () => OpenPlatformCaseInput, INPUT) input: OpenPlatformCaseInput,
    @Ctx() ctx: Context,
  ): Promise<CaseOfFindingPayload> {
    const ids = await ctx.command("openPlatformCase", input, (tx, actor) => openPlatformCase(tx, actor, input));
    return {
      ...(await payload(ctx, input.clientMutationId, ids.inspectionId)),
      complaint: await readComplaint(ctx, ids.complaintId, "input.observationId"),
    };
  }

  @Authorized<Role>("INSPECTOR", "LEAD_MODERATOR")
  @Mutation(() => InspectionPayload, {
    description:
      "Tells the provider what was found, and gives it time for its statement (house rule `inspection.hearing`). From then on nothing more is recorded, and the inspection can be closed only once the provider has answered or its time is over. Refused: NOT_FOUND, FORBIDDEN unless the viewer has taken the inspection or is a lead, NOT_IN_THIS_STATE when the provider was told already or it is closed.",
  })
  async hearProvider(
    @Arg("input", () => HearProviderInput, INPUT) input: HearProviderInput,
    @Ctx() ctx: Context,
  ): Promise<InspectionPayload> {
    const { inspectionId } = await ctx.command("hearProvider", input, (tx, actor) => hearProvider(tx, actor, input));
    return payload(ctx, input.clientMutationId, inspectionId);
  }

  @Authorized<Role>("INSPECTOR", "LEAD_MODERATOR")
  @Mutation(() => InspectionPayload, {
    description:
      "Closes an inspection with its findings, which cannot be changed afterwards. Unchecked items become NOT_CHECKED. The conclusion that a breach was found is published only after the provider was heard. Refused: NOT_FOUND, NOT_IN_THIS_STATE when it is closed already or the provider was not heard, NOT_YET while the provider may still answer, FORBIDDEN when another inspector has it (leads may), BAD_USER_INPUT when an item is BROKEN and no breach was found.",
  })
  async closeInspection(
    @Arg("input", () => CloseInspectionInput, INPUT) input: CloseInspectionInput,
    @Ctx() ctx: Context,
  ): Promise<InspectionPayload> {
    const { inspectionId } = await ctx.command("closeInspection", input, (tx, actor) =>
      closeInspection(tx, actor, input),
    );
    return payload(ctx, input.clientMutationId, inspectionId);
  }

  @Authorized<Role>("INSPECTOR", "LEAD_MODERATOR", "MODERATOR", "AUDITOR")
  @Query(() => Inspection, {
    nullable: true,
    description: "The inspection; null when it does not exist or the viewer may not see it.",
  })
  inspection(
    @Arg("id", () => ID, { description: "Its id, `isp_…`." }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Inspection | null> {
    return findInspection(ctx, id);
  }

  @Authorized<Role>("INSPECTOR", "LEAD_MODERATOR", "MODERATOR", "AUDITOR")
  @Query(() => InspectionConnection, {
    description:
      "The platform's inspections, the latest opened first, without those about the viewer: their own provider, or a complaint of theirs. Refused: CURSOR_INVALID for the cursor of another list or filter.",
  })
  inspections(
    @Args(() => PageArgs) args: PageArgs,
    @Arg("filter", () => InspectionFilter, { nullable: true, description: "Which inspections; all without one." })
    filter: InspectionFilter | null,
    @Ctx() ctx: Context,
  ): Promise<Page<Inspection>> {
    return listInspections(ctx, ctx.signedIn(), args, filter ?? {});
  }
}

async function payload(
  ctx: Context,
  clientMutationId: string | undefined,
  inspectionId: string,
): Promise<InspectionPayload> {
  const inspection = await findInspection(ctx, inspectionId);
  if (!inspection) throw new Refusal("NOT_FOUND");
  return { clientMutationId, inspection };
}
