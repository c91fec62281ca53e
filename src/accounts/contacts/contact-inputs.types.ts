import { Field, ID, InputType } from "type-graphql";
import { MutationInput, UnrememberedInput } from "../../platform/graphql/idempotency";
import { TextField } from "../../platform/graphql/text-field";
import { ProofInput } from "../factors/factor-inputs.types";
import { ContactKind, LetterFrequency } from "./contact-enums.types";

@InputType({ description: "Where one wants to be reached." })
export class AddContactPointInput extends UnrememberedInput {
  @Field(() => ContactKind, { description: "How the person can be reached by it." })
  kind: ContactKind;

  @TextField({ max: 254, description: "The address, or the number with its country code: `+86 138 0013 8000`." })
  address: string;

  @Field(() => ProofInput, { description: "Proof that it is still you." })
  proof: ProofInput;
}

@InputType({ description: "Who has forgotten their password." })
export class RequestPasswordResetInput extends UnrememberedInput {
  @TextField({ max: 254, description: "The e-mail address, as it was verified." })
  address: string;
}

@InputType({ description: "The code that was sent to a contact point." })
export class VerifyContactPointInput extends UnrememberedInput {
  @Field(() => ID, { description: "One's own contact point, `ctp_…`." })
  contactPointId: string;

  @TextField({ max: 20, description: "The eight digits." })
  code: string;
}

@InputType({ description: "One of one's own contact points." })
export class ContactPointInput extends MutationInput {
  @Field(() => ID, { description: "Its id, `ctp_…`." })
  contactPointId: string;
}

@InputType({ description: "A contact point to which a code is sent again." })
export class SendContactCodeInput extends ContactPointInput {}

@InputType({ description: "A contact point that is removed." })
export class RemoveContactPointInput extends ContactPointInput {}

@InputType({ description: "When messages are sent to a contact point." })
export class SetLetterFrequencyInput extends ContactPointInput {
  @Field(() => LetterFrequency, { description: "From now on." })
  frequency: LetterFrequency;
}
