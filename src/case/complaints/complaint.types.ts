import { Field, InputType, ID } from "type-graphql";
import { TextField, ListOf } from "../../platform/graphql/text-field";
import { CaseInput } from "./case-input.types";
import { MutationInput } from "../../platform/graphql/idempotency";
import { AmountField } from "../../platform/graphql/money";
import {
  BreachClassEnum,
  CompensationBasisEnum,
  RemedyKindEnum,
  type CompensationBasis,
  type RemedyKind,
} from "./case-enums.types";
import type { BreachClass } from "./complaint.lifecycle";

@InputType({ description: "One broken promise." })
export class BreachInput {
  @Field(() => ID, { description: "The promise version, `pmv_…`; it must be one that was frozen into the order." })
  promiseVersionId: string;

  @TextField({
    max: 2_000,
    nullable: true,
    description: "What you were promised, in your words; without it, the promise as it was frozen into the order.",
  })
  expected?: string | null;

  @TextField({ max: 2_000, description: "What you got instead." })
  delivered: string;

  @AmountField({
    defaultValue: 0,
    description:
      "How much is at stake with this promise, in minor units of the order's currency; not more than the order's price.",
  })
  amount: number;
}

@InputType({ description: "A new complaint." })
export class OpenComplaintInput extends MutationInput {
  @Field(() => ID, { description: "Your order, `ord_…`, until `Order.complainableUntil`." })
  orderId: string;

  @TextField({ max: 200, description: "The complaint in one line." })
  title: string;

  @TextField({ max: 5_000, description: "What happened." })
  story: string;

  @Field(() => BreachClassEnum, {
    defaultValue: "ORDINARY",
    description: "How grave it is. All but ORDINARY go straight to the platform.",
  })
  breachClass: BreachClass;

  @Field(() => [BreachInput], {
    description:
      "The promises broken, each of the order once, the platform's own (`PromiseVersion.platformPromise`) among them. May be empty in a grave case (`breachClass`): it is about the platform's own promise that such things do not happen, which holds for every order.",
  })
  @ListOf(0, 20)
  breaches: BreachInput[];

  @Field(() => RemedyKindEnum, { description: "What is demanded." })
  demandKind: RemedyKind;

  @AmountField({
    nullable: true,
    description:
      "How much is demanded, in minor units of the order's currency; needed for REFUND_PART, CREDIT and COMPENSATION. Without a basis not more than the price.",
  })
  demandAmount?: number;

  @Field(() => CompensationBasisEnum, {
    nullable: true,
    description:
      "For COMPENSATION, and for CREDIT beyond the price: on what basis. STATUTORY and ACTUAL_LOSS need `demandText`: which law, what loss. PROMISED needs a promise of the provider's own among the breaches. Limited by the house rule `compensation.…` of the basis.",
  })
  demandBasis?: CompensationBasis;

  @TextField({ max: 1_000, nullable: true, description: "The demand in words." })
  demandText?: string;

  @TextField({
    min: 10,
    max: 5_000,
    nullable: true,
    description:
      "Only for what was decided before (ALREADY_DECIDED): what has come to light since, at least 10 characters. The case is then SUBMITTED, and a moderator decides whether to accept it.",
  })
  newFacts?: string;
}

@InputType({ description: "Taking a complaint to the platform." })
export class EscalateComplaintInput extends CaseInput {
  @TextField({ max: 2_000, nullable: true, description: "What the platform should know." })
  text?: string;
}

@InputType({ description: "Withdrawing a complaint." })
export class WithdrawComplaintInput extends CaseInput {
  @TextField({ max: 1_000, nullable: true, description: "The reason, optional." })
  reason?: string;
}

@InputType({ description: "Reopening a closed case." })
export class ReopenComplaintInput extends CaseInput {
  @TextField({ max: 2_000, description: "Why the case must be reopened; shown to both sides." })
  reason: string;
}
