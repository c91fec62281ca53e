import {
  Arg,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { absentAsNull } from "../../platform/graphql/absent";
import { MutationPayload } from "../../platform/graphql/idempotency";
import { Context } from "../../platform/graphql/context";
import { asciiLike, cleanText } from "../../platform/graphql/text-field";
import { DateTime } from "../../platform/graphql/scalars";
import { SECOND_PERSONS } from "../../accounts/actor/second-person.policy";
import { publishRuleVersion } from "./publish-rule-version";
import { PublishRuleVersionInput } from "./rule.types";
import { compareRules, RuleComparison } from "./rule-comparison.types";
import { readRuleVersion, ruleVersionsInForce, ruleVersionsOf } from "./rule.queries";
import { RuleVersion } from "./rule-version.entity";

const CODE = { min: 0, max: 40, pattern: asciiLike("AFTERSALES-1") };

@ObjectType({ simpleResolvers: true, description: "What `publishRuleVersion` returns." })
export class PublishRuleVersionPayload extends MutationPayload {
  @Field(() => RuleVersion, { description: "The version published." })
  ruleVersion: RuleVersion;
}

@Resolver(() => RuleVersion)
export class RuleResolver {
  @Query(() => [RuleVersion], { description: "The platform's rulebook at one moment, ordered by code. Public." })
  rules(
    @Ctx() ctx: Context,
    @Arg("at", () => DateTime, {
      nullable: true,
      description:
        "The moment; now when left out. For an order: when it was placed. A future moment shows what has been announced for it.",
    })
    at: number | null,
  ): Promise<RuleVersion[]> {
    return ruleVersionsInForce(ctx.db, at ?? ctx.nowAgainst("rule_version"));
  }

  @Query(() => RuleVersion, {
    nullable: true,
    description: "One version of a rule, in force or not. Public. Null when there is none, or none for the viewer.",
  })
  ruleVersion(
    @Ctx() ctx: Context,
    @Arg("id", () => ID, { description: "Its id, `rlv_…`." }) id: string,
  ): Promise<RuleVersion | null> {
    return absentAsNull(readRuleVersion(ctx, id));
  }

  @Query(() => [RuleVersion], {
    description:
      "Every announced version of one rule, the latest first: past, current and future ones (`effectiveFrom`). Empty for an unknown code. Public.",
  })
  ruleHistory(
    @Ctx() ctx: Context,
    @Arg("code", () => String, { description: "The rule's code, e.g. `PRICE-1`." }) code: string,
  ): Promise<RuleVersion[]> {
    return ruleVersionsOf(ctx.db, cleanText(code, "code", CODE));
  }

  @FieldResolver(() => RuleComparison, {
    nullable: true,
    description: "How it differs from the version before it; null for the first.",
  })
  async changes(@Ctx() ctx: Context, @Root() version: RuleVersion): Promise<RuleComparison | null> {
    const versions = await ctx.loaders.manyBy(RuleVersion, "ruleId", version.ruleId);
    const before = versions.find((other) => other.version === version.version - 1);
    return before ? compareRules(before, version) : null;
  }

  @Authorized(...SECOND_PERSONS)
  @Mutation(() => PublishRuleVersionPayload, {
    description:
      "Announces the next version of a rule, or a new rule, that somebody else has drafted (`createRuleDraft`) in the same words; `publishRuleDraft` does the same by the draft's id. The version before ends when this one begins. Refused: SECOND_APPROVER_REQUIRED when nobody else has drafted it, and as `publishRuleDraft`, BAD_USER_INPUT when the notice is too short (`availableAt` is the earliest date) or a later version is already announced.",
  })
  async publishRuleVersion(
    @Ctx() ctx: Context,
    @Arg("input", () => PublishRuleVersionInput, { description: "The new version's text and values." })
    input: PublishRuleVersionInput,
  ): Promise<PublishRuleVersionPayload> {
    const { ruleVersionId } = await ctx.command("publishRuleVersion", input, (tx, actor) =>
      publishRuleVersion(tx, actor, input),
    );
    return { clientMutationId: input.clientMutationId, ruleVersion: await readRuleVersion(ctx, ruleVersionId) };
  }
}
