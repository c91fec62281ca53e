import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { ComplaintPayload } from "../../case/complaints/complaint-payload.types";
import { runOnCase } from "../../case/complaints/run-on-case";
import { Complaint } from "../../case/complaints/complaint.entity";
import { logOpening, OPENED } from "../../case/complaints/log-opening";
import { Context } from "../../platform/graphql/context";
import { INPUT } from "../../platform/graphql/idempotency";
import type { Role } from "../../accounts/actor/actor";
import { CaseStay } from "./case-stay.entity";
import { closeExternal } from "./close-external";
import { resumeComplaint } from "./resume-complaint";
import { stayComplaint } from "./stay-complaint";
import { CloseExternalInput, ResumeComplaintInput, StayComplaintInput } from "./stay.types";
import { Reads } from "../../platform/graphql/reads";

@Resolver(() => Complaint)
export class StayResolver {
  @Authorized<Role>("LEAD_MODERATOR")
  @Mutation(() => ComplaintPayload, {
    description:
      "Stays a case before the platform, for an external procedure or because of force majeure: it is STAYED, every clock keeps its remaining time, and the moderator working on it loses the lease. Refused: NOT_FOUND, NOT_IN_THIS_STATE, CONFLICT_OF_INTEREST, STALE_VERSION; BAD_USER_INPUT when the route does not fit the ground, or the referral is of another case, of another route, or over.",
  })
  stayComplaint(
    @Arg("input", () => StayComplaintInput, INPUT) input: StayComplaintInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "stayComplaint", input, stayComplaint);
  }

  @Authorized<Role>("LEAD_MODERATOR")
  @Mutation(() => ComplaintPayload, {
    description:
      "Resumes a stayed case in the state it was in; every due time moves by the length of the stay. Refused: NOT_FOUND, NOT_IN_THIS_STATE, CONFLICT_OF_INTEREST, STALE_VERSION.",
  })
  resumeComplaint(
    @Arg("input", () => ResumeComplaintInput, INPUT) input: ResumeComplaintInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "resumeComplaint", input, resumeComplaint);
  }

  @Authorized<Role>("LEAD_MODERATOR")
  @Mutation(() => ComplaintPayload, {
    description:
      "Closes a case stayed for an outside procedure as EXTERNAL, with what was decided there; what was decided for the consumer counts against the provider as a broken promise. The platform's own ruling is reversed, unless it is to remain in force. Refused: NOT_FOUND, NOT_IN_THIS_STATE, CONFLICT_OF_INTEREST, STALE_VERSION.",
  })
  closeExternal(
    @Arg("input", () => CloseExternalInput, INPUT) input: CloseExternalInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "closeExternal", input, closeExternal);
  }

  @Reads<Complaint>(...OPENED)
  @FieldResolver(() => [CaseStay], { description: "When and why the case waited, oldest first." })
  async stays(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<CaseStay[]> {
    await logOpening(ctx, complaint);
    return ctx.loaders.manyBy(CaseStay, "complaintId", complaint.id);
  }
}
