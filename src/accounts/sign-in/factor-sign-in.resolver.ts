import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../platform/graphql/context";
import { INPUT } from "../../platform/graphql/idempotency";
import { clientOf } from "../sessions/client.pure";
import { sessionPayload } from "./session-payload";
import { SessionPayload } from "./session.types";
import { sessionsOf } from "./sessions";
import { BeginPasskeySignInInput, SignInWithCodeInput, SignInWithPasskeyInput } from "../factors/factor-inputs.types";
import { BeginPasskeySignInPayload } from "../factors/factor-payloads.types";
import { signInWithCode } from "./sign-in-with-code";
import { beginPasskeySignIn, signInWithPasskey } from "./sign-in-with-passkey";

/** The second step of signing in, and signing in by passkey alone. */
@Resolver()
export class FactorSignInResolver {
  @Mutation(() => SessionPayload, {
    description:
      "The second step after `signIn` was refused SECOND_FACTOR_REQUIRED: opens the session. A code works once. Refused: UNAUTHENTICATED for a wrong or used code, and for a challenge that is too old, used, has had too many wrong codes, or is from before a change of password; RATE_LIMITED for codes of six digits after too many wrong ones for the account, while recovery codes and passkeys keep working.",
  })
  async signInWithCode(
    @Ctx() ctx: Context,
    @Arg("input", () => SignInWithCodeInput, INPUT) input: SignInWithCodeInput,
  ): Promise<SessionPayload> {
    return sessionPayload(ctx, input, await signInWithCode(sessionsOf(ctx), ctx.services.sealer, clientOf(ctx), input));
  }

  @Mutation(() => BeginPasskeySignInPayload, {
    description:
      "Returns what to request from the device, so that a passkey can sign in: as the second step after `signIn`, or alone, without login and password. Refused: UNAUTHENTICATED for an invalid challenge; NOT_IN_THIS_STATE where the platform's address is a number and not a name.",
  })
  async beginPasskeySignIn(
    @Ctx() ctx: Context,
    @Arg("input", () => BeginPasskeySignInInput, INPUT) input: BeginPasskeySignInInput,
  ): Promise<BeginPasskeySignInPayload> {
    return { clientMutationId: input.clientMutationId, ...(await beginPasskeySignIn(ctx, input)) };
  }

  @Mutation(() => SessionPayload, {
    description:
      "Opens the session of the passkey's owner. Refused: UNAUTHENTICATED for an answer that is not one to this challenge, on a page of this platform, by a passkey that is set up here and a person whom the device has checked; and for a challenge that is too old or used.",
  })
  async signInWithPasskey(
    @Ctx() ctx: Context,
    @Arg("input", () => SignInWithPasskeyInput, INPUT) input: SignInWithPasskeyInput,
  ): Promise<SessionPayload> {
    return sessionPayload(ctx, input, await signInWithPasskey(ctx, input));
  }
}
