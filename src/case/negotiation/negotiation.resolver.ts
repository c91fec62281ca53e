import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import { logOpening, OPENED } from "../complaints/log-opening";
import { Connection, PageArgs, pageOfRows, type Page } from "../../platform/graphql/connection";
import { Complaint } from "../complaints/complaint.entity";
import { maySeeAudience, readerOf, sideOf, viewerOf } from "../complaints/complaint.policy";
import { ComplaintPayload } from "../complaints/complaint-payload.types";
import { runOnCase, runOnPart } from "../complaints/run-on-case";
import { INPUT } from "../../platform/graphql/idempotency";
import { Context } from "../../platform/graphql/context";
import { Money, moneyOrNull } from "../../platform/graphql/money";
import { concede } from "./concede";
import { giveFinalAnswer } from "./give-final-answer";
import { GiveFinalAnswerInput } from "./final-answer.types";
import { Message, MessageVisibility } from "./message.entity";
import { RefuseDemandInput, SendMessageInput } from "./message.types";
import { refuseDemand } from "./refuse-demand";
import { sendMessage } from "./send-message";
import { visibilitiesFor } from "./message.pure";
import { MessagePayload, OfferPayload } from "./negotiation-payloads.types";
import { Offer } from "./offer.entity";
import { acceptOffer } from "./accept-offer";
import {
  AcceptOfferInput,
  ConcedeInput,
  CounterOfferInput,
  DeclineOfferInput,
  MakeOfferInput,
  ProposeSettlementInput,
  WithdrawOfferInput,
} from "./offer.types";
import { counterOffer } from "./counter-offer";
import { declineOffer } from "./decline-offer";
import { makeOffer } from "./make-offer";
import { proposeSettlement } from "./propose-settlement";
import { withdrawOffer } from "./withdraw-offer";
import { Settlement } from "./settlement.entity";
import { submitDefence } from "./submit-defence";
import { SubmitDefenceInput } from "./defence.types";
import { giveVerdict } from "./give-verdict";
import { GiveVerdictInput } from "./verdict.types";
import { one, Reads } from "../../platform/graphql/reads";

const MessageConnection = Connection(Message, "Message");
const OfferConnection = Connection(Offer, "Offer");

const runOnMessage = runOnPart("message", Message);
const runOnOffer = runOnPart("offer", Offer);

@Resolver(() => Complaint)
export class NegotiationResolver {
  @Authorized("CONSUMER", "PROVIDER_OWNER", "PROVIDER_STAFF", "MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => MessagePayload, {
    description:
      "Writes into the thread, until the case is closed. A side writes to the other side, or only to the platform; the moderator who has taken the case, or to whom it is assigned, writes to both for the platform. No answer to the complaint: the clocks that wait for one run on. Refused LEASE_REQUIRED for other moderators.",
  })
  sendMessage(
    @Arg("input", () => SendMessageInput, INPUT) input: SendMessageInput,
    @Ctx() ctx: Context,
  ): Promise<MessagePayload> {
    return runOnMessage(ctx, "sendMessage", input, sendMessage);
  }

  @Authorized("PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => ComplaintPayload, {
    description: "The provider refuses the demand; the consumer may then escalate at once.",
  })
  refuseDemand(
    @Arg("input", () => RefuseDemandInput, INPUT) input: RefuseDemandInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "refuseDemand", input, refuseDemand);
  }

  @Authorized("PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => ComplaintPayload, {
    description:
      "The provider's final answer to the complaint, from a closed list, once. The consumer may then give a verdict on it, or escalate at once; offers stay possible.",
  })
  giveFinalAnswer(
    @Arg("input", () => GiveFinalAnswerInput, INPUT) input: GiveFinalAnswerInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "giveFinalAnswer", input, giveFinalAnswer);
  }

  @Authorized("CONSUMER")
  @Mutation(() => ComplaintPayload, {
    description:
      "The consumer's verdict: on the provider's final answer while NEGOTIATING, where SOLVED closes the case as SETTLED; and once, within 30 days of the closing (house rule `verdict.window`), on how the case ended. Refused NOT_IN_THIS_STATE when there is nothing new to judge, TOO_LATE after that time.",
  })
  giveVerdict(
    @Arg("input", () => GiveVerdictInput, INPUT) input: GiveVerdictInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "giveVerdict", input, giveVerdict);
  }

  @Authorized("PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => MessagePayload, {
    description:
      "The provider's answer to the complaint, in `Complaint.messages`. In the evidence stage, until the provider closes its evidence.",
  })
  submitDefence(
    @Arg("input", () => SubmitDefenceInput, INPUT) input: SubmitDefenceInput,
    @Ctx() ctx: Context,
  ): Promise<MessagePayload> {
    return runOnMessage(ctx, "submitDefence", input, submitDefence);
  }

  @Authorized("CONSUMER", "PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => OfferPayload, {
    description:
      "Makes an offer, while NEGOTIATING and before the platform until it rules (not while a draft ruling awaits approval). A case has one open offer at a time; it expires after 72 hours (house rule `clock.OFFER_EXPIRY`).",
  })
  makeOffer(
    @Arg("input", () => MakeOfferInput, INPUT) input: MakeOfferInput,
    @Ctx() ctx: Context,
  ): Promise<OfferPayload> {
    return runOnOffer(ctx, "makeOffer", input, makeOffer);
  }

  @Authorized("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => OfferPayload, {
    description:
      "The platform proposes a settlement to both sides, by whoever has taken the case. It is an offer of PLATFORM: agreed when both sides accept it in its time, ended when one declines it.",
  })
  proposeSettlement(
    @Arg("input", () => ProposeSettlementInput, INPUT) input: ProposeSettlementInput,
    @Ctx() ctx: Context,
  ): Promise<OfferPayload> {
    return runOnOffer(ctx, "proposeSettlement", input, proposeSettlement);
  }

  @Authorized("CONSUMER", "PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => OfferPayload, {
    description: "Answers the other side's open offer with a counter-offer, which is then the open one.",
  })
  counterOffer(
    @Arg("input", () => CounterOfferInput, INPUT) input: CounterOfferInput,
    @Ctx() ctx: Context,
  ): Promise<OfferPayload> {
    return runOnOffer(ctx, "counterOffer", input, counterOffer);
  }

  @Authorized("CONSUMER", "PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => OfferPayload, { description: "Declines the open offer of the other side or of the platform." })
  declineOffer(
    @Arg("input", () => DeclineOfferInput, INPUT) input: DeclineOfferInput,
    @Ctx() ctx: Context,
  ): Promise<OfferPayload> {
    return runOnOffer(ctx, "declineOffer", input, declineOffer);
  }

  @Authorized("CONSUMER", "PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => OfferPayload, { description: "Withdraws the viewer's side's own open offer." })
  withdrawOffer(
    @Arg("input", () => WithdrawOfferInput, INPUT) input: WithdrawOfferInput,
    @Ctx() ctx: Context,
  ): Promise<OfferPayload> {
    return runOnOffer(ctx, "withdrawOffer", input, withdrawOffer);
  }

  @Authorized("CONSUMER", "PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => ComplaintPayload, {
    description:
      "Accepts the open offer of the other side, or of the platform (that one is agreed once both sides have accepted it): the sides have settled, the case leaves the platform's queue if it was there, and the provider's time to perform begins.",
  })
  acceptOffer(
    @Arg("input", () => AcceptOfferInput, INPUT) input: AcceptOfferInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "acceptOffer", input, acceptOffer);
  }

  @Authorized("PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => ComplaintPayload, {
    description:
      "The provider accepts the consumer's demand as it stands, while NEGOTIATING and before the platform until it rules. The demand is then the settlement, to be performed within 3 days (house rule `settlement.conceded`; for RETURN_AND_REFUND from when the goods are back).",
  })
  concede(
    @Arg("input", () => ConcedeInput, INPUT) input: ConcedeInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "concede", input, concede);
  }

  @Reads<Complaint>(...OPENED)
  @FieldResolver(() => MessageConnection, {
    description: "The thread, oldest first, as far as the viewer may read it; `last` gives the newest.",
  })
  async messages(
    @Root() complaint: Complaint,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<Message>> {
    await logOpening(ctx, complaint);
    const viewer = readerOf(ctx.actor, complaint);
    const messages = await ctx.loaders.manyBy(Message, "complaintId", complaint.id);
    const read = messages.filter(({ visibility }) => visibility !== "STAFF" && maySeeAudience(visibility, viewer));
    return pageOfRows(ctx.services.sealer, args, `messages ${complaint.id}`, read);
  }

  @FieldResolver(() => MessageConnection, {
    description:
      "Notes of the platform's people to each other, oldest first; `last` gives the newest. Empty for everyone but platform staff who are on no side of the case.",
  })
  async notes(
    @Root() complaint: Complaint,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<Message>> {
    await logOpening(ctx, complaint);
    const viewer = readerOf(ctx.actor, complaint);
    const messages = await ctx.loaders.manyBy(Message, "complaintId", complaint.id);
    const read = messages.filter(({ visibility }) => visibility === "STAFF" && maySeeAudience(visibility, viewer));
    return pageOfRows(ctx.services.sealer, args, `notes ${complaint.id}`, read);
  }

  @FieldResolver(() => [MessageVisibility], {
    description: "The visibilities the viewer may choose in `sendMessage`; empty for those who never write.",
  })
  messageVisibilities(@Root() complaint: Complaint, @Ctx() ctx: Context): MessageVisibility[] {
    const side = sideOf(ctx.actor, complaint);
    return side || viewerOf(ctx.actor, complaint).isModerator ? visibilitiesFor(side) : [];
  }

  @Reads<Complaint>(...OPENED)
  @FieldResolver(() => OfferConnection, { description: "All offers, oldest first; at most the last one is open." })
  async offers(
    @Root() complaint: Complaint,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<Offer>> {
    await logOpening(ctx, complaint);
    const { id } = complaint;
    const offers = await ctx.loaders.manyBy(Offer, "complaintId", id, "ORDER BY number");
    return pageOfRows(ctx.services.sealer, args, `offers ${id}`, offers);
  }

  @Reads<Complaint>(...OPENED)
  @FieldResolver(() => Settlement, {
    nullable: true,
    description: "The latest settlement; null when there is none.",
  })
  async settlement(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<Settlement | null> {
    await logOpening(ctx, complaint);
    return (await ctx.loaders.manyBy(Settlement, "complaintId", complaint.id)).at(-1) ?? null;
  }
}

@Resolver(() => Message)
export class MessageResolver {
  @Reads<Message>("visibility", one(Account, "authorId"))
  @FieldResolver(() => Account, {
    nullable: true,
    description: "Who wrote a note to colleagues (`Complaint.notes`); null for what the sides read.",
  })
  async writtenBy(@Root() message: Message, @Ctx() ctx: Context): Promise<Account | null> {
    return message.visibility === "STAFF" ? ctx.loaders.one(Account, message, "authorId") : null;
  }
}

@Resolver(() => Settlement)
export class SettlementResolver {
  @Reads<Settlement>(one(Offer, "offerId"))
  @FieldResolver(() => Offer, { description: "What was agreed: the offer accepted." })
  async offer(@Root() settlement: Settlement, @Ctx() ctx: Context): Promise<Offer> {
    const offer = await ctx.loaders.one(Offer, settlement, "offerId");
    if (!offer) throw new Error(`offer ${settlement.offerId} not found`);
    return offer;
  }
}

@Resolver(() => Offer)
export class OfferResolver {
  @Reads<Offer>("amount", "currency")
  @FieldResolver(() => Money, { nullable: true, description: "How much is offered; null for kinds without an amount." })
  amount(@Root() offer: Offer): Money | null {
    return moneyOrNull(offer.amount, offer.currency);
  }

  @Reads<Offer>("insteadAmount", "currency")
  @FieldResolver(() => Money, {
    nullable: true,
    description:
      "For what is no money: what it is worth, owed if it is agreed and not performed. Null for money, and where no sum was named.",
  })
  insteadAmount(@Root() offer: Offer): Money | null {
    return moneyOrNull(offer.insteadAmount, offer.currency);
  }
}
