import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { ComplaintPayload } from "../../case/complaints/complaint-payload.types";
import { runOnCase } from "../../case/complaints/run-on-case";
import { Settlement } from "../../case/negotiation/settlement.entity";
import { Context } from "../../platform/graphql/context";
import { INPUT } from "../../platform/graphql/idempotency";
import { confirmSettlement } from "./confirm-settlement";
import { contestSettlement } from "./contest-settlement";
import { fileSettlementProof } from "./file-settlement-proof";
import { Remedy } from "./remedy.entity";
import { ConfirmSettlementInput, ContestSettlementInput, FileSettlementProofInput } from "./settlement.types";
import { Reads } from "../../platform/graphql/reads";

@Resolver(() => Settlement)
export class SettlementPerformanceResolver {
  @Authorized("PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => ComplaintPayload, {
    description:
      "Files proof of how the settlement was performed. The consumer then confirms or contests it within 7 days (house rule `clock.SETTLEMENT_OBJECTION`). Where money is owed, silence proves nothing: once finance finds the payment named, the case is settled; otherwise the platform checks the evidence named, or the provider has 48 hours (`remedy.verification`) to name some, and after that the sum agreed is paid from its deposit. Where none is owed, silence settles the case. Refused: NOT_FOUND, NOT_IN_THIS_STATE, BAD_USER_INPUT, ALREADY_EXISTS for the reference of another payment, FORBIDDEN, STALE_VERSION.",
  })
  fileSettlementProof(
    @Arg("input", () => FileSettlementProofInput, INPUT) input: FileSettlementProofInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "fileSettlementProof", input, fileSettlementProof);
  }

  @Authorized("CONSUMER")
  @Mutation(() => ComplaintPayload, {
    description:
      "Confirms that the settlement was performed; closes the case as SETTLED, and only a lead moderator can reopen it.",
  })
  confirmSettlement(
    @Arg("input", () => ConfirmSettlementInput, INPUT) input: ConfirmSettlementInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "confirmSettlement", input, confirmSettlement);
  }

  @Authorized("CONSUMER")
  @Mutation(() => ComplaintPayload, {
    description:
      "Contests that the settlement was performed as agreed, within 7 days after the proof (house rule `clock.SETTLEMENT_OBJECTION`). Where money is owed: the platform checks the evidence or payment named, or the provider has 48 hours (`remedy.verification`) to name some, and after that the sum agreed is paid from its deposit. Where none is owed: the case goes to the platform with a presumption against the provider.",
  })
  contestSettlement(
    @Arg("input", () => ContestSettlementInput, INPUT) input: ContestSettlementInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "contestSettlement", input, contestSettlement);
  }

  @Reads<Settlement>("id")
  @FieldResolver(() => Remedy, {
    nullable: true,
    description:
      "What it owes the consumer, once there is a proof of it or it was not kept: how that is verified, contested or paid from the deposit. Null before, and where no money is owed.",
  })
  async remedy(@Root() { id }: Settlement, @Ctx() ctx: Context): Promise<Remedy | null> {
    return (await ctx.loaders.manyBy(Remedy, "settlementId", id)).at(0) ?? null;
  }
}
