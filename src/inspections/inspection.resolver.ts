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
import { Account } from "../accounts/account.entity";
import { Complaint } from "../complaints/complaint.entity";
import { PageArgs, type Page } from "../platform/graphql/connection";
import { Context } from "../platform/graphql/context";
import { INPUT } from "../platform/graphql/idempotency";
import type { Role } from "../platform/identity/actor";
import { Refusal } from "../platform/refusal";
import { Provider } from "../providers/provider.entity";
import { closeInspection } from "./close-inspection";
import { Inspection } from "./inspection.entity";
import { CloseInspectionInput, InspectionFilter, OpenInspectionInput } from "./inspection.inputs";
import { findInspection, InspectionConnection, listInspections } from "./inspection.queries";
import { openInspection } from "./open-inspection";

@ObjectType({ simpleResolvers: true, description: "The inspection after the command." })
class InspectionPayload {
  @Field(() => String, { nullable: true, description: "As sent." })
  clientMutationId?: string | null;

  @Field(() => Inspection, { description: "As it stands now." })
  inspection: Inspection;
}

@Resolver(() => Inspection)
export class InspectionResolver {
  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR", "INSPECTOR")
  @Mutation(() => InspectionPayload, {
    description:
      "Opens an inspection ex officio over a closed case, withdrawn or ended otherwise: the matter is looked into although nobody demands it any more. The parties are not told. Refused: NOT_FOUND, NOT_IN_THIS_STATE while the case is open, CONFLICT_OF_INTEREST for a party, ALREADY_EXISTS with `extensions.existingId` while one is open over the same case.",
  })
  async openInspection(
    @Arg("input", () => OpenInspectionInput, INPUT) input: OpenInspectionInput,
    @Ctx() ctx: Context,
  ): Promise<InspectionPayload> {
    const { inspectionId } = await ctx.command("openInspection", input, (tx, actor) =>
      openInspection(tx, actor, input),
    );
    return payload(ctx, input.clientMutationId, inspectionId);
  }

  @Authorized<Role>("INSPECTOR", "LEAD_MODERATOR")
  @Mutation(() => InspectionPayload, {
    description:
      "Closes an inspection with what was found; that cannot be changed afterwards. Refused: NOT_FOUND, NOT_IN_THIS_STATE when it is closed already.",
  })
  async closeInspection(
    @Arg("input", () => CloseInspectionInput, INPUT) input: CloseInspectionInput,
    @Ctx() ctx: Context,
  ): Promise<InspectionPayload> {
    const { inspectionId } = await ctx.command("closeInspection", input, (tx, actor) =>
      closeInspection(tx, actor, input),
    );
    return payload(ctx, input.clientMutationId, inspectionId);
  }

  @Authorized<Role>("INSPECTOR", "LEAD_MODERATOR", "MODERATOR", "AUDITOR")
  @Query(() => Inspection, {
    nullable: true,
    description: "The inspection; null when there is none or it is not the viewer's to see.",
  })
  inspection(
    @Arg("id", () => ID, { description: "`isp_…`" }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Inspection | null> {
    return findInspection(ctx, id);
  }

  @Authorized<Role>("INSPECTOR", "LEAD_MODERATOR", "MODERATOR", "AUDITOR")
  @Query(() => InspectionConnection, { description: "The platform's inspections, the latest opened first." })
  inspections(
    @Args(() => PageArgs) args: PageArgs,
    @Arg("filter", () => InspectionFilter, { nullable: true, description: "Which." }) filter: InspectionFilter | null,
    @Ctx() ctx: Context,
  ): Promise<Page<Inspection>> {
    return listInspections(ctx, ctx.signedIn(), args, filter ?? {});
  }

  @FieldResolver(() => Provider, { description: "Who is looked into." })
  provider(@Root() inspection: Inspection, @Ctx() ctx: Context): Promise<Provider | null> {
    return ctx.loaders.byId(Provider, inspection.providerId);
  }

  @FieldResolver(() => Complaint, {
    nullable: true,
    description: "The case it was opened over; null for one that no case gave rise to.",
  })
  async complaint(@Root() inspection: Inspection, @Ctx() ctx: Context): Promise<Complaint | null> {
    return inspection.complaintId === null ? null : ctx.loaders.byId(Complaint, inspection.complaintId);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: "Whether the provider was found to have broken a promise or a rule; null while it is open.",
  })
  breachFound(@Root() inspection: Inspection): boolean | null {
    return inspection.breachFound === null ? null : inspection.breachFound === 1;
  }

  @FieldResolver(() => String, { description: "Display name of who opened it." })
  async openedByName(@Root() inspection: Inspection, @Ctx() ctx: Context): Promise<string> {
    return nameOf(ctx, inspection.openedById);
  }

  @FieldResolver(() => String, { nullable: true, description: "Display name of who closed it; null while it is open." })
  async closedByName(@Root() inspection: Inspection, @Ctx() ctx: Context): Promise<string | null> {
    return inspection.closedById === null ? null : nameOf(ctx, inspection.closedById);
  }
}

async function payload(
  ctx: Context,
  clientMutationId: string | undefined,
  inspectionId: string,
): Promise<InspectionPayload> {
  const inspection = await findInspection(ctx, inspectionId);
  if (!inspection) throw new Refusal("NOT_FOUND");
  return { clientMutationId, inspection };
}

const nameOf = async (ctx: Context, accountId: string): Promise<string> =>
  (await ctx.loaders.byId(Account, accountId))?.displayName ?? "";
