import { Field, ID, InputType, Int } from "type-graphql";
import {
  CompensationBasisEnum,
  RemedyKindEnum,
  type CompensationBasis,
  type RemedyKind,
} from "../complaints/case-enums.types";
import { CaseInput, LeaseTokenField } from "../complaints/case-input.types";
import { TextField, WithinBounds } from "../../platform/graphql/text-field";
import { AmountField } from "../../platform/graphql/money";

@InputType({ description: "An offer of a remedy for the broken promise." })
export class MakeOfferInput extends CaseInput {
  @Field(() => RemedyKindEnum, {
    description: "What is offered (by the provider) or would suffice (for the consumer).",
  })
  kind: RemedyKind;

  @AmountField({
    nullable: true,
    description:
      "How much, in minor units of the order's currency; needed for REFUND_PART, CREDIT and COMPENSATION, possible for RETURN_AND_REFUND (all that was paid when left out). Over all cases of the order, refunds and credit are at most what was paid for it.",
  })
  amount?: number;

  @AmountField({
    nullable: true,
    least: 1,
    description:
      "For what is no money (REPLACE, REPERFORM, EXTEND_SERVICE, APOLOGY): what it is worth. That is owed if it is agreed and not performed, and paid from the provider's deposit; without it such an agreement goes back to the platform. At most what is left of what was paid for the order.",
  })
  insteadAmount?: number;

  @Field(() => CompensationBasisEnum, {
    nullable: true,
    description:
      "For COMPENSATION, and for CREDIT beyond the price: on what basis. Limited by the house rule `compensation.…` of the basis, over all cases of the order.",
  })
  basis?: CompensationBasis;

  @TextField({ max: 2_000, description: "The offer in words." })
  text: string;

  @Field(() => Int, {
    nullable: true,
    description:
      "Days from acceptance within which it is performed, 1 to 60; the house rule's 7 when left out. For RETURN_AND_REFUND: from when the goods are back.",
  })
  @WithinBounds(1, 60)
  settleWithinDays?: number;
}

@InputType({ description: "A settlement that the platform proposes to both sides." })
export class ProposeSettlementInput extends MakeOfferInput {
  @LeaseTokenField()
  leaseToken: number;
}

@InputType({ description: "Accepting the consumer's demand as it stands." })
export class ConcedeInput extends CaseInput {
  @TextField({
    max: 2_000,
    nullable: true,
    description: "What the consumer should know about it; the demand's own words when left out.",
  })
  text?: string;
}

@InputType({ description: "A counter-offer to the open offer." })
export class CounterOfferInput extends MakeOfferInput {
  @Field(() => ID, {
    description: "The open offer this answers, `ofr_…`; refused OFFER_NOT_OPEN when another one is open by now.",
  })
  offerId: string;
}

@InputType({ description: "The open offer, named, so that no one answers an offer they have not seen." })
export class AcceptOfferInput extends CaseInput {
  @Field(() => ID, { description: "The offer, `ofr_…`; only the newest open one can be answered." })
  offerId: string;
}

@InputType({ description: "Declining the open offer." })
export class DeclineOfferInput extends AcceptOfferInput {
  @TextField({ max: 1_000, nullable: true, description: "Why." })
  reason?: string;
}

@InputType({ description: "Withdrawing one's own open offer." })
export class WithdrawOfferInput extends DeclineOfferInput {}
