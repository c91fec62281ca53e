import { Ctx, Field, FieldResolver, Float, ObjectType, Resolver, Root } from "type-graphql";
import { RestrictionKind } from "../../market/listings/restriction.resolver";
import { Context } from "../../platform/graphql/context";
import { PenaltyPreview } from "../../adjudication/decisions/penalty-preview.types";
import { contributionOf, plus } from "./reputation-ledger.pure";
import { standingLines } from "./reputation-ledger.queries";
import { ReputationInput } from "./reputation-input.entity";
import { capOf, SERIOUS_LEVELS, shownScore, type Acting, type CappingKind, type Standing } from "./reputation.pure";
import { worthOf } from "./norms.queries";
import { reputationNow } from "./reputation.queries";
import type { Reputation } from "./reputation.types";

@ObjectType({ simpleResolvers: true, description: "A provider's score before and after a decision." })
class ReputationPreview {
  @Field(() => Float, { nullable: true, description: "Now, 0 to 100; null while no score is shown." })
  before: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "If the ruling were final at this moment, replacing any earlier one of the case, and everything it orders and brings were in force; null when no score would be shown.",
  })
  after: number | null;

  @Field(() => RestrictionKind, {
    nullable: true,
    description: "The measure that would cap it, in force already or by this decision; null when none would.",
  })
  cappedBy: CappingKind | null;
}

@Resolver(() => PenaltyPreview)
export class PenaltyPreviewReputationResolver {
  @FieldResolver(() => ReputationPreview, { description: "What the decision would do to the provider's reputation." })
  async reputationAfter(@Root() { about }: PenaltyPreview, @Ctx() ctx: Context): Promise<ReputationPreview> {
    const now = await reputationNow(ctx, about.providerId);
    const lines =
      about.currentRulingId === null ? [] : await ctx.db.find(ReputationInput, { rulingId: about.currentRulingId });
    const acting = [...now.acting, ...planned(about)];
    const worth = await worthOf(ctx.db, about.orderId);
    const after = decided(now, standingLines(lines)[0], about, worth);
    return { before: now.score, after: shownScore(after, acting, now.formula), cappedBy: capOf(acting, now.formula) };
  }
}

/** Without the line of the ruling it replaces, and with its own. */
function decided(
  { standing, formula }: Reputation,
  former: ReputationInput | undefined,
  { level }: PenaltyPreview["about"],
  worth: number | null,
): Standing {
  const blank = { level, sourceId: "", consumerId: null, agesFrom: standing.at, worth, fresh: false, often: false };
  const without = former
    ? plus(standing, contributionOf({ ...former, takesBackId: former.id }, null, formula), former.agesFrom, formula)
    : standing;
  const fresh = contributionOf({ kind: "UPHELD", takesBackId: null, ...blank }, null, formula);
  const serious = SERIOUS_LEVELS.filter((each) => each === level).map((each) => ({ level: each, until: Infinity }));
  return { ...plus(without, fresh, standing.at, formula), serious: [...standing.serious, ...serious] };
}

/** Penalties that lead to no restriction cap nothing. */
const planned = ({ measures }: PenaltyPreview["about"]): Acting[] =>
  (Object.keys(RestrictionKind) as Acting["kind"][])
    .filter((kind) => measures.includes(kind))
    .map((kind) => ({ kind, until: null }));
