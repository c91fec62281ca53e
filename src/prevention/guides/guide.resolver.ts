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
import { Complaint } from "../../case/complaints/complaint.entity";
import { Connection, PageArgs, pageOfRows, type Page } from "../../platform/graphql/connection";
import { defineActions, type Available } from "../../platform/graphql/available-action";
import { Context } from "../../platform/graphql/context";
import { INPUT, MutationPayload } from "../../platform/graphql/idempotency";
import type { Role } from "../../accounts/actor/actor";
import { mayPublish, mayWrite } from "../training/publication.policy";
import { PromiseKind } from "../../market/promises/promise-kind.types";
import { GuideAudience } from "./guide-enums.types";
import { GuideVersion } from "./guide-version.entity";
import { Guide } from "./guide.entity";
import { GuideFilter, PublishGuideInput, SaveGuideDraftInput, WithdrawGuideInput } from "./guide.types";
import { findGuide, GuideConnection, guidesBeforeCase, guidesForCase, listGuides, versionsOf } from "./guide.queries";
import { publishGuide } from "./publish-guide";
import { withdrawGuide } from "./withdraw-guide";
import { saveGuideDraft } from "./save-guide-draft";
import { one, Reads } from "../../platform/graphql/reads";
import { present } from "../../platform/present";

@ObjectType({ simpleResolvers: true, description: "The draft after the command." })
class SaveGuideDraftPayload extends MutationPayload {
  @Field(() => GuideVersion, { description: "The version of the guide as it stands now." })
  guideVersion: GuideVersion;
}

@ObjectType({ simpleResolvers: true, description: "The guide after the command." })
class GuidePayload extends MutationPayload {
  @Field(() => Guide, { description: "The guide as it stands now." })
  guide: Guide;
}

const GuideVersionConnection = Connection(GuideVersion, "GuideVersion");

const guideActions = defineActions("Guide", "a guide", { WRITE: "saveGuideDraft", WITHDRAW: "withdrawGuide" });
const guideVersionActions = defineActions("GuideVersion", "a version of a guide", { PUBLISH: "publishGuide" });

@Resolver(() => Guide)
export class GuideResolver {
  @Authorized<Role>("TRAINER")
  @Mutation(() => SaveGuideDraftPayload, {
    description:
      "Writes a guide's complete draft: of a new guide, of the next version of a published one, or in place of the present draft. Not visible to readers before `publishGuide`. Refused: BAD_USER_INPUT when the guide has another audience, STALE_VERSION and ALREADY_EXISTS as described at `expectedSavedAt`.",
  })
  async saveGuideDraft(
    @Arg("input", () => SaveGuideDraftInput, INPUT) input: SaveGuideDraftInput,
    @Ctx() ctx: Context,
  ): Promise<SaveGuideDraftPayload> {
    const { guideVersionId } = await ctx.command("saveGuideDraft", input, (tx, actor) =>
      saveGuideDraft(tx, actor, input),
    );
    const guideVersion = present(await ctx.loaders.byId(GuideVersion, guideVersionId));
    return { clientMutationId: input.clientMutationId, guideVersion };
  }

  @Authorized<Role>("TRAINER")
  @Mutation(() => GuidePayload, {
    description:
      "Publishes a draft, which becomes the guide's current version; the previous one is SUPERSEDED. A published version never changes. A withdrawn guide is listed again. Refused: NOT_FOUND, NOT_IN_THIS_STATE when it is no draft.",
  })
  async publishGuide(
    @Arg("input", () => PublishGuideInput, INPUT) input: PublishGuideInput,
    @Ctx() ctx: Context,
  ): Promise<GuidePayload> {
    const { guideId } = await ctx.command("publishGuide", input, (tx, actor) => publishGuide(tx, actor, input));
    return { clientMutationId: input.clientMutationId, guide: present(await ctx.loaders.byId(Guide, guideId)) };
  }

  @Authorized<Role>("TRAINER")
  @Mutation(() => GuidePayload, {
    description:
      "Removes a guide from the lists and suggestions; anyone with its id can still read it, and sees that it was withdrawn. Refused: NOT_FOUND, NOT_IN_THIS_STATE when it is withdrawn.",
  })
  async withdrawGuide(
    @Arg("input", () => WithdrawGuideInput, INPUT) input: WithdrawGuideInput,
    @Ctx() ctx: Context,
  ): Promise<GuidePayload> {
    const { guideId } = await ctx.command("withdrawGuide", input, (tx, actor) => withdrawGuide(tx, actor, input));
    return { clientMutationId: input.clientMutationId, guide: present(await ctx.loaders.byId(Guide, guideId)) };
  }

  @Query(() => GuideConnection, {
    description:
      "The guides, by code; trainers and auditors also see drafts and withdrawn guides. Public. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  guides(
    @Args(() => PageArgs) args: PageArgs,
    @Arg("filter", () => GuideFilter, { nullable: true, description: "Which guides; all without one." })
    filter: GuideFilter | null,
    @Ctx() ctx: Context,
  ): Promise<Page<Guide>> {
    return listGuides(ctx, args, filter ?? {});
  }

  @Query(() => Guide, { nullable: true, description: "The guide; null when there is none. Public." })
  guide(
    @Arg("id", () => ID, { description: "`gui_…`, or the guide's code, e.g. `keep-evidence`." }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Guide | null> {
    return findGuide(ctx, id);
  }

  @Query(() => [Guide], {
    description:
      "The guides that help before there is a case, the best matches first, up to a limit set by house rule. Public.",
  })
  suggestedGuides(
    @Arg("kind", () => PromiseKind, { description: "What kind of promise it is about." }) kind: PromiseKind,
    @Arg("audience", () => GuideAudience, { defaultValue: "CONSUMER", description: "For whom they are written." })
    audience: GuideAudience,
    @Ctx() ctx: Context,
  ): Promise<Guide[]> {
    return guidesBeforeCase(ctx, kind, audience);
  }

  @Reads<Guide>("withdrawnAt")
  @FieldResolver(() => [guideActions.AvailableAction], { description: "What trainers may do with it." })
  availableActions(@Root() { withdrawnAt }: Guide, @Ctx() ctx: Context): Available<"WRITE" | "WITHDRAW">[] {
    return guideActions.availableTo(ctx, (action) => {
      if (!mayWrite(ctx.actor)) return { code: "FORBIDDEN", reason: "role" };
      return action === "WITHDRAW" && withdrawnAt !== null ? { code: "NOT_IN_THIS_STATE" } : null;
    });
  }

  @Reads<Guide>("id")
  @FieldResolver(() => GuideVersion, {
    nullable: true,
    description: "Its current version; null only for a guide not published yet, which trainers and auditors can see.",
  })
  async current(@Root() guide: Guide, @Ctx() ctx: Context): Promise<GuideVersion | null> {
    return (await versionsOf(ctx, guide.id)).find(({ status }) => status === "PUBLISHED") ?? null;
  }

  @Reads<Guide>("id")
  @FieldResolver(() => GuideVersionConnection, {
    description: "All its versions, the latest first; the draft is for trainers and auditors only.",
  })
  async versions(
    @Root() { id }: Guide,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<GuideVersion>> {
    return pageOfRows(ctx.services.sealer, args, `versions ${id}`, await versionsOf(ctx, id));
  }
}

@Resolver(() => GuideVersion)
export class GuideVersionResolver {
  @Reads<GuideVersion>(one(Guide, "guideId"))
  @FieldResolver(() => Guide, { description: "The guide it is a version of." })
  async guide(@Root() version: GuideVersion, @Ctx() ctx: Context): Promise<Guide> {
    return present(await ctx.loaders.one(Guide, version, "guideId"));
  }

  @FieldResolver(() => [guideVersionActions.AvailableAction], { description: "What trainers may do with a draft." })
  availableActions(@Root() version: GuideVersion, @Ctx() ctx: Context): Available<"PUBLISH">[] {
    return guideVersionActions.availableTo(ctx, () => (mayPublish(ctx.actor, version) ? null : { code: "FORBIDDEN" }));
  }

  @Reads<GuideVersion>("beforeCase")
  @FieldResolver(() => Boolean, { description: "It helps before there is a case." })
  beforeCase(@Root() { beforeCase }: GuideVersion): boolean {
    return beforeCase;
  }
}

@Resolver(() => Complaint)
export class ComplaintGuidesResolver {
  @FieldResolver(() => [Guide], {
    description:
      "The guides that help the viewer's side with these broken promises at this stage, the best matches first, up to a limit set by house rule; empty for viewers on no side.",
  })
  suggestedGuides(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<Guide[]> {
    return guidesForCase(ctx, complaint);
  }
}
