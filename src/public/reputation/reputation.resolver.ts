import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Complaint } from "../../case/complaints/complaint.entity";
import { findVisibleComplaint } from "../../case/complaints/complaint.queries";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { DateTime } from "../../platform/graphql/scalars";
import { say } from "../../platform/messages/explain";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import type { UnitOf } from "../../house-rules/house-rules.table";
import { Provider } from "../../market/providers/provider.entity";
import { isInside } from "../../market/providers/provider.policy";
import { Ruling } from "../../adjudication/rulings/ruling.entity";
import { heaviestFaultSince, listInputs, topCauses } from "./inputs.queries";
import { outlookOf, toldAs, type Outlook } from "./outlook.pure";
import { ReputationInput } from "./reputation-input.entity";
import { reputationAsOf, reputationNow } from "./reputation.queries";
import { ReputationInputConnection, ReputationInputNode } from "./reputation-input.types";
import { Reputation, ReputationCause, ReputationOutlook } from "./reputation.types";
import { Reads } from "../../platform/graphql/reads";

@Resolver(() => Provider)
export class ProviderReputationResolver {
  @Reads<Provider>("id")
  @FieldResolver(() => Reputation, {
    description:
      "Its reputation for keeping promises, now or at a moment in the past. Public. Refused: BAD_USER_INPUT for a moment in the future.",
  })
  reputation(
    @Root() { id }: Provider,
    @Arg("asOf", () => DateTime, {
      nullable: true,
      description: "As known at that moment; as of now when left out.",
    })
    asOf: number | null,
    @Ctx() ctx: Context,
  ): Promise<Reputation> {
    return typeof asOf === "number" ? reputationAsOf(ctx, id, asOf) : reputationNow(ctx, id);
  }
}

@Resolver(() => Reputation)
export class ReputationResolver {
  @FieldResolver(() => ReputationInputConnection, {
    description:
      "All its inputs, the latest first. Public, but never reveals who ordered or complained. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  inputs(
    @Root() reputation: Reputation,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<ReputationInputNode>> {
    return listInputs(ctx, reputation, args);
  }

  @FieldResolver(() => [ReputationCause], {
    description:
      "The rules whose breaches weigh most in it, of the latest final rulings: at most 5, of 200, unless the house rules say otherwise.",
  })
  topCauses(@Root() reputation: Reputation, @Ctx() ctx: Context): Promise<ReputationCause[]> {
    return topCauses(ctx.db, reputation);
  }

  @FieldResolver(() => [ReputationOutlook], {
    description:
      "What would change the score, each item computed separately. Empty when the score is permanently hidden.",
  })
  async whatWouldChangeIt(@Root() reputation: Reputation, @Ctx() ctx: Context): Promise<ReputationOutlook[]> {
    const rules = await HouseRules.inForce(ctx.db, reputation.asOf);
    const number = (unit: UnitOf<"reputation.outlook">): number => rules.number("reputation.outlook", unit);
    const outlooks = outlookOf({
      ...reputation,
      heaviestFaultSince: await heaviestFaultSince(ctx.db, reputation),
      thinkOf: { orders: number("orders"), cases: number("cases") },
    });
    return outlooks.map((outlook) => inWords(outlook, reputation.score, ctx));
  }
}

function inWords(outlook: Outlook, score: number | null, ctx: Context): ReputationOutlook {
  const { kind, count, at, scoreAfter } = outlook;
  const difference = score === null || scoreAfter === null ? null : scoreAfter - score;
  const params = {
    count: count ?? 0,
    at: at ?? "",
    change: difference === null ? "" : `${difference < 0 ? "−" : "+"}${Math.abs(difference).toFixed(1)}`,
    score: scoreAfter?.toFixed(1) ?? "",
  };
  const text = say(`reputation.told.${toldAs(score, scoreAfter)}`, ctx, {
    ...params,
    what: say(`reputation.outlook.${kind}`, ctx, params),
  });
  return { ...outlook, difference, text };
}

@Resolver(() => ReputationInputNode)
export class ReputationInputResolver {
  @FieldResolver(() => DateTime, {
    description:
      "When it happened; from then on it fades. For anyone but the provider's members and platform staff only the day (UTC), unless a public ruling shows more.",
  })
  at(@Root() { line }: ReputationInputNode, @Ctx() ctx: Context): number {
    return asExactAsPublic(ctx, line, line.agesFrom);
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      "When a later input took it back, with the precision of `at`; null when none had by the reputation's moment.",
  })
  async takenBackAt(@Root() { line, asOf }: ReputationInputNode, @Ctx() ctx: Context): Promise<number | null> {
    const [later] = await ctx.loaders.manyBy(ReputationInput, "takesBackId", line.id);
    return later && later.knownAt <= asOf ? asExactAsPublic(ctx, line, later.knownAt) : null;
  }

  @FieldResolver(() => Ruling, {
    nullable: true,
    description: "For UPHELD: the ruling; null where a body outside decided, and for others.",
  })
  async ruling(@Root() { line }: ReputationInputNode, @Ctx() ctx: Context): Promise<Ruling | null> {
    return line.rulingId === null ? null : ctx.loaders.byId(Ruling, line.rulingId);
  }

  @FieldResolver(() => Complaint, {
    nullable: true,
    description: "The case it comes from; null for viewers who may not see it, and for kinds without a case.",
  })
  complaint(@Root() { line }: ReputationInputNode, @Ctx() ctx: Context): Promise<Complaint | null> {
    return findVisibleComplaint(ctx, line.sourceId);
  }
}

/** The exact time of an order, an answer or a verdict would reveal to outsiders whose it was. */
const asExactAsPublic = (ctx: Context, { rulingId, providerId }: ReputationInput, at: number): number =>
  rulingId !== null || isInside(ctx.actor, providerId) ? at : Math.floor(at / DAY) * DAY;
