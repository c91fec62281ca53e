import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Complaint } from "../../case/complaints/complaint.entity";
import { ComplaintConnection } from "../../case/complaints/complaint.resolver";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { ComplaintPayload } from "../../case/complaints/complaint-payload.types";
import { refusingSecondCase } from "../../case/complaints/refusing-second-case";
import { runOnCase } from "../../case/complaints/run-on-case";
import { Context } from "../../platform/graphql/context";
import { Money, moneyOrNull } from "../../platform/graphql/money";
import type { Role } from "../../accounts/actor/actor";
import { Evidence } from "../../case/evidence/evidence.entity";
import { maySeeEvidence } from "../../case/evidence/evidence.policy";
import { checkRemedy } from "./check-remedy";
import { contestCompensation } from "./contest-compensation";
import { contestRemedy } from "./contest-remedy";
import { closeUnremedied } from "./close-unremedied";
import { confirmRemedy } from "./confirm-remedy";
import { fileRemedyProof } from "./file-remedy-proof";
import { Remedy } from "./remedy.entity";
import { RemedyPayload } from "./remedy-payload.types";
import { casesInDefault, casesWithRemedyToCheck } from "./remedy.queries";
import {
  CheckRemedyInput,
  CloseUnremediedInput,
  ConfirmRemedyInput,
  ContestCompensationInput,
  ContestRemedyInput,
  FileRemedyProofInput,
  WaiveRemedyInput,
} from "./remedy.types";
import { runOnRemedy } from "./run-on-remedy";
import { waiveRemedy } from "./waive-remedy";
import { Reads } from "../../platform/graphql/reads";

@Resolver(() => Remedy)
export class RemedyResolver {
  @Authorized<Role>("PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => RemedyPayload, {
    description:
      "The provider proves one remedy. When the last one is proved the consumer has 7 days (house rule `clock.REMEDY_OBJECTION`) to confirm or contest it. Silence proves nothing: after that the platform checks the evidence, or the provider has 48 hours (`remedy.verification`) to name some. With `refundReference` the remedy is done once finance finds the payment. The last one done closes the case as REMEDIED. Refused: NOT_FOUND, NOT_IN_THIS_STATE, BAD_USER_INPUT when a proof that can be verified is needed, ALREADY_EXISTS for the reference of another payment, FORBIDDEN, STALE_VERSION.",
  })
  fileRemedyProof(
    @Ctx() ctx: Context,
    @Arg("input", () => FileRemedyProofInput, { description: "What proves the remedy." }) input: FileRemedyProofInput,
  ): Promise<RemedyPayload> {
    return runOnRemedy(ctx, "fileRemedyProof", input, fileRemedyProof);
  }

  @Authorized<Role>("CONSUMER")
  @Mutation(() => RemedyPayload, {
    description:
      "The consumer confirms a proved remedy; the last one closes the case as REMEDIED. Refused: NOT_FOUND, NOT_IN_THIS_STATE, FORBIDDEN, STALE_VERSION.",
  })
  confirmRemedy(
    @Ctx() ctx: Context,
    @Arg("input", () => ConfirmRemedyInput, { description: "Which remedy has arrived." }) input: ConfirmRemedyInput,
  ): Promise<RemedyPayload> {
    return runOnRemedy(ctx, "confirmRemedy", input, confirmRemedy);
  }

  @Authorized<Role>("CONSUMER")
  @Mutation(() => RemedyPayload, {
    description:
      "The consumer contests the proof of a remedy, within 7 days (house rule `clock.REMEDY_OBJECTION`) after the last one was filed. If evidence or a payment was named with it, the platform checks it; otherwise the provider has 48 hours (`remedy.verification`) for a proof that can be verified, or it is in default and what the remedy is worth is paid from its deposit. Refused: NOT_FOUND, NOT_IN_THIS_STATE, TOO_LATE, FORBIDDEN, STALE_VERSION.",
  })
  contestRemedy(
    @Ctx() ctx: Context,
    @Arg("input", () => ContestRemedyInput, { description: "Which and why." }) input: ContestRemedyInput,
  ): Promise<RemedyPayload> {
    return runOnRemedy(ctx, "contestRemedy", input, contestRemedy);
  }

  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => RemedyPayload, {
    description:
      "A moderator decides whether the evidence proves that a remedy was performed, after the consumer contested it or did not answer. If so it is done, otherwise the provider is in default. What was paid is checked by finance: see `confirmPayment`. Refused: NOT_FOUND, NOT_IN_THIS_STATE, CONFLICT_OF_INTEREST, FORBIDDEN, STALE_VERSION.",
  })
  checkRemedy(
    @Ctx() ctx: Context,
    @Arg("input", () => CheckRemedyInput, { description: "What the check found." }) input: CheckRemedyInput,
  ): Promise<RemedyPayload> {
    return runOnRemedy(ctx, "checkRemedy", input, checkRemedy);
  }

  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR", "AUDITOR")
  @Query(() => ComplaintConnection, {
    description:
      "The cases with a remedy whose proof a moderator has to check (`checkRemedy`), the soonest due first. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  casesWithRemedyToCheck(@Ctx() ctx: Context, @Args(() => PageArgs) args: PageArgs): Promise<Page<Complaint>> {
    return casesWithRemedyToCheck(ctx, args);
  }

  @Authorized<Role>("CONSUMER")
  @Mutation(() => RemedyPayload, {
    description:
      "The consumer waives a remedy, proved or not; the last one closes the case as REMEDIED. Refused: NOT_FOUND, NOT_IN_THIS_STATE, FORBIDDEN, STALE_VERSION.",
  })
  waiveRemedy(
    @Ctx() ctx: Context,
    @Arg("input", () => WaiveRemedyInput, { description: "Which remedy is waived." }) input: WaiveRemedyInput,
  ): Promise<RemedyPayload> {
    return runOnRemedy(ctx, "waiveRemedy", input, waiveRemedy);
  }

  @Authorized<Role>("LEAD_MODERATOR", "AUDITOR")
  @Query(() => ComplaintConnection, {
    description:
      "The cases in which a remedy is in default, waiting for a lead to close them as UNREMEDIED or for the provider to perform late; the soonest due first. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  casesInDefault(@Ctx() ctx: Context, @Args(() => PageArgs) args: PageArgs): Promise<Page<Complaint>> {
    return casesInDefault(ctx, args);
  }

  @Authorized<Role>("PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => ComplaintPayload, {
    description:
      "The provider contests a compensation that was paid without a ruling, because it was silent (house rule `compensation.contest`). What was not sent yet goes back to its deposit, and a moderator decides. Refused: NOT_FOUND, NOT_IN_THIS_STATE, TOO_LATE, FORBIDDEN, STALE_VERSION, COMPLAINT_ALREADY_OPEN.",
  })
  contestCompensation(
    @Ctx() ctx: Context,
    @Arg("input", () => ContestCompensationInput, { description: "The case and why." }) input: ContestCompensationInput,
  ): Promise<ComplaintPayload> {
    return refusingSecondCase(ctx.db, input, () => runOnCase(ctx, "contestCompensation", input, contestCompensation));
  }

  @Authorized<Role>("LEAD_MODERATOR")
  @Mutation(() => ComplaintPayload, {
    description:
      "Closes a case as UNREMEDIED when a remedy is in default and nothing more can be obtained. Refused: NOT_FOUND, NOT_IN_THIS_STATE, FORBIDDEN, STALE_VERSION.",
  })
  closeUnremedied(
    @Ctx() ctx: Context,
    @Arg("input", () => CloseUnremediedInput, { description: "The case and why." }) input: CloseUnremediedInput,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "closeUnremedied", input, closeUnremedied);
  }

  @Reads<Remedy>("amount", "currency")
  @FieldResolver(() => Money, {
    nullable: true,
    description: "How much, for REFUND_PART, CREDIT and COMPENSATION; null for other kinds.",
  })
  amount(@Root() remedy: Remedy): Money | null {
    return moneyOrNull(remedy.amount, remedy.currency);
  }

  @Reads<Remedy>("insteadAmount", "insteadCurrency")
  @FieldResolver(() => Money, {
    nullable: true,
    description:
      "What it is worth in money: owed if it is not performed, and paid from the provider's deposit as far as that goes. Of money the sum itself; null where no worth was named.",
  })
  insteadAmount(@Root() remedy: Remedy): Money | null {
    return moneyOrNull(remedy.insteadAmount, remedy.insteadCurrency);
  }

  @Reads<Remedy>("setAsideAmount", "insteadCurrency")
  @FieldResolver(() => Money, {
    nullable: true,
    description: "How much of that was set aside from the provider's deposit so far; null when nothing was.",
  })
  setAsideAmount(@Root() remedy: Remedy): Money | null {
    return remedy.setAsideAmount > 0 ? moneyOrNull(remedy.setAsideAmount, remedy.insteadCurrency) : null;
  }

  @Reads<Remedy>("creditedAmount", "insteadCurrency")
  @FieldResolver(() => Money, {
    nullable: true,
    description:
      "How much of that is not owed, because the consumer had received it from a ruling that this one replaces, because that part of the provider's refund arrived or, for a service that was not done, because that much of what was paid for the order goes back otherwise; null when nothing.",
  })
  creditedAmount(@Root() remedy: Remedy): Money | null {
    return remedy.creditedAmount > 0 ? moneyOrNull(remedy.creditedAmount, remedy.insteadCurrency) : null;
  }

  @FieldResolver(() => [Evidence], {
    description: "The evidence that the provider named with its proof, in that order, as far as the viewer may see it.",
  })
  proofEvidence(@Ctx() ctx: Context, @Root() remedy: Remedy): Promise<Evidence[]> {
    return evidenceOf(ctx, remedy, remedy.proofEvidence);
  }

  @FieldResolver(() => [Evidence], {
    description:
      "Of compensation for an actual loss: the evidence that shows it, in the order in which the ruling names it, as far as the viewer may see it.",
  })
  lossEvidence(@Ctx() ctx: Context, @Root() remedy: Remedy): Promise<Evidence[]> {
    return evidenceOf(ctx, remedy, remedy.lossEvidence);
  }
}

async function evidenceOf(ctx: Context, { complaintId }: Remedy, ids: readonly string[] | null): Promise<Evidence[]> {
  const complaint = await ctx.loaders.byId(Complaint, complaintId);
  const named = await Promise.all((ids ?? []).map((id) => ctx.loaders.byId(Evidence, id)));
  return named
    .filter((each) => each !== null)
    .filter((each) => complaint && maySeeEvidence(ctx.actor, complaint, each));
}
