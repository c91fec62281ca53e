import { Field, ID, InputType } from "type-graphql";
import { MutationInput, UnrememberedInput } from "../../platform/graphql/idempotency";
import { TextField } from "../../platform/graphql/text-field";

/** Longest text of a sealed challenge that is accepted. */
const CHALLENGE = 1_000;
const CODE = { max: 40 };
const NAME = { max: 60 };
const PASSKEY_ANSWER = 20_000;

@InputType({
  description: "Proof that this is still the person of the session: the password, or a code of a factor. Exactly one.",
})
export class ProofInput {
  @TextField({ max: 200, nullable: true, verbatim: true, description: "The password, again." })
  password?: string | null;

  @TextField({ ...CODE, nullable: true, description: "A code of the authenticator app, or a recovery code." })
  code?: string | null;
}

@InputType({ description: "The second step of a sign-in, by a code." })
export class SignInWithCodeInput extends UnrememberedInput {
  @TextField({ max: CHALLENGE, description: "`extensions.challenge` of `signIn`'s refusal." })
  challenge: string;

  @TextField({ ...CODE, description: "The six digits that the authenticator app shows now, or a recovery code." })
  code: string;
}

@InputType({ description: "What to request from the passkey." })
export class BeginPasskeySignInInput extends UnrememberedInput {
  @TextField({
    max: CHALLENGE,
    nullable: true,
    description:
      "`extensions.challenge` of `signIn`'s refusal; without it, the passkey signs in alone and identifies its owner.",
  })
  challenge?: string | null;
}

@InputType({ description: "A sign-in by passkey." })
export class SignInWithPasskeyInput extends UnrememberedInput {
  @TextField({ max: CHALLENGE, description: "The one that `beginPasskeySignIn` returned." })
  challenge: string;

  @TextField({
    max: PASSKEY_ANSWER,
    description:
      "The device's response: `AuthenticationResponseJSON` of the Web Authentication standard, as text (in a browser `JSON.stringify(credential.toJSON())`).",
  })
  response: string;
}

@InputType({ description: "To set up an authenticator app." })
export class BeginTotpInput extends UnrememberedInput {
  @Field(() => ProofInput, { description: "Proof that it is still you." })
  proof: ProofInput;
}

@InputType({ description: "Proof that the authenticator app has the secret." })
export class ConfirmTotpInput extends UnrememberedInput {
  @TextField({ max: CHALLENGE, description: "The one that `beginTotp` returned." })
  setUp: string;

  @TextField({ ...CODE, description: "The six digits that the app shows now. They are used up by this." })
  code: string;

  @TextField({ ...NAME, description: "A name by which its owner will recognise it, e.g. the phone it is on." })
  name: string;
}

@InputType({ description: "To set up a passkey." })
export class BeginPasskeyInput extends BeginTotpInput {}

@InputType({ description: "The passkey that the device has created." })
export class ConfirmPasskeyInput extends UnrememberedInput {
  @TextField({ max: CHALLENGE, description: "The one that `beginPasskey` returned." })
  setUp: string;

  @TextField({
    max: PASSKEY_ANSWER,
    description:
      "The device's response: `RegistrationResponseJSON` of the Web Authentication standard, as text (in a browser `JSON.stringify(credential.toJSON())`).",
  })
  response: string;

  @TextField({ ...NAME, description: "A name by which its owner will recognise it, e.g. the device it is on." })
  name: string;
}

@InputType({ description: "To get new recovery codes." })
export class CreateRecoveryCodesInput extends BeginTotpInput {}

@InputType({ description: "Which factor to remove." })
export class RemoveSecondFactorInput extends BeginTotpInput {
  @Field(() => ID, { description: "One's own factor, `fac_…`." })
  factorId: string;
}

@InputType({ description: "Whose factors to remove, and why." })
export class ResetSecondFactorsInput extends MutationInput {
  @Field(() => ID, { description: "The account, `acc_…`; not one's own." })
  accountId: string;

  @TextField({
    max: 500,
    description: "Why, and how the person's identity was verified; kept in the account's history.",
  })
  reason: string;
}
