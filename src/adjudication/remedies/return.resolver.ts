import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Complaint } from "../../case/complaints/complaint.entity";
import { logOpening, OPENED } from "../../case/complaints/log-opening";
import { onRecordOf } from "../../case/complaints/on-record";
import { ComplaintPayload } from "../../case/complaints/complaint-payload.types";
import { runOnCase } from "../../case/complaints/run-on-case";
import { Settlement } from "../../case/negotiation/settlement.entity";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { INPUT } from "../../platform/graphql/idempotency";
import { Money } from "../../platform/graphql/money";
import type { Role } from "../../accounts/actor/actor";
import { Remedy } from "./remedy.entity";
import { ReturnCase } from "../../case/returns/return-case.entity";
import { contestedReturns, ReturnCaseConnection } from "../../case/returns/return.queries";
import { contestReturn } from "./contest-return";
import { decideReturn } from "./decide-return";
import { receiveReturn } from "./receive-return";
import { shipReturn } from "./ship-return";
import { ContestReturnInput, DecideReturnInput, ReceiveReturnInput, ShipReturnInput } from "./return.types";
import { Reads } from "../../platform/graphql/reads";

@Resolver(() => ReturnCase)
export class ReturnResolver {
  @Authorized<Role>("CONSUMER")
  @Mutation(() => ComplaintPayload, {
    description:
      "The consumer has sent the goods back, within the return's window. The provider then has 7 days (house rule `clock.RETURN_RECEIPT`) to report what arrived. Refused TOO_LATE once the window is over.",
  })
  shipReturn(
    @Arg("input", () => ShipReturnInput, INPUT) input: ShipReturnInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "shipReturn", input, shipReturn);
  }

  @Authorized<Role>("PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => ComplaintPayload, {
    description:
      "The provider reports what arrived. INTACT: its time for the refund begins. Anything else: the consumer has 7 days (house rule `clock.RETURN_CONTEST`) to contest that, otherwise nothing is refunded. No report for 7 days (`clock.RETURN_RECEIPT`) counts as INTACT.",
  })
  receiveReturn(
    @Arg("input", () => ReceiveReturnInput, INPUT) input: ReceiveReturnInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "receiveReturn", input, receiveReturn);
  }

  @Authorized<Role>("CONSUMER")
  @Mutation(() => ComplaintPayload, {
    description: "The consumer contests that the goods did not come back intact; a moderator decides.",
  })
  contestReturn(
    @Arg("input", () => ContestReturnInput, INPUT) input: ContestReturnInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "contestReturn", input, contestReturn);
  }

  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => ComplaintPayload, {
    description:
      "A moderator decides a contested return (see `contestedReturns`); no lease is needed. For the consumer: the time for the refund begins. Against: nothing is refunded.",
  })
  decideReturn(
    @Arg("input", () => DecideReturnInput, INPUT) input: DecideReturnInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "decideReturn", input, decideReturn);
  }

  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR", "AUDITOR")
  @Query(() => ReturnCaseConnection, {
    description: "The contested returns that wait for a moderator's decision, the longest waiting first.",
  })
  contestedReturns(@Args(() => PageArgs) args: PageArgs, @Ctx() ctx: Context): Promise<Page<ReturnCase>> {
    return contestedReturns(ctx, args);
  }

  @Reads<ReturnCase>("complaintId")
  @FieldResolver(() => Complaint, { description: "The case it belongs to." })
  async complaint(@Root() { complaintId }: ReturnCase, @Ctx() ctx: Context): Promise<Complaint> {
    const complaint = await ctx.loaders.byId(Complaint, complaintId);
    if (!complaint) throw new Error(`complaint ${complaintId} not found`);
    return complaint;
  }

  @Reads<ReturnCase>("complaintId", "shipment")
  @FieldResolver()
  shipment(@Root() { complaintId, shipment }: ReturnCase, @Ctx() ctx: Context): Promise<string | null> | string | null {
    return onRecordOf(ctx, complaintId, () => shipment);
  }

  @Reads<ReturnCase>("complaintId", "conditionNote")
  @FieldResolver()
  conditionNote(
    @Root() { complaintId, conditionNote }: ReturnCase,
    @Ctx() ctx: Context,
  ): Promise<string | null> | string | null {
    return onRecordOf(ctx, complaintId, () => conditionNote);
  }

  @Reads<ReturnCase>("complaintId", "contestReason")
  @FieldResolver()
  contestReason(
    @Root() { complaintId, contestReason }: ReturnCase,
    @Ctx() ctx: Context,
  ): Promise<string | null> | string | null {
    return onRecordOf(ctx, complaintId, () => contestReason);
  }

  @Reads<ReturnCase>("complaintId", "decisionReason")
  @FieldResolver()
  decisionReason(
    @Root() { complaintId, decisionReason }: ReturnCase,
    @Ctx() ctx: Context,
  ): Promise<string | null> | string | null {
    return onRecordOf(ctx, complaintId, () => decisionReason);
  }

  @Reads<ReturnCase>("refundAmount", "refundCurrency")
  @FieldResolver(() => Money, {
    description: "What is refunded for the goods: the order's price, unless the settlement says another amount.",
  })
  refund(@Root() { refundAmount, refundCurrency }: ReturnCase): Money {
    return { amount: refundAmount, currency: refundCurrency };
  }
}

@Resolver(() => Complaint)
export class ComplaintReturnResolver {
  @Reads<Complaint>(...OPENED)
  @FieldResolver(() => ReturnCase, {
    nullable: true,
    description: "The latest return of goods in this case; null when none was agreed or ordered.",
  })
  async returnCase(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<ReturnCase | null> {
    await logOpening(ctx, complaint);
    return (await ctx.loaders.manyBy(ReturnCase, "complaintId", complaint.id)).at(-1) ?? null;
  }
}

@Resolver(() => Settlement)
export class SettlementReturnResolver {
  @Reads<Settlement>("id")
  @FieldResolver(() => ReturnCase, {
    nullable: true,
    description: "The return agreed; null unless the sides agreed on RETURN_AND_REFUND.",
  })
  async returnCase(@Root() settlement: Settlement, @Ctx() ctx: Context): Promise<ReturnCase | null> {
    return (await ctx.loaders.manyBy(ReturnCase, "settlementId", settlement.id)).at(0) ?? null;
  }
}

@Resolver(() => Remedy)
export class RemedyReturnResolver {
  @Reads<Remedy>("id")
  @FieldResolver(() => ReturnCase, {
    nullable: true,
    description: "The return ordered; null for other kinds than RETURN_AND_REFUND, and while the ruling is not final.",
  })
  async returnCase(@Root() remedy: Remedy, @Ctx() ctx: Context): Promise<ReturnCase | null> {
    return (await ctx.loaders.manyBy(ReturnCase, "remedyId", remedy.id)).at(0) ?? null;
  }
}
