import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { Complaint } from "../../case/complaints/complaint.entity";
import { ComplaintPayload } from "../../case/complaints/complaint-payload.types";
import { runOnCase } from "../../case/complaints/run-on-case";
import { Context } from "../../platform/graphql/context";
import { INPUT } from "../../platform/graphql/idempotency";
import type { Role } from "../../accounts/actor/actor";
import { RulingDraft } from "./ruling-draft.entity";
import { discardRulingDraft } from "./discard-ruling-draft";
import { DiscardRulingDraftInput, SaveRulingDraftInput } from "./ruling-draft.types";
import { saveRulingDraft } from "./save-ruling-draft";
import { Reads } from "../../platform/graphql/reads";

@Resolver(() => Complaint)
export class RulingDraftResolver {
  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => ComplaintPayload, {
    description:
      "Saves an unfinished decision, for its author alone, so that a lost session or lease loses no work. Does not change the case or its version. Refused: NOT_FOUND, CONFLICT_OF_INTEREST in one's own case, BAD_USER_INPUT when the content is no JSON object or too long, STALE_VERSION as described at `expectedSavedAt`.",
  })
  saveRulingDraft(
    @Arg("input", () => SaveRulingDraftInput, INPUT) input: SaveRulingDraftInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "saveRulingDraft", input, saveRulingDraft);
  }

  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => ComplaintPayload, {
    description:
      "Discards one's own draft for this case; has no effect if there is none. Refused: NOT_FOUND, CONFLICT_OF_INTEREST in one's own case.",
  })
  discardRulingDraft(
    @Arg("input", () => DiscardRulingDraftInput, INPUT) input: DiscardRulingDraftInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "discardRulingDraft", input, discardRulingDraft);
  }

  @Reads<Complaint>("id")
  @FieldResolver(() => RulingDraft, {
    nullable: true,
    description:
      "The viewer's saved draft, from any device; null if there is none. Deleted once their ruling is issued or awaits approval.",
  })
  async myRulingDraft(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<RulingDraft | null> {
    const drafts = await ctx.loaders.manyBy(RulingDraft, "complaintId", complaint.id);
    return drafts.find(({ accountId }) => accountId === ctx.actor?.accountId) ?? null;
  }
}
