import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Breach } from "../../case/complaints/breach.entity";
import { Context } from "../../platform/graphql/context";
import { RuleVersion } from "../rules/rule-version.entity";
import { RulingFinding } from "./ruling-finding.entity";

/** Whoever sees a finding is a party or staff, and sees these too. */
@Resolver(() => RulingFinding)
export class RulingFindingResolver {
  @FieldResolver(() => Breach, { nullable: true, description: "The promise it is about, as it was complained of." })
  breach(@Ctx() ctx: Context, @Root() finding: RulingFinding): Promise<Breach | null> {
    return ctx.loaders.byId(Breach, finding.breachId);
  }

  @FieldResolver(() => RuleVersion, { nullable: true, description: "The rule version it was judged by." })
  ruleVersion(@Ctx() ctx: Context, @Root() finding: RulingFinding): Promise<RuleVersion | null> {
    return ctx.loaders.byId(RuleVersion, finding.ruleVersionId);
  }
}
