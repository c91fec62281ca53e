import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Breach } from "../../case/complaints/breach.entity";
import { Evidence } from "../../case/evidence/evidence.entity";
import { findVisibleEvidence } from "../../case/evidence/evidence.queries";
import { Context } from "../../platform/graphql/context";
import { RuleVersion } from "../rules/rule-version.entity";
import { RulingFinding } from "./ruling-finding.entity";
import { one, Reads } from "../../platform/graphql/reads";

/** Anyone who sees a finding is a party or staff, and may see these too. */
@Resolver(() => RulingFinding)
export class RulingFindingResolver {
  @Reads<RulingFinding>(one(Breach, "breachId"))
  @FieldResolver(() => Breach, {
    description: "The promise it is about, as described in the complaint.",
  })
  breach(@Ctx() ctx: Context, @Root() finding: RulingFinding): Promise<Breach | null> {
    return ctx.loaders.one(Breach, finding, "breachId");
  }

  @Reads<RulingFinding>("evidenceIds")
  @FieldResolver(() => [Evidence], {
    description:
      "The evidence it rests on, in the order in which the ruling names it, as far as the viewer may see it: whoever the finding goes against sees all of it.",
  })
  async evidence(@Ctx() ctx: Context, @Root() finding: RulingFinding): Promise<Evidence[]> {
    const visible = await Promise.all((finding.evidenceIds ?? []).map((id) => findVisibleEvidence(ctx, id)));
    return visible.flatMap((piece) => piece ?? []);
  }

  @Reads<RulingFinding>(one(RuleVersion, "ruleVersionId"))
  @FieldResolver(() => RuleVersion, { description: "The rule version it was judged by." })
  ruleVersion(@Ctx() ctx: Context, @Root() finding: RulingFinding): Promise<RuleVersion | null> {
    return ctx.loaders.one(RuleVersion, finding, "ruleVersionId");
  }
}
