import { Field, ID, ObjectType } from "type-graphql";
import {
  CompensationBasisEnum,
  RemedyKindEnum,
  type CompensationBasis,
  type RemedyKind,
} from "../complaints/case-enums.types";
import { MinorUnitsScalar } from "../../platform/graphql/scalars";

@ObjectType({ simpleResolvers: true, description: "One broken promise; fits `BreachInput` as it is." })
class BreachDraft {
  @Field(() => ID, { description: "The promise version, `pmv_…`." })
  promiseVersionId: string;

  @Field(() => String, { description: "What was promised, in the viewer's language." })
  expected: string;

  @Field(() => String, { description: "What was delivered instead, in the viewer's language." })
  delivered: string;

  @Field(() => MinorUnitsScalar, {
    description: "What is at stake, in minor units of the order's currency; 0 when it cannot be computed.",
  })
  amount: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "A complaint as far as the platform's own records can write it. Its fields fit those of `OpenComplaintInput` by name and type: put them there, let the consumer add their words and, where `demandKind` is null, choose a demand.",
})
export class ComplaintDraft {
  @Field(() => ID, { description: "The order, `ord_…`." })
  orderId: string;

  @Field(() => String, { description: "The complaint in one line, in the viewer's language." })
  title: string;

  @Field(() => String, { description: "What happened, in the viewer's language; the consumer may say it better." })
  story: string;

  @Field(() => [BreachDraft], { description: "The promises not kept, those of open complaints left out." })
  breaches: BreachDraft[];

  @Field(() => RemedyKindEnum, {
    nullable: true,
    description: "The remedy that the records suggest; null when the consumer has to choose.",
  })
  demandKind: RemedyKind | null;

  @Field(() => MinorUnitsScalar, {
    nullable: true,
    description: "How much, for REFUND_PART: the excess, for COMPENSATION: the sum; null for the other kinds.",
  })
  demandAmount: number | null;

  @Field(() => CompensationBasisEnum, {
    nullable: true,
    description:
      "PROMISED when each of the promises itself says what is paid: such a complaint is paid without a trial unless the provider objects within the house rule `clock.COMPENSATION_CLAIM`, if the payment of the order is confirmed. Null otherwise.",
  })
  demandBasis: CompensationBasis | null;
}
