import { Arg, Ctx, Extensions, Query, Resolver } from "type-graphql";
import { Context } from "../platform/graphql/context";
import { CATALOGUE } from "../platform/graphql/cost";
import { DateTime } from "../platform/graphql/scalars";
import { houseRulesAt } from "./house-rule.queries";
import { HouseRuleInForce } from "./house-rule.types";

@Resolver()
export class HouseRuleResolver {
  @Extensions(CATALOGUE)
  @Query(() => [HouseRuleInForce], {
    description:
      "Every number of the house in force at a moment: how long things take, how much counts how much. Public. See `rules` for the rulebook by which cases are decided.",
  })
  houseRules(
    @Arg("at", () => DateTime, { nullable: true, description: "The moment; now when left out." }) at: number | null,
    @Ctx() ctx: Context,
  ): Promise<HouseRuleInForce[]> {
    return houseRulesAt(ctx.db, at ?? ctx.nowAgainst("policy_value"), ctx.locale);
  }
}
