import {
  Arg,
  Args,
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
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { INPUT, MutationPayload } from "../../platform/graphql/idempotency";
import { hasRole, isPerson, type Role } from "../../accounts/actor/actor";
import type { LocaleSettings } from "../../platform/identity/actor";
import { Job } from "../../platform/jobs/job.entity";
import { say } from "../../platform/messages/explain";
import { RuleDraft } from "../rules/rule-draft.entity";
import { ReplayReport } from "./replay-report.types";
import { replayRuleDraft } from "./replay-rule-draft";
import { ReplayRuleDraftInput } from "./replay.types";
import {
  readReplay,
  ReplayedProviderConnection,
  replayedProviders,
  ReplayedRulingConnection,
  ReplayedRulingFilter,
  replayedRulings,
  replaysOf,
  RuleReplayConnection,
} from "./replay.queries";
import type { ReplayedProvider } from "./replayed-provider.entity";
import type { ReplayedRuling } from "./replayed-ruling.entity";
import { RuleReplay } from "./rule-replay.entity";
import { one, Reads } from "../../platform/graphql/reads";

@ObjectType({ simpleResolvers: true, description: "What `replayRuleDraft` returns." })
class ReplayRuleDraftPayload extends MutationPayload {
  @Field(() => RuleReplay, { description: "The replay: follow its `job` with `jobUpdated`, then read `report`." })
  replay: RuleReplay;
}

@Resolver(() => RuleReplay)
export class ReplayResolver {
  @Authorized<Role>("ADMIN", "LEAD_MODERATOR")
  @Mutation(() => ReplayRuleDraftPayload, {
    description:
      "Recomputes past rulings under an open draft of a rule: all rulings in force that were decided in the period and cite any version of the rule. Findings with the default severity of their version get the draft's severity; others keep their own. Points, and the penalties they require, are recomputed over each provider's whole history. No one is affected by it. It continues after the response, see `job`; it may be repeated at any time. Refused: NOT_FOUND, NOT_IN_THIS_STATE when the draft is not open, BAD_USER_INPUT for an empty period, LIMIT_REACHED while the viewer has five jobs in progress.",
  })
  async replayRuleDraft(
    @Ctx() ctx: Context,
    @Arg("input", () => ReplayRuleDraftInput, INPUT) input: ReplayRuleDraftInput,
  ): Promise<ReplayRuleDraftPayload> {
    const { replayId } = await ctx.command("replayRuleDraft", input, (tx, actor) => replayRuleDraft(tx, actor, input));
    return { clientMutationId: input.clientMutationId, replay: await readReplay(ctx, replayId) };
  }

  @Authorized<Role>("ADMIN", "LEAD_MODERATOR", "AUDITOR")
  @Query(() => RuleReplay, {
    nullable: true,
    description: "One replay, finished or not. Null when there is none, or none for the viewer.",
  })
  ruleReplay(
    @Ctx() ctx: Context,
    @Arg("id", () => ID, { description: "Its id, `rpl_…`." }) id: string,
  ): Promise<RuleReplay | null> {
    return absentAsNull(readReplay(ctx, id));
  }

  @Reads<RuleReplay>(one(RuleDraft, "draftId"))
  @FieldResolver(() => RuleDraft, { description: "The draft, as it is now." })
  draft(@Ctx() ctx: Context, @Root() replay: RuleReplay): Promise<RuleDraft | null> {
    return ctx.loaders.one(RuleDraft, replay, "draftId");
  }

  @Reads<RuleReplay>("jobId", "requestedById")
  @FieldResolver(() => Job, {
    nullable: true,
    description:
      "The work and its progress, in rulings. For the person who asked for it, and auditors; null to others.",
  })
  async job(@Ctx() ctx: Context, @Root() { jobId, requestedById }: RuleReplay): Promise<Job | null> {
    const sees = isPerson(ctx.actor, requestedById) || hasRole(ctx.actor, "AUDITOR");
    return sees ? ctx.loaders.byId(Job, jobId) : null;
  }

  @FieldResolver(() => ReplayReport, { nullable: true, description: "Its result; null until it is finished." })
  report(@Ctx() ctx: Context, @Root() replay: RuleReplay): ReplayReport | null {
    const { totals, replayedAt } = replay;
    return totals === null || replayedAt === null
      ? null
      : { ...totals, replayedAt, text: inWords(replay, totals, ctx) };
  }

  @FieldResolver(() => ReplayedRulingConnection, {
    description:
      "The rulings that would change, grouped by provider. Empty until it is finished. Without rulings of cases that the viewer is a party to. Refused: CURSOR_INVALID for the cursor of another list or filter.",
  })
  rulings(
    @Ctx() ctx: Context,
    @Root() replay: RuleReplay,
    @Args(() => PageArgs) args: PageArgs,
    @Arg("filter", () => ReplayedRulingFilter, { nullable: true, description: "All that would change when left out." })
    filter: ReplayedRulingFilter | null,
  ): Promise<Page<ReplayedRuling>> {
    return replayedRulings(ctx, replay, filter ?? {}, args);
  }

  @FieldResolver(() => ReplayedProviderConnection, {
    description:
      "The providers that the recomputed rulings are about, those with the most changed rulings first. Empty until it is finished. Without those that the viewer is a member of. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  providers(
    @Ctx() ctx: Context,
    @Root() replay: RuleReplay,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<ReplayedProvider>> {
    return replayedProviders(ctx, replay, args);
  }
}

@Resolver(() => RuleDraft)
export class RuleDraftReplaysResolver {
  @Reads<RuleDraft>("id")
  @FieldResolver(() => RuleReplayConnection, {
    description:
      "Replays that were made of it, the latest asked for first. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  replays(
    @Ctx() ctx: Context,
    @Root() draft: RuleDraft,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<RuleReplay>> {
    return replaysOf(ctx, draft.id, args);
  }
}

const inWords = (
  { code, decidedFrom, decidedBefore }: RuleReplay,
  totals: NonNullable<RuleReplay["totals"]>,
  reader: LocaleSettings,
): string => say("replay.report", reader, { ...totals, code, from: decidedFrom, to: decidedBefore });
