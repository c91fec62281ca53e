import {
  Arg,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { BreachClassEnum, SeverityEnum, type Severity } from "../complaints/case-enums.types";
import type { BreachClass } from "../complaints/complaint.lifecycle";
import { Context } from "../../platform/graphql/context";
import { INPUT, MutationPayload, MutationInput } from "../../platform/graphql/idempotency";
import { AmountField, CurrencyField } from "../../platform/graphql/money";
import { asciiLike, ListOf, TextField } from "../../platform/graphql/text-field";
import { RoutingRule } from "../queues/routing-rule.entity";
import { saveRoutingRules } from "../queues/save-routing-rules";
import { Reads } from "../../platform/graphql/reads";

@InputType({ description: "One rule: a condition that is left out or null matches everything." })
export class RoutingRuleInput {
  @TextField({
    max: 40,
    pattern: { regex: /^[A-Z][A-Z0-9_]*$/, like: "HIGH_VALUE" },
    description:
      "Code of the queue: capitals, digits and underscores, e.g. `HIGH_VALUE`. A new code makes a new queue.",
  })
  queue: string;

  @TextField({
    min: 1,
    max: 64,
    pattern: asciiLike("skill-training"),
    nullable: true,
    description: "Only services of this category.",
  })
  category?: string | null;

  @Field(() => SeverityEnum, { nullable: true, description: "Only cases at least this urgent." })
  severityAtLeast?: Severity | null;

  @AmountField({
    nullable: true,
    description:
      "Only cases with at least this much at stake, in minor units of `currency`. Without one, in those of each case's own currency, which are worth more or less.",
  })
  amountAtLeast?: number | null;

  @CurrencyField({
    nullable: true,
    description: "Only cases in this currency: an ISO 4217 code that can be paid in, e.g. `CNY`.",
  })
  currency?: string | null;

  @Field(() => BreachClassEnum, { nullable: true, description: "Only alleged breaches of this class." })
  breachClass?: BreachClass | null;
}

@InputType({ description: "The routing rules from now on." })
export class SaveRoutingRulesInput extends MutationInput {
  @Field(() => [RoutingRuleInput], {
    description:
      "All rules, in order: 1 to 50. The last one, and no other, has no conditions, so that every case gets a queue.",
  })
  @ListOf(1, 50)
  rules: RoutingRuleInput[];
}

@ObjectType({ simpleResolvers: true, description: "What `saveRoutingRules` returns." })
export class SaveRoutingRulesPayload extends MutationPayload {
  @Field(() => [RoutingRule], { description: "The rules in force." })
  rules: RoutingRule[];
}

@Resolver(() => RoutingRule)
export class RoutingResolver {
  @Authorized("MODERATOR", "LEAD_MODERATOR", "AUDITOR", "ADMIN")
  @Query(() => [RoutingRule], {
    description:
      "The rules by which cases get their queues, in order: the first that matches decides. For staff and administrators.",
  })
  routingRules(@Ctx() ctx: Context): Promise<RoutingRule[]> {
    return readRules(ctx);
  }

  @Authorized("ADMIN")
  @Mutation(() => SaveRoutingRulesPayload, {
    description:
      "Replaces the routing rules, all at once. Cases opened, or made more urgent, from now on follow them (other server processes within ten seconds); the others keep their queue. Refused BAD_USER_INPUT when the last rule has a condition, or an earlier rule has none.",
  })
  async saveRoutingRules(
    @Arg("input", () => SaveRoutingRulesInput, INPUT) input: SaveRoutingRulesInput,
    @Ctx() ctx: Context,
  ): Promise<SaveRoutingRulesPayload> {
    const rules = input.rules.map(({ queue, category, severityAtLeast, amountAtLeast, currency, breachClass }) => ({
      queue,
      category: category ?? null,
      severityAtLeast: severityAtLeast ?? null,
      amountAtLeast: amountAtLeast ?? null,
      currency: currency ?? null,
      breachClass: breachClass ?? null,
    }));
    await ctx.command("saveRoutingRules", input, (tx, actor) => saveRoutingRules(tx, actor, rules));
    return { clientMutationId: input.clientMutationId, rules: await readRules(ctx) };
  }

  @Reads<RoutingRule>("severityAtLeast")
  @FieldResolver(() => SeverityEnum, { nullable: true, description: "Only cases at least this urgent; null: any." })
  severityAtLeast(@Root() rule: RoutingRule): Severity | null {
    return rule.severityAtLeast as Severity | null;
  }

  @Reads<RoutingRule>("breachClass")
  @FieldResolver(() => BreachClassEnum, {
    nullable: true,
    description: "Only alleged breaches of this class; null: any.",
  })
  breachClass(@Root() rule: RoutingRule): BreachClass | null {
    return rule.breachClass as BreachClass | null;
  }
}

const readRules = (ctx: Context): Promise<RoutingRule[]> => ctx.db.find(RoutingRule, {}, "ORDER BY position");
