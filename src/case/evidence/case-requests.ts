import { Field, ID, InputType } from "type-graphql";
import { dueOf } from "../complaints/case-clocks";
import { SideEnum } from "../complaints/case-enums.types";
import { CaseFile, type CaseResult } from "../complaints/case-file";
import { CaseInput, LeasedCaseInput } from "../complaints/case-input.types";
import type { Side } from "../complaints/complaint-guards.pure";
import type { Tx } from "../../platform/database/tx";
import { TextField } from "../../platform/graphql/text-field";
import type { Actor } from "../../accounts/actor";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { CaseRequest } from "./case-request.entity";
import { goOnWhenComplete } from "./evidence-stage";

@InputType({ description: "Asking the consumer for information." })
export class RequestInformationInput extends LeasedCaseInput {
  @TextField({
    min: 10,
    max: 2_000,
    description: "What must be known before the complaint can be accepted; at least 10 characters.",
  })
  text: string;
}

@InputType({ description: "The consumer's answer to the request for information." })
export class SupplyInformationInput extends CaseInput {
  @TextField({ max: 5_000, description: "The answer. Files go into the case's evidence." })
  text: string;
}

@InputType({ description: "Asking a side for evidence." })
export class RequestEvidenceInput extends LeasedCaseInput {
  @Field(() => SideEnum, { description: "Who is asked. Both sides may submit evidence again meanwhile." })
  addressedTo: Side;

  @TextField({ min: 10, max: 2_000, description: "What must be shown; at least 10 characters." })
  text: string;

  @Field(() => Boolean, {
    defaultValue: true,
    description:
      "The case waits for the answer until its time is over, even when both sides have closed their evidence.",
  })
  mandatory: boolean;
}

@InputType({ description: "A side's answer to a request for evidence." })
export class AnswerEvidenceRequestInput extends CaseInput {
  @Field(() => ID, { description: "The request, `req_…`, addressed to one's own side." })
  requestId: string;

  @TextField({ max: 5_000, description: "What was submitted for it, or why nothing can be." })
  text: string;
}

/** Row 10. Admissibility waits meanwhile. */
export async function requestInformation(tx: Tx, actor: Actor, input: RequestInformationInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "REQUEST_INFORMATION");
  const { id, dueAt } = ask(file, actor, {
    kind: "INFORMATION",
    addressedTo: "CONSUMER",
    text: input.text,
    mandatory: true,
    dueAt: dueOf(file.rules, "INFORMATION", tx.now),
  });
  file.apply(
    { type: "INFORMATION_REQUESTED", data: { requestId: id, text: input.text, dueAt } },
    { informationRequests: file.complaint.informationRequests + 1 },
  );
  return { complaintId: file.complaint.id };
}

export async function supplyInformation(tx: Tx, actor: Actor, input: SupplyInformationInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "SUPPLY_INFORMATION");
  const request = await tx.findOne(
    CaseRequest,
    { complaintId: file.complaint.id, kind: "INFORMATION", answeredAt: null, missedAt: null, lapsedAt: null },
    "ORDER BY id DESC",
  );
  if (!request) throw new Error(`${file.complaint.id} waits for information that nobody asked for`);
  tx.change(request, { answeredAt: tx.now, answer: input.text });
  file.apply({ type: "INFORMATION_SUPPLIED", data: { requestId: request.id, text: input.text } });
  return { complaintId: file.complaint.id };
}

/** Row 16. Both sides may submit again, and the seal is broken until the stage ends once more; the event keeps what it was. */
export async function requestEvidence(tx: Tx, actor: Actor, input: RequestEvidenceInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "REQUEST_EVIDENCE");
  const { complaint } = file;
  const { id, dueAt } = ask(file, actor, {
    kind: "EVIDENCE",
    addressedTo: input.addressedTo,
    text: input.text,
    mandatory: input.mandatory,
    dueAt: dueOf(file.rules, "EVIDENCE_REQUEST", tx.now),
  });
  file.apply(
    {
      type: "EVIDENCE_REQUESTED",
      data: {
        requestId: id,
        addressedTo: input.addressedTo,
        text: input.text,
        dueAt,
        formerRoot: complaint.evidenceRoot,
      },
    },
    {
      evidenceRounds: complaint.evidenceRounds + 1,
      consumerEvidenceClosedAt: null,
      providerEvidenceClosedAt: null,
      evidenceRoot: null,
    },
  );
  return { complaintId: complaint.id };
}

export async function answerEvidenceRequest(
  tx: Tx,
  actor: Actor,
  input: AnswerEvidenceRequestInput,
): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "ANSWER_EVIDENCE_REQUEST");
  const request = await tx.findOne(CaseRequest, {
    id: input.requestId,
    complaintId: file.complaint.id,
    kind: "EVIDENCE",
    addressedTo: file.side,
  });
  if (!request) throw new Refusal("NOT_FOUND", { field: "input.requestId" });
  if (request.answeredAt !== null || request.missedAt !== null || request.lapsedAt !== null)
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "request.over", field: "input.requestId" });
  tx.change(request, { answeredAt: tx.now, answer: input.text });
  file.apply({ type: "EVIDENCE_REQUEST_ANSWERED", data: { requestId: request.id, by: file.side, text: input.text } });
  await goOnWhenComplete(file, file.facts.openMandatoryRequests - Number(request.mandatory));
  return { complaintId: file.complaint.id };
}

function ask(
  { tx, complaint }: CaseFile,
  actor: Actor,
  question: Pick<CaseRequest, "kind" | "addressedTo" | "text" | "mandatory" | "dueAt">,
): { id: string; dueAt: number } {
  const id = newId(CaseRequest);
  tx.insert(CaseRequest, { ...question, id, complaintId: complaint.id, askedById: actor.accountId, askedAt: tx.now });
  return { id, dueAt: question.dueAt };
}
