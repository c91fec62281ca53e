import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { inWords } from "../../house-rules/house-rule.queries";
import { HouseRuleInForce } from "../../house-rules/house-rule.types";
import { PolicyValue } from "../../house-rules/policy-value.entity";
import { Context } from "../../platform/graphql/context";
import { HouseRuleChange } from "./house-rule-change.entity";
import { HouseRuleValue } from "./house-rule-history.types";

@Resolver(() => HouseRuleInForce)
export class HouseRuleHistoryResolver {
  @FieldResolver(() => [HouseRuleValue], {
    description: "Every value it has had, and those announced, the first one first. Public.",
  })
  async history(@Ctx() ctx: Context, @Root() { code }: HouseRuleInForce): Promise<HouseRuleValue[]> {
    const values = await ctx.loaders.manyBy(PolicyValue, "code", code, "ORDER BY effective_from");
    return values.map(({ value, effectiveFrom, changeId }, index) => ({
      numbers: inWords(value, ctx.locale),
      since: effectiveFrom || null,
      until: values[index + 1]?.effectiveFrom ?? null,
      changeId,
    }));
  }
}

@Resolver(() => HouseRuleValue)
export class HouseRuleValueResolver {
  @FieldResolver(() => HouseRuleChange, {
    nullable: true,
    description:
      "By which change: who in which role, when and why. Null for the first value, and for what the operator set without one.",
  })
  change(@Ctx() ctx: Context, @Root() { changeId }: HouseRuleValue): Promise<HouseRuleChange | null> {
    return ctx.loaders.byId(HouseRuleChange, changeId);
  }
}
