import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Complaint } from "../../case/complaints/complaint.entity";
import { ComplaintConnection } from "../../case/complaints/complaint.resolver";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { ComplaintPayload, runOnCase } from "../../case/complaints/complaint-payload";
import { Context } from "../../platform/graphql/context";
import { Money, moneyOrNull } from "../../platform/graphql/money";
import type { Role } from "../../accounts/actor";
import { closeUnremedied } from "./close-unremedied";
import { confirmRemedy } from "./confirm-remedy";
import { fileRemedyProof } from "./file-remedy-proof";
import { Remedy } from "./remedy.entity";
import { casesInDefault } from "./remedy.queries";
import { CloseUnremediedInput, ConfirmRemedyInput, FileRemedyProofInput, WaiveRemedyInput } from "./remedy.types";
import { waiveRemedy } from "./waive-remedy";

@Resolver(() => Remedy)
export class RemedyResolver {
  @Authorized<Role>("PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => ComplaintPayload, {
    description:
      "The provider proves one remedy. When the last one is proved the consumer has 7 days to confirm; after that the case closes as REMEDIED. Refused: NOT_FOUND, NOT_IN_THIS_STATE, FORBIDDEN, STALE_VERSION.",
  })
  fileRemedyProof(
    @Ctx() ctx: Context,
    @Arg("input", () => FileRemedyProofInput, { description: "The proof." }) input: FileRemedyProofInput,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "fileRemedyProof", input, fileRemedyProof);
  }

  @Authorized<Role>("CONSUMER")
  @Mutation(() => ComplaintPayload, {
    description:
      "The consumer confirms a proved remedy; the last one closes the case as REMEDIED. Refused: NOT_FOUND, NOT_IN_THIS_STATE, FORBIDDEN, STALE_VERSION.",
  })
  confirmRemedy(
    @Ctx() ctx: Context,
    @Arg("input", () => ConfirmRemedyInput, { description: "Which." }) input: ConfirmRemedyInput,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "confirmRemedy", input, confirmRemedy);
  }

  @Authorized<Role>("CONSUMER")
  @Mutation(() => ComplaintPayload, {
    description:
      "The consumer does without a remedy, proved or not; the last one closes the case as REMEDIED. Refused: NOT_FOUND, NOT_IN_THIS_STATE, FORBIDDEN, STALE_VERSION.",
  })
  waiveRemedy(
    @Ctx() ctx: Context,
    @Arg("input", () => WaiveRemedyInput, { description: "Which." }) input: WaiveRemedyInput,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "waiveRemedy", input, waiveRemedy);
  }

  @Authorized<Role>("LEAD_MODERATOR", "AUDITOR")
  @Query(() => ComplaintConnection, {
    description:
      "The cases in which a remedy is in default, waiting for a lead to close them as UNREMEDIED or for the provider to perform late; the soonest due first. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  casesInDefault(@Ctx() ctx: Context, @Args(() => PageArgs) args: PageArgs): Promise<Page<Complaint>> {
    return casesInDefault(ctx, args);
  }

  @Authorized<Role>("LEAD_MODERATOR")
  @Mutation(() => ComplaintPayload, {
    description:
      "Closes a case as UNREMEDIED when a remedy is in default and nothing more can be had. Refused: NOT_FOUND, NOT_IN_THIS_STATE, FORBIDDEN, STALE_VERSION.",
  })
  closeUnremedied(
    @Ctx() ctx: Context,
    @Arg("input", () => CloseUnremediedInput, { description: "The case and why." }) input: CloseUnremediedInput,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "closeUnremedied", input, closeUnremedied);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: "How much, for REFUND_PART and CREDIT; null for other kinds.",
  })
  amount(@Root() remedy: Remedy): Money | null {
    return moneyOrNull(remedy.amount, remedy.currency);
  }
}
