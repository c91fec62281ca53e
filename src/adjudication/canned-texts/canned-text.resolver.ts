import { Arg, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Actor, Role } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import type { Available } from "../../platform/graphql/available-action";
import { Context } from "../../platform/graphql/context";
import { INPUT, type MutationInput } from "../../platform/graphql/idempotency";
import { Reads } from "../../platform/graphql/reads";
import { CannedText } from "./canned-text.entity";
import { whyNotWrite } from "./canned-text.policy";
import { textsFor } from "./canned-text.queries";
import {
  cannedTextActions,
  CannedTextOwner,
  CannedTextPayload,
  CreateCannedTextInput,
  DeleteCannedTextInput,
  UpdateCannedTextInput,
} from "./canned-text.types";
import { createCannedText } from "./create-canned-text";
import { deleteCannedText } from "./delete-canned-text";
import { updateCannedText } from "./update-canned-text";

@Resolver(() => CannedText)
export class CannedTextResolver {
  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR")
  @Query(() => [CannedText], { description: "The texts that the viewer may use: their own and the team's, by name." })
  cannedTexts(@Ctx() ctx: Context): Promise<CannedText[]> {
    return textsFor(ctx.db, ctx.signedIn());
  }

  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => CannedTextPayload, {
    description:
      "Keeps a text that is written again and again. Refused BAD_USER_INPUT for a wrong variable or an unknown rule, FORBIDDEN for the team's by others than lead moderators, ALREADY_EXISTS, LIMIT_REACHED at 200 of an owner.",
  })
  createCannedText(
    @Arg("input", () => CreateCannedTextInput, INPUT) input: CreateCannedTextInput,
    @Ctx() ctx: Context,
  ): Promise<CannedTextPayload> {
    return runOnText(ctx, "createCannedText", input, createCannedText);
  }

  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => CannedTextPayload, {
    description:
      "Changes a text: one's own, or as a lead moderator the team's. What was written with it stays as it is. Refused as `createCannedText`, and NOT_FOUND.",
  })
  updateCannedText(
    @Arg("input", () => UpdateCannedTextInput, INPUT) input: UpdateCannedTextInput,
    @Ctx() ctx: Context,
  ): Promise<CannedTextPayload> {
    return runOnText(ctx, "updateCannedText", input, updateCannedText);
  }

  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => CannedTextPayload, {
    description: "Removes a text: one's own, or as a lead moderator the team's. Refused NOT_FOUND, FORBIDDEN.",
  })
  deleteCannedText(
    @Arg("input", () => DeleteCannedTextInput, INPUT) input: DeleteCannedTextInput,
    @Ctx() ctx: Context,
  ): Promise<CannedTextPayload> {
    return runOnText(ctx, "deleteCannedText", input, deleteCannedText);
  }

  @Reads<CannedText>("ownerId")
  @FieldResolver(() => CannedTextOwner, { description: "Whose it is." })
  owner(@Root() { ownerId }: CannedText): CannedTextOwner {
    return ownerId === null ? "TEAM" : "MINE";
  }

  @Reads<CannedText>("ownerId")
  @FieldResolver(() => [cannedTextActions.AvailableAction], { description: "What the viewer may do with it." })
  availableActions(@Root() text: CannedText, @Ctx() ctx: Context): Available<keyof typeof cannedTextActions.actions>[] {
    return cannedTextActions.availableTo(ctx, () => whyNotWrite(ctx.signedIn(), text));
  }
}

async function runOnText<I extends MutationInput>(
  ctx: Context,
  name: string,
  input: I,
  work: (tx: Tx, actor: Actor, input: I) => Promise<{ cannedTextId: string }>,
): Promise<CannedTextPayload> {
  await ctx.command(name, input, (tx, actor) => work(tx, actor, input));
  return { clientMutationId: input.clientMutationId, cannedTexts: await textsFor(ctx.db, ctx.signedIn()) };
}
