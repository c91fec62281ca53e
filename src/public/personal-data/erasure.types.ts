import { Field, ID, InputType, ObjectType } from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import { ProofInput } from "../../accounts/factors/factor-inputs.types";
import { MutationInput, MutationPayload, UnrememberedInput } from "../../platform/graphql/idempotency";
import { TextField } from "../../platform/graphql/text-field";
import { LegalHold } from "./legal-hold.entity";

@InputType({ description: "Asking for one's own account to be deleted." })
export class RequestAccountErasureInput extends UnrememberedInput {
  @Field(() => ProofInput, {
    nullable: true,
    description: "Proof that it is still you. Not for accounts of an outside identity provider, needed of all others.",
  })
  proof?: ProofInput | null;
}

@ObjectType({ simpleResolvers: true, description: "What `requestAccountErasure` returns." })
export class RequestAccountErasurePayload extends MutationPayload {
  @Field(() => Account, { description: "The account, with its `erasure`." })
  account: Account;
}

@InputType({ description: "Taking back that one's account is to be deleted." })
export class WithdrawAccountErasureInput extends MutationInput {}

@ObjectType({ simpleResolvers: true, description: "What `withdrawAccountErasure` returns." })
export class WithdrawAccountErasurePayload extends RequestAccountErasurePayload {}

@InputType({ description: "What to keep, and why." })
export class PlaceLegalHoldInput extends MutationInput {
  @Field(() => ID, { nullable: true, description: "A person, `acc_…`. Either a person or a case." })
  accountId?: string | null;

  @Field(() => ID, { nullable: true, description: "A case, `cmp_…`." })
  complaintId?: string | null;

  @TextField({ max: 1_000, description: "Why, e.g. the authority's request; kept for good." })
  reason: string;
}

@InputType({ description: "Which hold to end, and why." })
export class EndLegalHoldInput extends MutationInput {
  @Field(() => ID, { description: "The hold, `lgh_…`." })
  legalHoldId: string;

  @TextField({ max: 1_000, description: "Why it is needed no longer; kept for good." })
  reason: string;
}

@ObjectType({ simpleResolvers: true, description: "What `placeLegalHold` returns." })
export class PlaceLegalHoldPayload extends MutationPayload {
  @Field(() => LegalHold, { description: "The hold as it is now." })
  legalHold: LegalHold;
}

@ObjectType({ simpleResolvers: true, description: "What `endLegalHold` returns." })
export class EndLegalHoldPayload extends PlaceLegalHoldPayload {}
