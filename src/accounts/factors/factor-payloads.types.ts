import { Field, ObjectType } from "type-graphql";
import { MutationPayload } from "../../platform/graphql/idempotency";
import { Account } from "../account/account.entity";

@ObjectType({ simpleResolvers: true, description: "What `beginPasskeySignIn` returns." })
export class BeginPasskeySignInPayload extends MutationPayload {
  @Field(() => String, { description: "Pass it to `signInWithPasskey`, with the device's response." })
  challenge: string;

  @Field(() => String, {
    description:
      "`PublicKeyCredentialRequestOptionsJSON` of the Web Authentication standard, as text: what to request from the device.",
  })
  options: string;
}

@ObjectType({ simpleResolvers: true, description: "What `beginTotp` returns. It is not shown again." })
export class BeginTotpPayload extends MutationPayload {
  @Field(() => String, { description: "Pass it to `confirmTotp`, with a code of the app." })
  setUp: string;

  @Field(() => String, { description: "The secret, to be typed into an app that cannot scan the QR code. Base 32." })
  secret: string;

  @Field(() => String, { description: "`otpauth://…`, to be shown as a QR code." })
  uri: string;
}

@ObjectType({ simpleResolvers: true, description: "What `beginPasskey` returns." })
export class BeginPasskeyPayload extends MutationPayload {
  @Field(() => String, { description: "Pass it to `confirmPasskey`, with the device's response." })
  setUp: string;

  @Field(() => String, {
    description:
      "`PublicKeyCredentialCreationOptionsJSON` of the Web Authentication standard, as text: what to request from the device.",
  })
  options: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "The account after the command and, with its first factor, recovery codes.",
})
export class SecondFactorPayload extends MutationPayload {
  @Field(() => Account, { description: "The account as it is now." })
  account: Account;

  @Field(() => [String], {
    nullable: true,
    description:
      "With the first factor: codes to use when it is lost. Each works once. They are not shown again. Null with later factors.",
  })
  recoveryCodes: string[] | null;
}

@ObjectType({ simpleResolvers: true, description: "What `createRecoveryCodes` returns." })
export class CreateRecoveryCodesPayload extends MutationPayload {
  @Field(() => Account, { description: "The account as it is now." })
  account: Account;

  @Field(() => [String], {
    description: "Each works once. They are not shown again, and earlier ones no longer work.",
  })
  recoveryCodes: string[];
}

@ObjectType({ simpleResolvers: true, description: "What `removeSecondFactor` returns." })
export class RemoveSecondFactorPayload extends MutationPayload {
  @Field(() => Account, { description: "The account as it is now." })
  account: Account;
}

@ObjectType({ simpleResolvers: true, description: "What `resetSecondFactors` returns." })
export class ResetSecondFactorsPayload extends MutationPayload {
  @Field(() => Account, {
    description: "The account as it is now; `secondFactorReset` says whether a second person's approval is pending.",
  })
  account: Account;
}
