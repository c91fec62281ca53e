import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import { SeverityEnum, type Severity } from "../../case/complaints/case-enums.types";
import { Complaint } from "../../case/complaints/complaint.entity";
import { PenaltyKind } from "../measures/penalty-kind.types";
import { needsApproval } from "../penalties/standing.pure";
import { Context } from "../../platform/graphql/context";
import { Money, moneyOrNull } from "../../platform/graphql/money";
import { Provider } from "../../market/providers/provider.entity";
import { RuleVersion } from "../rules/rule-version.entity";
import { RulingFinding } from "../rulings/ruling-finding.entity";
import { Ruling } from "../rulings/ruling.entity";
import { ReplayedProvider } from "./replayed-provider.entity";
import { ReplayedRuling } from "./replayed-ruling.entity";
import type { CalledFor } from "./standing-of-history.pure";
import { Reads } from "../../platform/graphql/reads";

@ObjectType({ simpleResolvers: true, description: "A violation that would have been graver or milder." })
class SeverityChange {
  @Field(() => RuleVersion, {
    nullable: true,
    description: "The version that the ruling cites for it; null where it cites none.",
  })
  cited: RuleVersion | null;

  @Field(() => SeverityEnum, { description: "How grave the ruling found it." })
  before: Severity;

  @Field(() => SeverityEnum, { description: "How grave it would be by the draft." })
  after: Severity;
}

@ObjectType({ simpleResolvers: true, description: "A penalty that a provider's points require." })
class CalledForPenalty {
  @Field(() => PenaltyKind, { description: "What it does." })
  kind: PenaltyKind;

  @Field(() => Int, { nullable: true, description: "How many days; null for kinds that take none." })
  days: number | null;

  @Field(() => Money, { nullable: true, description: "How much, for FINE; null for other kinds." })
  amount: Money | null;

  @Field(() => Int, { description: "The number of points that was reached." })
  threshold: number;

  @Field(() => Boolean, {
    description: "Whether it acts only once leads who did not rule on the case have approved it.",
  })
  needsApproval: boolean;
}

@Resolver(() => ReplayedRuling)
export class ReplayedRulingResolver {
  @Reads<ReplayedRuling>("rulingId")
  @FieldResolver(() => Ruling, { description: "The ruling, as it stands now." })
  ruling(@Ctx() ctx: Context, @Root() { rulingId }: ReplayedRuling): Promise<Ruling | null> {
    return ctx.loaders.byId(Ruling, rulingId);
  }

  @Reads<ReplayedRuling>("providerId")
  @FieldResolver(() => Provider, { description: "Whom it is about." })
  provider(@Ctx() ctx: Context, @Root() { providerId }: ReplayedRuling): Promise<Provider | null> {
    return ctx.loaders.byId(Provider, providerId);
  }

  @Reads<ReplayedRuling>("tried")
  @FieldResolver(() => Boolean, {
    description:
      "Whether it is one of the recomputed rulings; false for another ruling of the same provider that changes as a consequence.",
  })
  tried(@Root() { tried }: ReplayedRuling): boolean {
    return tried;
  }

  @Reads<ReplayedRuling>("findings")
  @FieldResolver(() => [SeverityChange], {
    description: "The violations whose severity changes; empty when none does.",
  })
  async findings(@Ctx() ctx: Context, @Root() { findings }: ReplayedRuling): Promise<SeverityChange[]> {
    return Promise.all(
      findings.map(async ({ findingId, before, after }) => {
        const finding = await ctx.loaders.byId(RulingFinding, findingId);
        return { cited: finding && (await ctx.loaders.byId(RuleVersion, finding.ruleVersionId)), before, after };
      }),
    );
  }

  @FieldResolver(() => [CalledForPenalty], {
    description: "The penalties that the provider's points required when it came to count or was not performed.",
  })
  penaltiesBefore(@Ctx() ctx: Context, @Root() ruling: ReplayedRuling): Promise<CalledForPenalty[]> {
    return toPenalties(ctx, ruling, ruling.penaltiesBefore);
  }

  @FieldResolver(() => [CalledForPenalty], { description: "The penalties that they would have required." })
  penaltiesAfter(@Ctx() ctx: Context, @Root() ruling: ReplayedRuling): Promise<CalledForPenalty[]> {
    return toPenalties(ctx, ruling, ruling.penaltiesAfter);
  }
}

@Resolver(() => ReplayedProvider)
export class ReplayedProviderResolver {
  @Reads<ReplayedProvider>("providerId")
  @FieldResolver(() => Provider, { description: "The provider that it concerns." })
  provider(@Ctx() ctx: Context, @Root() { providerId }: ReplayedProvider): Promise<Provider | null> {
    return ctx.loaders.byId(Provider, providerId);
  }
}

async function toPenalties(
  ctx: Context,
  { rulingId }: ReplayedRuling,
  called: readonly CalledFor[],
): Promise<CalledForPenalty[]> {
  const ruling = await ctx.loaders.byId(Ruling, rulingId);
  const complaint = ruling && (await ctx.loaders.byId(Complaint, ruling.complaintId));
  return called.map(({ kind, days, amount, threshold }) => ({
    kind,
    days,
    threshold,
    needsApproval: needsApproval(kind),
    amount: moneyOrNull(amount, complaint?.currency ?? null),
  }));
}
