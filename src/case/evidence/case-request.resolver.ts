import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { Connection, PageArgs, pageOfRows, type Page } from "../../platform/graphql/connection";
import { Complaint } from "../complaints/complaint.entity";
import { logOpening, OPENED } from "../complaints/log-opening";
import { ComplaintPayload } from "../complaints/complaint-payload.types";
import { runOnCase, runOnPart } from "../complaints/run-on-case";
import { INPUT } from "../../platform/graphql/idempotency";
import { Context } from "../../platform/graphql/context";
import type { Role } from "../../accounts/actor/actor";
import { CaseRequest } from "./case-request.entity";
import { CaseRequestPayload } from "./evidence-payloads.types";
import { answerEvidenceRequest } from "./answer-evidence-request";
import {
  AnswerEvidenceRequestInput,
  RequestEvidenceInput,
  RequestInformationInput,
  SupplyInformationInput,
} from "./case-request.types";
import { requestEvidence } from "./request-evidence";
import { requestInformation } from "./request-information";
import { supplyInformation } from "./supply-information";
import { closeEvidence } from "./close-evidence";
import { CloseEvidenceInput, EndEvidenceStageInput } from "./evidence.types";
import { endEvidenceStage } from "./end-evidence-stage";
import { Reads } from "../../platform/graphql/reads";

const CaseRequestConnection = Connection(CaseRequest, "CaseRequest");

const runOnRequest = runOnPart("request", CaseRequest);

@Resolver(() => Complaint)
export class ComplaintStageResolver {
  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => CaseRequestPayload, {
    description:
      "Asks the consumer for information before accepting a submitted complaint, at most twice; five working days to answer (house rule `clock.INFORMATION`), while the platform's own clock is paused.",
  })
  requestInformation(
    @Arg("input", () => RequestInformationInput, INPUT) input: RequestInformationInput,
    @Ctx() ctx: Context,
  ): Promise<CaseRequestPayload> {
    return runOnRequest(ctx, "requestInformation", input, requestInformation);
  }

  @Authorized<Role>("CONSUMER")
  @Mutation(() => CaseRequestPayload, {
    description:
      "Answers the platform's request for information; the complaint is SUBMITTED again. Unanswered, it is closed as NOT_ACCEPTED.",
  })
  supplyInformation(
    @Arg("input", () => SupplyInformationInput, INPUT) input: SupplyInformationInput,
    @Ctx() ctx: Context,
  ): Promise<CaseRequestPayload> {
    return runOnRequest(ctx, "supplyInformation", input, supplyInformation);
  }

  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => CaseRequestPayload, {
    description:
      "Opens the evidence again to ask a side for something, at most twice; three working days (house rule `clock.EVIDENCE_REQUEST`), while the clock for the decision is paused.",
  })
  requestEvidence(
    @Arg("input", () => RequestEvidenceInput, INPUT) input: RequestEvidenceInput,
    @Ctx() ctx: Context,
  ): Promise<CaseRequestPayload> {
    return runOnRequest(ctx, "requestEvidence", input, requestEvidence);
  }

  @Authorized<Role>("CONSUMER", "PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => CaseRequestPayload, {
    description:
      "Answers a request for evidence made to one's own side. Files are submitted with `createEvidenceUpload`.",
  })
  answerEvidenceRequest(
    @Arg("input", () => AnswerEvidenceRequestInput, INPUT) input: AnswerEvidenceRequestInput,
    @Ctx() ctx: Context,
  ): Promise<CaseRequestPayload> {
    return runOnRequest(ctx, "answerEvidenceRequest", input, answerEvidenceRequest);
  }

  @Authorized<Role>("CONSUMER", "PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => ComplaintPayload, {
    description:
      "Declares that the viewer's side has submitted everything. When both sides have, and no mandatory request is open, the evidence is sealed and the review begins at once.",
  })
  closeEvidence(
    @Arg("input", () => CloseEvidenceInput, INPUT) input: CloseEvidenceInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "closeEvidence", input, closeEvidence);
  }

  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => ComplaintPayload, {
    description:
      "Ends the evidence stage without waiting for a request still open, when both sides have closed their evidence.",
  })
  endEvidenceStage(
    @Arg("input", () => EndEvidenceStageInput, INPUT) input: EndEvidenceStageInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "endEvidenceStage", input, endEvidenceStage);
  }

  @Reads<Complaint>(...OPENED)
  @FieldResolver(() => CaseRequestConnection, {
    description: "What the platform asked the sides for, oldest first.",
  })
  async requests(
    @Root() complaint: Complaint,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<CaseRequest>> {
    await logOpening(ctx, complaint);
    const { id } = complaint;
    const requests = await ctx.loaders.manyBy(CaseRequest, "complaintId", id);
    return pageOfRows(ctx.services.sealer, args, `requests ${id}`, requests);
  }
}

@Resolver(() => CaseRequest)
export class CaseRequestResolver {
  @Reads<CaseRequest>("mandatory")
  @FieldResolver(() => Boolean, { description: "The case waits for the answer until its time is over." })
  mandatory(@Root() request: CaseRequest): boolean {
    return request.mandatory;
  }
}
