import { Arg, Authorized, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../platform/graphql/context";
import { accountPayload, SignOutEverywherePayload, SignOutPayload } from "../account/account-payloads.types";
import {
  RefreshSessionInput,
  SessionPayload,
  SignInInput,
  SignOutEverywhereInput,
  SignOutInput,
} from "./session.types";
import { clientOf } from "../sessions/client.pure";
import { sessionPayload } from "./session-payload";
import { sessionsOf } from "./sessions";
import { signOut } from "../sessions/sign-out";
import { signOutEverywhere } from "../sessions/sign-out-everywhere";

@Resolver()
export class SessionResolver {
  @Mutation(() => SessionPayload, {
    description:
      "Opens a session. Refused: UNAUTHENTICATED, alike for an unknown login and a wrong password; RATE_LIMITED after wrong ones, for longer with each: this slows their sender, and not a device that has signed in before and proves it with its `deviceToken`; SECOND_FACTOR_REQUIRED when the password is right and the person has set up a second factor: the error's `extensions.challenge` is for `signInWithCode`, or with `beginPasskeySignIn` and `signInWithPasskey`, and `extensions.factors` names the factors that can be used (`TOTP`, `PASSKEY`, `RECOVERY_CODE`).",
  })
  async signIn(
    @Ctx() ctx: Context,
    @Arg("input", () => SignInInput, { description: "Who signs in." }) input: SignInInput,
  ): Promise<SessionPayload> {
    return sessionPayload(ctx, input, await sessionsOf(ctx).signIn(input, clientOf(ctx)));
  }

  @Mutation(() => SessionPayload, {
    description:
      "Continues a session: returns new tokens for the refresh token, which is used up. Repeated within 30 seconds, it returns the same response. Send no `Authorization` header with it. Refused: UNAUTHENTICATED for a token that is unknown, ended or used before; the last also ends the session, as someone else may hold the token.",
  })
  async refreshSession(
    @Ctx() ctx: Context,
    @Arg("input", () => RefreshSessionInput, { description: "The session to continue." }) input: RefreshSessionInput,
  ): Promise<SessionPayload> {
    return sessionPayload(ctx, input, await sessionsOf(ctx).refresh(input.refreshToken, clientOf(ctx)));
  }

  @Authorized()
  @Mutation(() => SignOutPayload, {
    description:
      "Ends this session: its access and refresh tokens no longer work. Refused: UNAUTHENTICATED, NOT_IN_THIS_STATE for sessions of an outside identity provider.",
  })
  async signOut(
    @Ctx() ctx: Context,
    @Arg("input", () => SignOutInput, { description: "Contains only the request's name." }) input: SignOutInput,
  ): Promise<SignOutPayload> {
    const { accountId } = await ctx.command("signOut", input, (tx, actor) => signOut(tx, actor, ctx.sessionId));
    return accountPayload(ctx, input, accountId);
  }

  @Authorized()
  @Mutation(() => SignOutEverywherePayload, {
    description: "Ends all of one's sessions, on every device, including this one. Refused: UNAUTHENTICATED.",
  })
  async signOutEverywhere(
    @Ctx() ctx: Context,
    @Arg("input", () => SignOutEverywhereInput, { description: "Contains only the request's name." })
    input: SignOutEverywhereInput,
  ): Promise<SignOutEverywherePayload> {
    const { accountId } = await ctx.command("signOutEverywhere", input, (tx, actor) => signOutEverywhere(tx, actor));
    return accountPayload(ctx, input, accountId);
  }
}
