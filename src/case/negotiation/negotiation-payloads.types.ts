import { Field, ObjectType } from "type-graphql";
import { ComplaintPayload } from "../complaints/complaint-payload.types";
import { Message } from "./message.entity";
import { Offer } from "./offer.entity";

@ObjectType({ simpleResolvers: true, description: "The case after the command, and the message that was written." })
export class MessagePayload extends ComplaintPayload {
  @Field(() => Message, { description: "What was written into the thread." })
  message: Message;
}

@ObjectType({ simpleResolvers: true, description: "The case after the command, and the offer that was made or ended." })
export class OfferPayload extends ComplaintPayload {
  @Field(() => Offer, { description: "The offer made, or the one that was declined or withdrawn." })
  offer: Offer;
}
