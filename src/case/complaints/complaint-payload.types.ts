import { Field, ObjectType } from "type-graphql";
import { MutationPayload } from "../../platform/graphql/idempotency";
import { Complaint } from "./complaint.entity";

@ObjectType({ simpleResolvers: true, description: "The case after the command." })
export class ComplaintPayload extends MutationPayload {
  @Field(() => Complaint, { description: "The present state of the case." })
  complaint: Complaint;
}
