import {
  Arg,
  Args,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { Connection, PageArgs, type Page } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { INPUT, MutationPayload, type MutationInput } from "../../platform/graphql/idempotency";
import { defineActions, type Available } from "../../platform/graphql/available-action";
import { hasRole } from "../actor/actor";
import { Refusal } from "../../platform/refusal";
import { Account } from "../account/account.entity";
import { AccountRole } from "../actor/account-enums.types";
import { approveRoleGrant } from "./approve-role-grant";
import { declineRoleGrant } from "./decline-role-grant";
import { RoleGrant, RoleGrantStatus } from "./role-grant.entity";
import { listRoleGrants } from "./role-grant.queries";
import { ApproveRoleGrantInput, DeclineRoleGrantInput } from "./role-grant.types";
import {
  GRANT_DECIDERS,
  GRANT_READERS,
  ROLE_GRANT_ACTIONS,
  whyNotDecideGrant,
  type RoleGrantAction,
} from "./role-grant.policy";
import { signerOf } from "./signer.queries";
import { Reads } from "../../platform/graphql/reads";

const RoleGrantConnection = Connection(RoleGrant, "RoleGrant");

const roleGrantActions = defineActions<RoleGrantAction>("RoleGrant", "a proposed role, by a second person", {
  APPROVE: "approveRoleGrant",
  DECLINE: "declineRoleGrant",
});

@ObjectType({ simpleResolvers: true, description: "The proposal after the command." })
class RoleGrantPayload extends MutationPayload {
  @Field(() => RoleGrant, { description: "The proposal as it is now." })
  roleGrant: RoleGrant;
}

@Resolver(() => RoleGrant)
export class RoleGrantResolver {
  @Authorized(...GRANT_READERS)
  @Query(() => RoleGrantConnection, {
    description:
      "Roles that two persons grant: proposed, granted, declined, lapsed. Newest first. For administrators, leads and auditors. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  roleGrants(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg("status", () => RoleGrantStatus, { nullable: true, description: "Only these; all when left out." })
    status: RoleGrantStatus | null,
  ): Promise<Page<RoleGrant>> {
    return listRoleGrants(ctx, args, status);
  }

  @Authorized(...GRANT_DECIDERS)
  @Mutation(() => RoleGrantPayload, {
    description:
      "Agrees, as a second person, to a role that an administrator proposed: it is in force from now on. For administrators and leads. Refused: NOT_FOUND, FORBIDDEN for one's own role, NOT_IN_THIS_STATE when it is decided or its account or proposer is no longer active, TOO_LATE when it has lapsed, SECOND_APPROVER_REQUIRED for the proposer, for anyone whom the proposer gave a role and for anyone who gave the proposer one, NOT_YET with `availableAt` while one's own role is too recent, CONFLICT_OF_INTEREST for a member of a provider.",
  })
  approveRoleGrant(
    @Ctx() ctx: Context,
    @Arg("input", () => ApproveRoleGrantInput, INPUT) input: ApproveRoleGrantInput,
  ): Promise<RoleGrantPayload> {
    return decided(ctx, "approveRoleGrant", input, approveRoleGrant);
  }

  @Authorized(...GRANT_DECIDERS)
  @Mutation(() => RoleGrantPayload, {
    description:
      "Does not agree to a proposed role; it will not be granted. For administrators and leads. Refused: NOT_FOUND, FORBIDDEN for one's own role, NOT_IN_THIS_STATE when it is decided.",
  })
  declineRoleGrant(
    @Ctx() ctx: Context,
    @Arg("input", () => DeclineRoleGrantInput, INPUT) input: DeclineRoleGrantInput,
  ): Promise<RoleGrantPayload> {
    return decided(ctx, "declineRoleGrant", input, declineRoleGrant);
  }

  @Reads<RoleGrant>("accountId")
  @FieldResolver(() => Account, { description: "The account that would get the role." })
  account(@Ctx() ctx: Context, @Root() { accountId }: RoleGrant): Promise<Account | null> {
    return ctx.loaders.byId(Account, accountId);
  }

  @Reads<RoleGrant>("accountId")
  @FieldResolver(() => String, { description: "The login of the person concerned: names are chosen freely." })
  async login(@Ctx() ctx: Context, @Root() { accountId }: RoleGrant): Promise<string | undefined> {
    return (await ctx.loaders.byId(Account, accountId))?.login;
  }

  @Reads<RoleGrant>("accountId")
  @FieldResolver(() => [AccountRole], { description: "The present roles of the person concerned." })
  async rolesNow(@Ctx() ctx: Context, @Root() { accountId }: RoleGrant): Promise<AccountRole[]> {
    return (await ctx.loaders.byId(Account, accountId))?.roles ?? [];
  }

  @Reads<RoleGrant>("proposedById")
  @FieldResolver(() => Account, { description: "The administrator who proposed it." })
  proposedBy(@Ctx() ctx: Context, @Root() { proposedById }: RoleGrant): Promise<Account | null> {
    return ctx.loaders.byId(Account, proposedById);
  }

  @Reads<RoleGrant>("decidedById")
  @FieldResolver(() => Account, { nullable: true, description: "The second person; null while no one has decided." })
  async decidedBy(@Ctx() ctx: Context, @Root() { decidedById }: RoleGrant): Promise<Account | null> {
    return decidedById === null ? null : ctx.loaders.byId(Account, decidedById);
  }

  @FieldResolver(() => [roleGrantActions.AvailableAction], {
    description: "For administrators and leads, while it is not decided; empty for everyone else.",
  })
  async availableActions(@Ctx() ctx: Context, @Root() grant: RoleGrant): Promise<Available<RoleGrantAction>[]> {
    const { actor } = ctx;
    if (!actor || !hasRole(actor, ...GRANT_DECIDERS) || grant.status !== "PROPOSED") return [];
    const signer = await signerOf(ctx, actor, GRANT_DECIDERS);
    return ROLE_GRANT_ACTIONS.map((action) =>
      roleGrantActions.available(ctx, action, whyNotDecideGrant(action, actor, grant, signer, ctx.now())),
    );
  }
}

async function decided<I extends MutationInput>(
  ctx: Context,
  name: string,
  input: I,
  command: (
    tx: Parameters<typeof approveRoleGrant>[0],
    actor: Parameters<typeof approveRoleGrant>[1],
    input: I,
  ) => Promise<{ roleGrantId: string }>,
): Promise<RoleGrantPayload> {
  const { roleGrantId } = await ctx.command(name, input, (tx, actor) => command(tx, actor, input));
  const roleGrant = await ctx.loaders.byId(RoleGrant, roleGrantId);
  if (!roleGrant) throw new Refusal("NOT_FOUND");
  return { clientMutationId: input.clientMutationId, roleGrant };
}

/** The account's own field, for its page and its owner. */
@Resolver(() => Account)
export class AccountRoleGrantsResolver {
  @Reads<Account>("id")
  @FieldResolver(() => [RoleGrant], {
    nullable: true,
    description:
      "Roles that are proposed for this person and wait for a second one, oldest first. Null unless it is one's own account; administrators, leads and auditors see it too.",
  })
  async proposedRoles(@Ctx() ctx: Context, @Root() { id }: Account): Promise<RoleGrant[] | null> {
    if (ctx.actor?.accountId !== id && !hasRole(ctx.actor, ...GRANT_READERS)) return null;
    return (await ctx.loaders.manyBy(RoleGrant, "accountId", id)).filter(({ status }) => status === "PROPOSED");
  }
}
