import { Field, ObjectType } from "type-graphql";
import { ComplaintPayload } from "../complaints/complaint-payload.types";
import { CaseRequest } from "./case-request.entity";
import { Evidence } from "./evidence.entity";

@ObjectType({ simpleResolvers: true, description: "The case after the command, and the platform's request to a side." })
export class CaseRequestPayload extends ComplaintPayload {
  @Field(() => CaseRequest, { description: "The request made, or the one that was answered." })
  request: CaseRequest;
}

@ObjectType({ simpleResolvers: true, description: "The case after the command, and the evidence that was late." })
export class DecideLateEvidencePayload extends ComplaintPayload {
  @Field(() => Evidence, { description: "The evidence decided on." })
  evidence: Evidence;
}
