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
import { Account } from "../../accounts/account/account.entity";
import type { Tx } from "../../platform/database/tx";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { defineActions, type Available } from "../../platform/graphql/available-action";
import { Context } from "../../platform/graphql/context";
import { INPUT, type MutationInput, MutationPayload } from "../../platform/graphql/idempotency";
import type { Actor, Role } from "../../accounts/actor/actor";
import { SECOND_PERSONS } from "../../accounts/actor/second-person.policy";
import { signerOf } from "../../accounts/roles/signer.queries";
import { mayChangeDraft, mayReplayDraft, whyNotPublishDraft } from "./rule.policy";
import { writerOf } from "./rule.pure";
import { compareRules, RuleComparison } from "./rule-comparison.types";
import { RuleDraft, RuleDraftStatus } from "./rule-draft.entity";
import {
  CreateRuleDraftInput,
  DiscardRuleDraftInput,
  PublishRuleDraftInput,
  UpdateRuleDraftInput,
} from "./rule-draft.types";
import { listRuleDrafts, readRuleDraft, RuleDraftConnection } from "./rule-draft.queries";
import { createRuleDraft } from "./create-rule-draft";
import { discardRuleDraft } from "./discard-rule-draft";
import { publishRuleDraft } from "./publish-rule-draft";
import { updateRuleDraft } from "./update-rule-draft";
import { latestRuleVersion } from "./rule.queries";
import { RuleVersion } from "./rule-version.entity";
import { one, Reads } from "../../platform/graphql/reads";

@ObjectType({ simpleResolvers: true, description: "The draft after the command." })
class RuleDraftPayload extends MutationPayload {
  @Field(() => RuleDraft, { description: "The draft as it is now." })
  ruleDraft: RuleDraft;
}

const ruleDraftActions = defineActions("RuleDraft", "a draft of a rule", {
  UPDATE: "updateRuleDraft",
  DISCARD: "discardRuleDraft",
  PUBLISH: "publishRuleDraft",
  REPLAY: "replayRuleDraft",
});
type RuleDraftAction = keyof typeof ruleDraftActions.actions;

@Resolver(() => RuleDraft)
export class RuleDraftResolver {
  @Authorized<Role>("ADMIN")
  @Mutation(() => RuleDraftPayload, {
    description: "Creates a draft of a rule's next version, or of a new rule. It binds no one and no one is notified.",
  })
  createRuleDraft(
    @Ctx() ctx: Context,
    @Arg("input", () => CreateRuleDraftInput, INPUT) input: CreateRuleDraftInput,
  ): Promise<RuleDraftPayload> {
    return runOnDraft(ctx, "createRuleDraft", input, createRuleDraft);
  }

  @Authorized<Role>("ADMIN")
  @Mutation(() => RuleDraftPayload, {
    description:
      "Changes an open draft. Replays already made keep the content they used. Refused: NOT_FOUND, NOT_IN_THIS_STATE when it was published or discarded, STALE_VERSION.",
  })
  updateRuleDraft(
    @Ctx() ctx: Context,
    @Arg("input", () => UpdateRuleDraftInput, INPUT) input: UpdateRuleDraftInput,
  ): Promise<RuleDraftPayload> {
    return runOnDraft(ctx, "updateRuleDraft", input, updateRuleDraft);
  }

  @Authorized<Role>("ADMIN")
  @Mutation(() => RuleDraftPayload, {
    description:
      "Discards an open draft; it stays readable. Refused: NOT_FOUND, NOT_IN_THIS_STATE when it was published or discarded.",
  })
  discardRuleDraft(
    @Ctx() ctx: Context,
    @Arg("input", () => DiscardRuleDraftInput, INPUT) input: DiscardRuleDraftInput,
  ): Promise<RuleDraftPayload> {
    return runOnDraft(ctx, "discardRuleDraft", input, discardRuleDraft);
  }

  @Authorized(...SECOND_PERSONS)
  @Mutation(() => RuleDraftPayload, {
    description:
      "Announces an open draft as the rule's next version. Whoever wrote what it says now does not: another administrator or a lead does, as a second person. Refused: NOT_FOUND, NOT_IN_THIS_STATE when it was published or discarded or its writer is no longer an administrator, STALE_VERSION, SECOND_APPROVER_REQUIRED for its writer, for anyone whom the writer gave a role and for anyone who gave the writer one, NOT_YET with `availableAt` while one's own role is too recent, BAD_USER_INPUT when the notice is too short (`availableAt` is the earliest date) or a later version is already announced.",
  })
  publishRuleDraft(
    @Ctx() ctx: Context,
    @Arg("input", () => PublishRuleDraftInput, INPUT) input: PublishRuleDraftInput,
  ): Promise<RuleDraftPayload> {
    return runOnDraft(ctx, "publishRuleDraft", input, publishRuleDraft);
  }

  @Authorized<Role>("ADMIN", "LEAD_MODERATOR", "AUDITOR")
  @Query(() => RuleDraft, {
    nullable: true,
    description: "One draft, open or not. Null when there is none, or none for the viewer.",
  })
  ruleDraft(
    @Ctx() ctx: Context,
    @Arg("id", () => ID, { description: "Its id, `rdr_…`." }) id: string,
  ): Promise<RuleDraft | null> {
    return absentAsNull(readRuleDraft(ctx, id));
  }

  @Authorized<Role>("ADMIN", "LEAD_MODERATOR", "AUDITOR")
  @Query(() => RuleDraftConnection, {
    description: "Drafts of rules, the latest begun first. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  ruleDrafts(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg("status", () => RuleDraftStatus, {
      nullable: true,
      description: "Only drafts with this status; all when left out.",
    })
    status: RuleDraftStatus | null,
  ): Promise<Page<RuleDraft>> {
    return listRuleDrafts(ctx, args, status ?? null);
  }

  @FieldResolver(() => [ruleDraftActions.AvailableAction], {
    description:
      "What the viewer may do with it: administrators change, discard and replay it, leads replay it; both publish what others wrote.",
  })
  async availableActions(@Ctx() ctx: Context, @Root() draft: RuleDraft): Promise<Available<RuleDraftAction>[]> {
    const { actor } = ctx;
    if (!actor || !mayReplayDraft(actor, draft)) return [];
    const [writer, signer] = await Promise.all([
      ctx.loaders.byId(Account, writerOf(draft)),
      signerOf(ctx, actor, SECOND_PERSONS),
    ]);
    return ruleDraftActions.availableTo(ctx, (action) => {
      if (action === "PUBLISH") return whyNotPublishDraft(actor, draft, writer, signer, ctx.now());
      const may = action === "REPLAY" ? mayReplayDraft(actor, draft) : mayChangeDraft(actor, draft);
      return may ? null : { code: "FORBIDDEN" };
    });
  }

  @FieldResolver(() => RuleComparison, {
    nullable: true,
    description:
      "How it differs from the rule's latest version, in force or announced; null for a rule that has none yet.",
  })
  async changes(@Ctx() ctx: Context, @Root() draft: RuleDraft): Promise<RuleComparison | null> {
    const latest = await latestRuleVersion(ctx.db, draft.code);
    return latest && compareRules(latest, draft);
  }

  @Reads<RuleDraft>(one(RuleVersion, "ruleVersionId"))
  @FieldResolver(() => RuleVersion, {
    nullable: true,
    description: "The version it was announced as; null unless its status is PUBLISHED.",
  })
  async published(@Ctx() ctx: Context, @Root() draft: RuleDraft): Promise<RuleVersion | null> {
    return draft.ruleVersionId === null ? null : ctx.loaders.one(RuleVersion, draft, "ruleVersionId");
  }

  @Reads<RuleDraft>(one(Account, "createdById", "displayName"))
  @FieldResolver(() => String, { description: "Display name of who began it." })
  async createdByName(@Ctx() ctx: Context, @Root() draft: RuleDraft): Promise<string> {
    return (await ctx.loaders.one(Account, draft, "createdById"))?.displayName ?? "";
  }

  @Reads<RuleDraft>("writtenById", "createdById")
  @FieldResolver(() => String, {
    description: "Display name of whoever wrote what it says now; somebody else announces it.",
  })
  async writtenByName(@Ctx() ctx: Context, @Root() draft: RuleDraft): Promise<string> {
    return (await ctx.loaders.byId(Account, writerOf(draft)))?.displayName ?? "";
  }
}

async function runOnDraft<I extends MutationInput>(
  ctx: Context,
  name: string,
  input: I,
  work: (tx: Tx, actor: Actor, input: I) => Promise<{ ruleDraftId: string }>,
): Promise<RuleDraftPayload> {
  const { ruleDraftId } = await ctx.command(name, input, (tx, actor) => work(tx, actor, input));
  return { clientMutationId: input.clientMutationId, ruleDraft: await readRuleDraft(ctx, ruleDraftId) };
}
