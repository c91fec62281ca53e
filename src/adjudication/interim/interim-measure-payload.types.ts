import { Field, ObjectType } from "type-graphql";
import { ComplaintPayload } from "../../case/complaints/complaint-payload.types";
import { InterimMeasure } from "./interim-measure.entity";

@ObjectType({ simpleResolvers: true, description: "The case after the command, and the interim measure it is about." })
export class InterimMeasurePayload extends ComplaintPayload {
  @Field(() => InterimMeasure, { description: "The interim measure after the command." })
  interimMeasure: InterimMeasure;
}
