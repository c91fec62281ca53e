import { Arg, Authorized, Ctx, Query, Resolver } from "type-graphql";
import { Context } from "../../platform/graphql/context";
import type { Role } from "../../accounts/actor/actor";
import { PenaltyPreview, PenaltyPreviewInput } from "./penalty-preview.types";
import { previewPenalties } from "./preview-penalties.queries";

@Resolver()
export class PenaltyPreviewResolver {
  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR", "AUDITOR")
  @Query(() => PenaltyPreview, {
    description:
      "What a decision would do to the provider, how it compares with past rulings, and the provider's history. Changes nothing and needs no lease. Refused: NOT_FOUND, CONFLICT_OF_INTEREST in one's own case, and like `issueRuling` for findings and penalties that do not fit the case or the rules.",
  })
  penaltyPreview(
    @Ctx() ctx: Context,
    @Arg("input", () => PenaltyPreviewInput, { description: "The decision, as far as it concerns the provider." })
    input: PenaltyPreviewInput,
  ): Promise<PenaltyPreview> {
    return previewPenalties(ctx, input);
  }
}
