import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Complaint } from "../../case/complaints/complaint.entity";
import { readerOf } from "../../case/complaints/complaint.policy";
import { Context } from "../../platform/graphql/context";
import { ConsumerRecord } from "./consumer-record.types";
import { loadConsumerRecord } from "./load-consumer-record";

@Resolver(() => Complaint)
export class ConsumerRecordResolver {
  @FieldResolver(() => ConsumerRecord, {
    nullable: true,
    description:
      "What the consumer's earlier cases and orders were. For platform staff only, null to everyone else, the parties included. Each reading is recorded in the access log, where the consumer sees it; so select it only where it is shown.",
  })
  async consumerRecord(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<ConsumerRecord | null> {
    return readerOf(ctx.actor, complaint).isStaff ? loadConsumerRecord(ctx, complaint.id) : null;
  }
}
