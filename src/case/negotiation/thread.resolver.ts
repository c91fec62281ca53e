import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { ComplaintPayload } from "../complaints/complaint-payload.types";
import { Complaint } from "../complaints/complaint.entity";
import { logOpening } from "../complaints/log-opening";
import { ComplaintUpdate } from "../complaints/complaint.live";
import { maySeeAudience, readerOf, sideOf } from "../complaints/complaint.policy";
import { runOnCase } from "../complaints/run-on-case";
import type { EventType } from "../../platform/database/event";
import { Context } from "../../platform/graphql/context";
import { INPUT } from "../../platform/graphql/idempotency";
import { Reads } from "../../platform/graphql/reads";
import { markMessagesSeen } from "./mark-messages-seen";
import { Message } from "./message.entity";
import { MarkMessagesSeenInput, SeenMark } from "./message.types";

/** What these change of a case is its thread, `version`, `updatedAt`, and what may be done in it. */
const OF_THE_THREAD: ReadonlySet<EventType> = new Set<EventType>(["MESSAGE_SENT", "MESSAGES_SEEN"]);

@Resolver(() => ComplaintUpdate)
export class ComplaintUpdateResolver {
  @FieldResolver(() => Message, {
    nullable: true,
    description: "The message that the event says was written into the thread; null for other events.",
  })
  async message(@Root() { event, complaint }: ComplaintUpdate, @Ctx() ctx: Context): Promise<Message | null> {
    const id: unknown = event?.data.messageId;
    const message = typeof id === "string" ? await ctx.loaders.byId(Message, id) : null;
    if (!message || !complaint) return null;
    await logOpening(ctx, complaint);
    return maySeeAudience(message.visibility, readerOf(ctx.actor, complaint)) ? message : null;
  }

  @FieldResolver(() => Complaint, {
    nullable: true,
    description:
      "The case, when the event changed more of it than its thread; null for a message and for its being seen. For clients that show a whole case: they select `message` and little of `complaint`, and all they show of `changed`, so that a message does not bring the whole case again.",
  })
  changed(@Root() { event, complaint }: ComplaintUpdate): Complaint | null {
    return event === null || OF_THE_THREAD.has(event.type) ? null : complaint;
  }
}

@Resolver(() => Complaint)
export class SeenResolver {
  @Authorized("CONSUMER", "PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => ComplaintPayload, {
    description:
      "Tells the other side that one's own has seen the thread up to a message; never takes it back. Only that the side has seen it is recorded, not who. Refused NOT_FOUND when the message is not in the case, or not for the viewer.",
  })
  markMessagesSeen(
    @Arg("input", () => MarkMessagesSeenInput, INPUT) input: MarkMessagesSeenInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "markMessagesSeen", input, markMessagesSeen);
  }

  @Reads<Complaint>("consumerId", "providerId", "consumerSawUpTo", "providerSawUpTo")
  @FieldResolver(() => [SeenMark], {
    description:
      "How far each side has seen the thread, by `markMessagesSeen`, the consumer first; a side that has seen nothing is not listed. For the two sides only; empty for others.",
  })
  seenMarks(@Root() complaint: Complaint, @Ctx() ctx: Context): SeenMark[] {
    if (!sideOf(ctx.actor, complaint)) return [];
    const { consumerSawUpTo, providerSawUpTo } = complaint;
    return [
      ...(consumerSawUpTo === null ? [] : [{ side: "CONSUMER" as const, upTo: consumerSawUpTo }]),
      ...(providerSawUpTo === null ? [] : [{ side: "PROVIDER" as const, upTo: providerSawUpTo }]),
    ];
  }
}
