import { Field, ObjectType } from "type-graphql";
import { ComplaintPayload } from "../../case/complaints/complaint-payload.types";
import { Ruling } from "../rulings/ruling.entity";
import { Appeal } from "./appeal.entity";

@ObjectType({ simpleResolvers: true, description: "The case after the command, and its ruling." })
export class RulingPayload extends ComplaintPayload {
  @Field(() => Ruling, { description: "The ruling. AWAITING_APPROVAL when its measures need a second approver." })
  ruling: Ruling;
}

@ObjectType({
  simpleResolvers: true,
  description: "The case after the command, and the appeal that was filed, answered or withdrawn.",
})
export class AppealPayload extends ComplaintPayload {
  @Field(() => Appeal, { description: "The appeal filed, answered or withdrawn." })
  appeal: Appeal;
}
