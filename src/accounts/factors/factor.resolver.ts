import { Arg, Authorized, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../platform/graphql/context";
import { INPUT } from "../../platform/graphql/idempotency";
import { Refusal } from "../../platform/refusal";
import { accountPayload } from "../account/account-payloads.types";
import {
  BeginPasskeyInput,
  BeginTotpInput,
  ConfirmPasskeyInput,
  ConfirmTotpInput,
  CreateRecoveryCodesInput,
  RemoveSecondFactorInput,
  ResetSecondFactorsInput,
} from "./factor-inputs.types";
import {
  BeginPasskeyPayload,
  BeginTotpPayload,
  CreateRecoveryCodesPayload,
  RemoveSecondFactorPayload,
  ResetSecondFactorsPayload,
  SecondFactorPayload,
} from "./factor-payloads.types";
import { RESETTERS } from "./factor.policy";
import { factorsOf } from "./factor.queries";
import { beginPasskey } from "./begin-passkey";
import { confirmPasskey } from "./confirm-passkey";
import { withProof } from "./with-proof";
import { replaceRecoveryCodes } from "./replace-recovery-codes";
import { removeSecondFactor } from "./remove-second-factor";
import { resetSecondFactors } from "./reset-second-factors";
import { beginTotp } from "./begin-totp";
import { confirmTotp } from "./confirm-totp";

const PROOF =
  "UNAUTHENTICATED; NOT_IN_THIS_STATE for accounts of an outside identity provider; FORBIDDEN for a wrong password or code; RATE_LIMITED after too many of them";
const CONFIRM =
  "UNAUTHENTICATED; FORBIDDEN when it was begun by someone else, too long ago, or is confirmed already; LIMIT_REACHED";

/** Setting up, removing, and resetting second factors. */
@Resolver()
export class FactorResolver {
  @Authorized()
  @Mutation(() => BeginTotpPayload, {
    description: `Begins to set up an authenticator app: returns the secret for the app. Nothing is changed until \`confirmTotp\`. Refused: ${PROOF}; LIMIT_REACHED.`,
  })
  async beginTotp(
    @Ctx() ctx: Context,
    @Arg("input", () => BeginTotpInput, INPUT) input: BeginTotpInput,
  ): Promise<BeginTotpPayload> {
    return { clientMutationId: input.clientMutationId, ...(await beginTotp(ctx, input)) };
  }

  @Authorized()
  @Mutation(() => SecondFactorPayload, {
    description: `Sets up the authenticator app: from now on signing in requires it (or another factor) too. With the first factor all other sessions end, and recovery codes are returned. Refused: ${CONFIRM}; BAD_USER_INPUT for a wrong code.`,
  })
  async confirmTotp(
    @Ctx() ctx: Context,
    @Arg("input", () => ConfirmTotpInput, INPUT) input: ConfirmTotpInput,
  ): Promise<SecondFactorPayload> {
    const { accountId, recoveryCodes } = await confirmTotp(ctx, input);
    return { ...(await accountPayload(ctx, input, accountId)), recoveryCodes };
  }

  @Authorized()
  @Mutation(() => BeginPasskeyPayload, {
    description: `Begins to set up a passkey: returns what to request from the device. Nothing is changed until \`confirmPasskey\`. Refused: ${PROOF}; NOT_IN_THIS_STATE where the platform's address is a number and not a name; LIMIT_REACHED.`,
  })
  async beginPasskey(
    @Ctx() ctx: Context,
    @Arg("input", () => BeginPasskeyInput, INPUT) input: BeginPasskeyInput,
  ): Promise<BeginPasskeyPayload> {
    return { clientMutationId: input.clientMutationId, ...(await beginPasskey(ctx, input)) };
  }

  @Authorized()
  @Mutation(() => SecondFactorPayload, {
    description: `Sets up the passkey: it signs in alone, or as the second step after the password, which from now on is required. With the first factor all other sessions end, and recovery codes are returned. Refused: ${CONFIRM}; BAD_USER_INPUT for an answer that is not one to what was asked, on a page of this platform, by a person whom the device has checked; ALREADY_EXISTS for a passkey that is set up already.`,
  })
  async confirmPasskey(
    @Ctx() ctx: Context,
    @Arg("input", () => ConfirmPasskeyInput, INPUT) input: ConfirmPasskeyInput,
  ): Promise<SecondFactorPayload> {
    const { accountId, recoveryCodes } = await confirmPasskey(ctx, input);
    return { ...(await accountPayload(ctx, input, accountId)), recoveryCodes };
  }

  @Authorized()
  @Mutation(() => CreateRecoveryCodesPayload, {
    description: `Returns new recovery codes; earlier ones no longer work. Refused: ${PROOF}; NOT_IN_THIS_STATE without any factor that they could replace.`,
  })
  async createRecoveryCodes(
    @Ctx() ctx: Context,
    @Arg("input", () => CreateRecoveryCodesInput, INPUT) input: CreateRecoveryCodesInput,
  ): Promise<CreateRecoveryCodesPayload> {
    const { accountId, recoveryCodes } = await withProof(ctx, input.proof, async (tx, account) => {
      if ((await factorsOf(tx, account.id)).length === 0)
        throw new Refusal("NOT_IN_THIS_STATE", { reason: "secondFactor.none" });
      return { accountId: account.id, recoveryCodes: await replaceRecoveryCodes(tx, account) };
    });
    return { ...(await accountPayload(ctx, input, accountId)), recoveryCodes };
  }

  @Authorized()
  @Mutation(() => RemoveSecondFactorPayload, {
    description: `Removes one of one's own factors; with the last one, the recovery codes too. Refused: ${PROOF}; NOT_FOUND; NOT_IN_THIS_STATE for the last one of staff, where staff must have one.`,
  })
  async removeSecondFactor(
    @Ctx() ctx: Context,
    @Arg("input", () => RemoveSecondFactorInput, INPUT) input: RemoveSecondFactorInput,
  ): Promise<RemoveSecondFactorPayload> {
    const { accountId } = await removeSecondFactor(ctx, input);
    return accountPayload(ctx, input, accountId);
  }

  @Authorized(...RESETTERS)
  @Mutation(() => ResetSecondFactorsPayload, {
    description:
      "For someone who has lost their device: removes all their factors and recovery codes, and ends all their sessions. An administrator may do so alone for accounts without a staff role. For staff an administrator requests it, and it happens when another administrator or a lead sends the same within a day; the person's own sign-in with a factor meanwhile cancels the request. The person is notified of both. Refused: NOT_FOUND, FORBIDDEN for one's own, NOT_IN_THIS_STATE without any factor, or for a lead when no administrator has requested it; of the second one SECOND_APPROVER_REQUIRED for anyone whom the first gave a role and for anyone who gave the first one, NOT_YET with `availableAt` while one's own role is too recent.",
  })
  async resetSecondFactors(
    @Ctx() ctx: Context,
    @Arg("input", () => ResetSecondFactorsInput, INPUT) input: ResetSecondFactorsInput,
  ): Promise<ResetSecondFactorsPayload> {
    const { accountId } = await ctx.command("resetSecondFactors", input, (tx, actor) =>
      resetSecondFactors(tx, actor, input),
    );
    return accountPayload(ctx, input, accountId);
  }
}
