import { Field, ObjectType } from "type-graphql";
import { ComplaintPayload } from "../../case/complaints/complaint-payload.types";
import { Remedy } from "./remedy.entity";

@ObjectType({ simpleResolvers: true, description: "The case after the command, and the remedy it is about." })
export class RemedyPayload extends ComplaintPayload {
  @Field(() => Remedy, { description: "The remedy after the command." })
  remedy: Remedy;
}
