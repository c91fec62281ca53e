import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { Connection, PageArgs, type Page } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { hasRole } from "../actor/actor";
import { AccountEvent } from "../account/account-event.types";
import { securityEvents } from "../account/account-event.queries";
import { AccountSession } from "../sessions/account-session.entity";
import { livingSessions } from "../sessions/account-sessions";
import { Account } from "../account/account.entity";
import { accountPayload, ChangePasswordPayload, EndSessionPayload } from "../account/account-payloads.types";
import { maySeeAccountDetails, maySeeSessions } from "../actor/account.policy";
import { changePassword, wasWrongPassword } from "../passwords/change-password";
import { endOwnSession } from "../sessions/end-own-session";
import { ChangePasswordInput, EndSessionInput } from "./session.types";
import { sessionsOf } from "./sessions";
import { Reads } from "../../platform/graphql/reads";

const AccountEventConnection = Connection(AccountEvent, "AccountEvent");

/** What protects an account, and shows when someone else has used it. */
@Resolver(() => Account)
export class AccountSecurityResolver {
  @Reads<Account>("id")
  @FieldResolver(() => [AccountSession], {
    nullable: true,
    description: "Where this person is signed in now, the latest used first. Null unless it is one's own account.",
  })
  async sessions(@Ctx() ctx: Context, @Root() account: Account): Promise<AccountSession[] | null> {
    return maySeeSessions(ctx.viewerOf(account.id), account.id) ? livingSessions(ctx.db, account.id, ctx.now()) : null;
  }

  @FieldResolver(() => AccountEventConnection, {
    nullable: true,
    description:
      "What happened to the account, newest first: sign-ins, wrong passwords, changes of roles and credentials. Null unless it is one's own account; administrators and auditors see it too.",
  })
  async securityEvents(
    @Ctx() ctx: Context,
    @Root() account: Account,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<AccountEvent> | null> {
    return maySeeAccountDetails(ctx.viewerOf(account.id), account.id) ? securityEvents(ctx, account, args) : null;
  }

  @Authorized()
  @Mutation(() => ChangePasswordPayload, {
    description:
      "Changes one's own password and ends all other sessions; this one continues. Refused: UNAUTHENTICATED, BAD_USER_INPUT for a wrong current password or a new one that is easily guessed, RATE_LIMITED after wrong ones, NOT_IN_THIS_STATE for sessions of an outside identity provider.",
  })
  async changePassword(
    @Ctx() ctx: Context,
    @Arg("input", () => ChangePasswordInput, { description: "The current password, and the new one." })
    input: ChangePasswordInput,
  ): Promise<ChangePasswordPayload> {
    const { sessionId } = ctx;
    const attempt = await sessionsOf(ctx).limits.confirmation(sessionId ?? ctx.signedIn().accountId);
    const { accountId } = await ctx
      .command("changePassword", sessionsOf(ctx).withoutSecrets(input), (tx, actor) =>
        changePassword(tx, actor, input, sessionId),
      )
      .catch(async (error: unknown) => {
        if (!wasWrongPassword(error)) await attempt.giveBack();
        throw error;
      });
    await attempt.takeBack();
    return accountPayload(ctx, input, accountId);
  }

  @Authorized()
  @Mutation(() => EndSessionPayload, {
    description:
      "Ends one of one's own sessions: its tokens no longer work, its live streams close, and its device is no longer recognised. Refused: UNAUTHENTICATED, NOT_FOUND.",
  })
  async endSession(
    @Ctx() ctx: Context,
    @Arg("input", () => EndSessionInput, { description: "Which session to end." }) input: EndSessionInput,
  ): Promise<EndSessionPayload> {
    const { accountId } = await ctx.command("endSession", input, (tx, actor) => endOwnSession(tx, actor, input));
    return accountPayload(ctx, input, accountId);
  }
}

@Resolver(() => AccountSession)
export class AccountSessionResolver {
  @Reads<AccountSession>("id")
  @FieldResolver(() => Boolean, { description: "Whether this request belongs to it." })
  current(@Ctx() ctx: Context, @Root() session: AccountSession): boolean {
    return session.id === ctx.sessionId;
  }
}

@Resolver(() => AccountEvent)
export class AccountEventResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "What the client of the session called itself, in a few words; null for events without a session, and once the session is long over.",
  })
  async client(@Ctx() ctx: Context, @Root() event: AccountEvent): Promise<string | null> {
    return (await sessionOf(ctx, event))?.client ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "From where the session was last used: an address without its last part; null for events without a session, and once the session is long over.",
  })
  async address(@Ctx() ctx: Context, @Root() event: AccountEvent): Promise<string | null> {
    return (await sessionOf(ctx, event))?.address ?? null;
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description:
      "The person who caused it; null for the platform itself. For administrators and auditors, null to others.",
  })
  async actor(@Ctx() ctx: Context, @Root() { actorId }: AccountEvent): Promise<Account | null> {
    return actorId !== null && hasRole(ctx.actor, "ADMIN", "AUDITOR") ? ctx.loaders.byId(Account, actorId) : null;
  }
}

async function sessionOf(ctx: Context, { sessionId }: AccountEvent): Promise<AccountSession | null> {
  return sessionId === null ? null : ctx.loaders.byId(AccountSession, sessionId);
}
