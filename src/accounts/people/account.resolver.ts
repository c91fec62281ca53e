import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Connection, PageArgs, type Page } from "../../platform/graphql/connection";
import type { Available } from "../../platform/graphql/available-action";
import type { Context } from "../../platform/graphql/context";
import { DateTime } from "../../platform/graphql/scalars";
import type { Locale } from "../../platform/identity/actor";
import { Account } from "../account/account.entity";
import {
  accountActions,
  type AccountAction,
  AccountLocale,
  AccountRole,
  AccountStatus,
} from "../actor/account-enums.types";
import {
  AccountFilter,
  RegisterAccountInput,
  ReinstateAccountInput,
  SetAccountRolesInput,
  SuspendAccountInput,
  UpdateAccountInput,
} from "../account/account-inputs.types";
import {
  accountPayload,
  RegisterAccountPayload,
  ReinstateAccountPayload,
  SetAccountRolesPayload,
  SuspendAccountPayload,
  UpdateAccountPayload,
} from "../account/account-payloads.types";
import { maySeeAccountDetails, whyNot } from "../actor/account.policy";
import { listAccounts } from "../account/account.queries";
import { HouseRules } from "../../house-rules/house-rules";
import { registerAccount } from "./register-account";
import { reinstateAccount } from "./reinstate-account";
import { sessionsOf } from "../sign-in/sessions";
import { setAccountRoles } from "../roles/set-account-roles";
import { suspendAccount } from "./suspend-account";
import { updateAccount } from "../account/update-account";

const AccountConnection = Connection(Account, "Account");
const own = <T>(ctx: Context, account: Account, value: T): T | null =>
  maySeeAccountDetails(ctx.viewerOf(account.id), account.id) ? value : null;
const PRIVATE = "Null unless it is one's own account; administrators and auditors see it too.";

@Resolver(() => Account)
export class AccountResolver {
  @Query(() => Account, {
    nullable: true,
    description:
      "Who is signed in; null for visitors. To an API client the account under which it acts: `displayName` is the client's name.",
  })
  async viewer(@Ctx() ctx: Context): Promise<Account | null> {
    return ctx.actor && ctx.loaders.byId(Account, ctx.actor.accountId);
  }

  @Authorized("ADMIN", "AUDITOR")
  @Query(() => AccountConnection, { description: "All accounts, newest first. Administrators and auditors." })
  accounts(
    @Ctx() ctx: Context,
    @Arg("filter", () => AccountFilter, { nullable: true, description: "Which accounts; all without one." })
    filter: AccountFilter | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<Account>> {
    return listAccounts(ctx, args, filter ?? {});
  }

  @Mutation(() => RegisterAccountPayload, {
    description:
      "Registers a visitor as a consumer. Does not sign in: `signIn` does. Refused: ALREADY_EXISTS for a login that is taken, RATE_LIMITED for too many from one address, BAD_USER_INPUT also for a password that is easily guessed and for a name that pretends to be the platform.",
  })
  async registerAccount(
    @Ctx() ctx: Context,
    @Arg("input", () => RegisterAccountInput, { description: "Who registers, and with which password." })
    input: RegisterAccountInput,
  ): Promise<RegisterAccountPayload> {
    await sessionsOf(ctx).limits.registration(ctx.remoteAddress);
    const account = await registerAccount(ctx.db, { ...input, locale: input.locale ?? ctx.locale });
    return { clientMutationId: input.clientMutationId, account };
  }

  @Authorized()
  @Mutation(() => UpdateAccountPayload, {
    description:
      "Changes one's own name or language. Refused: UNAUTHENTICATED, BAD_USER_INPUT also for a name that pretends to be the platform.",
  })
  async updateAccount(
    @Ctx() ctx: Context,
    @Arg("input", () => UpdateAccountInput, { description: "What to change; the rest stays." })
    input: UpdateAccountInput,
  ): Promise<UpdateAccountPayload> {
    const { accountId } = await ctx.command("updateAccount", input, (tx, actor) => updateAccount(tx, actor, input));
    return accountPayload(ctx, input, accountId);
  }

  @Authorized("ADMIN")
  @Mutation(() => SetAccountRolesPayload, {
    description:
      "Sets the roles of an account. CONSUMER and TRAINER are granted at once, the other roles are proposed and wait in `proposedRoles` until a second person approves with `approveRoleGrant`; roles left out are removed at once, and proposals of them withdrawn. Changes count from the person's next request on, and from the next delivery of their subscriptions. Administrators, leads and auditors are notified. For administrators. Refused: NOT_FOUND, FORBIDDEN for one's own, CONFLICT_OF_INTEREST for roles that decide cases given to a member of a provider.",
  })
  async setAccountRoles(
    @Ctx() ctx: Context,
    @Arg("input", () => SetAccountRolesInput, { description: "Whose roles, and which." }) input: SetAccountRolesInput,
  ): Promise<SetAccountRolesPayload> {
    const { accountId } = await ctx.command("setAccountRoles", input, (tx, actor) => setAccountRoles(tx, actor, input));
    return accountPayload(ctx, input, accountId);
  }

  @Authorized("ADMIN")
  @Mutation(() => SuspendAccountPayload, {
    description:
      "Locks a person out and ends all their sessions. For administrators. Refused: NOT_FOUND, FORBIDDEN for one's own, NOT_IN_THIS_STATE.",
  })
  async suspendAccount(
    @Ctx() ctx: Context,
    @Arg("input", () => SuspendAccountInput, { description: "Whom, and why." }) input: SuspendAccountInput,
  ): Promise<SuspendAccountPayload> {
    const { accountId } = await ctx.command("suspendAccount", input, (tx, actor) => suspendAccount(tx, actor, input));
    return accountPayload(ctx, input, accountId);
  }

  @Authorized("ADMIN")
  @Mutation(() => ReinstateAccountPayload, {
    description:
      "Lets a suspended person sign in again. For administrators. Refused: NOT_FOUND, FORBIDDEN for one's own, NOT_IN_THIS_STATE.",
  })
  async reinstateAccount(
    @Ctx() ctx: Context,
    @Arg("input", () => ReinstateAccountInput, { description: "Whom, and why." }) input: ReinstateAccountInput,
  ): Promise<ReinstateAccountPayload> {
    const { accountId } = await ctx.command("reinstateAccount", input, (tx, actor) =>
      reinstateAccount(tx, actor, input),
    );
    return accountPayload(ctx, input, accountId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: `The name to sign in with, in lower case. ${PRIVATE}`,
  })
  login(@Ctx() ctx: Context, @Root() account: Account): string | null {
    return own(ctx, account, account.login);
  }

  @FieldResolver(() => [AccountRole], {
    nullable: true,
    description: `What this person may do, apart from acting for providers they are a member of. ${PRIVATE}`,
  })
  roles(@Ctx() ctx: Context, @Root() account: Account): AccountRole[] | null {
    return own(ctx, account, account.roles);
  }

  @FieldResolver(() => AccountLocale, {
    nullable: true,
    description: `Language of messages to this person. ${PRIVATE}`,
  })
  locale(@Ctx() ctx: Context, @Root() account: Account): Locale | null {
    return own(ctx, account, account.locale);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: `The IANA time zone by whose clock messages tell times to this person. ${PRIVATE}`,
  })
  timeZone(@Ctx() ctx: Context, @Root() account: Account): string | null {
    return own(ctx, account, account.timeZone ?? HouseRules.zoneOf(ctx.db));
  }

  @FieldResolver(() => AccountStatus, { nullable: true, description: `Whether this person can sign in. ${PRIVATE}` })
  status(@Ctx() ctx: Context, @Root() account: Account): AccountStatus | null {
    return own(ctx, account, account.status);
  }

  @FieldResolver(() => [accountActions.AvailableAction], {
    description: "What the viewer may do with it. For administrators, on others' accounts; empty for everyone else.",
  })
  availableActions(@Ctx() ctx: Context, @Root() account: Account): Available<AccountAction>[] {
    const viewer = ctx.viewerOf(account.id);
    return accountActions.availableTo(ctx, (action) => whyNot(action, viewer, account));
  }

  @FieldResolver(() => DateTime, { nullable: true, description: `When the account was created. ${PRIVATE}` })
  createdAt(@Ctx() ctx: Context, @Root() account: Account): number | null {
    return own(ctx, account, account.createdAt);
  }
}
