import { Field, ObjectType } from "type-graphql";
import { MutationPayload } from "../../platform/graphql/idempotency";
import { Account } from "../account.entity";

@ObjectType({ simpleResolvers: true, description: "What `beginPasskeySignIn` gives back." })
export class BeginPasskeySignInPayload extends MutationPayload {
  @Field(() => String, { description: "Give it to `signInWithPasskey`, with what the device answers." })
  challenge: string;

  @Field(() => String, {
    description:
      "`PublicKeyCredentialRequestOptionsJSON` of the Web Authentication standard, as text: what to ask the device for.",
  })
  options: string;
}

@ObjectType({ simpleResolvers: true, description: "What `beginTotp` gives back. It is not shown again." })
export class BeginTotpPayload extends MutationPayload {
  @Field(() => String, { description: "Give it to `confirmTotp`, with a code of the app." })
  setUp: string;

  @Field(() => String, { description: "The secret, to be typed into an app that cannot read the picture. Base 32." })
  secret: string;

  @Field(() => String, { description: "`otpauth://…`, to be shown as a QR code." })
  uri: string;
}

@ObjectType({ simpleResolvers: true, description: "What `beginPasskey` gives back." })
export class BeginPasskeyPayload extends MutationPayload {
  @Field(() => String, { description: "Give it to `confirmPasskey`, with what the device answers." })
  setUp: string;

  @Field(() => String, {
    description:
      "`PublicKeyCredentialCreationOptionsJSON` of the Web Authentication standard, as text: what to ask the device for.",
  })
  options: string;
}

@ObjectType({ simpleResolvers: true, description: "What `confirmTotp` and `confirmPasskey` give back." })
export class SecondFactorPayload extends MutationPayload {
  @Field(() => Account, { description: "The account as it is now." })
  account: Account;

  @Field(() => [String], {
    nullable: true,
    description:
      "With the first factor: codes for the day when it is lost. Each signs in once. They are not shown again. Null with later factors.",
  })
  recoveryCodes: string[] | null;
}

@ObjectType({ simpleResolvers: true, description: "What `createRecoveryCodes` gives back." })
export class CreateRecoveryCodesPayload extends MutationPayload {
  @Field(() => Account, { description: "The account as it is now." })
  account: Account;

  @Field(() => [String], {
    description: "Each signs in once. They are not shown again, and earlier ones work no more.",
  })
  recoveryCodes: string[];
}

@ObjectType({ simpleResolvers: true, description: "What `removeSecondFactor` gives back." })
export class RemoveSecondFactorPayload extends MutationPayload {
  @Field(() => Account, { description: "The account as it is now." })
  account: Account;
}

@ObjectType({ simpleResolvers: true, description: "What `resetSecondFactors` gives back." })
export class ResetSecondFactorsPayload extends MutationPayload {
  @Field(() => Account, {
    description: "The account as it is now; `secondFactorReset` says whether a second person's word is waited for.",
  })
  account: Account;
}
