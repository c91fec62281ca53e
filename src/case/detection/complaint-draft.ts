import { Field, ID, ObjectType } from "type-graphql";
import { Breach, openKeyOf } from "../complaints/breach.entity";
import { RemedyKindEnum, type RemedyKind } from "../complaints/case-enums.types";
import { fileableUntil } from "../complaints/open-complaint";
import type { Order } from "../../market/orders/order.entity";
import { MinorUnitsScalar } from "../../platform/graphql/scalars";
import type { Context } from "../../platform/graphql/context";
import { say } from "../../platform/messages/explain";
import { HouseRules } from "../../house-rules/house-rules";
import { demandOf } from "./complaint-draft.pure";
import { findingTexts } from "./finding-texts.pure";
import type { Found } from "./order-findings.queries";

@ObjectType({ simpleResolvers: true, description: "One broken promise; fits `BreachInput` as it is." })
class BreachDraft {
  @Field(() => ID, { description: "The promise version, `pmv_…`." })
  promiseVersionId: string;

  @Field(() => String, { description: "What was promised, in the viewer's language." })
  expected: string;

  @Field(() => String, { description: "What came of it, in the viewer's language." })
  delivered: string;

  @Field(() => MinorUnitsScalar, {
    description: "What is at stake, in minor units of the order's currency; 0 when it cannot be counted.",
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
    description: "What the records speak for; null when the consumer has to choose.",
  })
  demandKind: RemedyKind | null;

  @Field(() => MinorUnitsScalar, {
    nullable: true,
    description: "How much, for REFUND_PART: the excess; null for the other kinds.",
  })
  demandAmount: number | null;
}

/** Null when there is nothing to complain of, or no time left to. */
export async function draftComplaint(
  ctx: Context,
  order: Order,
  found: readonly Found[],
): Promise<ComplaintDraft | null> {
  const rules = await HouseRules.inForce(ctx.db, ctx.now());
  if (ctx.now() > fileableUntil(order, rules)) return null;
  const open = await Promise.all(
    found.map(({ version }) => ctx.loaders.manyBy(Breach, "openKey", openKeyOf(order.id, version.promiseId))),
  );
  const free = found.filter((_, index) => open[index]?.length === 0);
  const [first] = free;
  if (!first) return null;
  const breaches = free.map(({ version, facts }) => ({
    promiseVersionId: version.id,
    ...findingTexts(version.kind, facts, order.priceCurrency, ctx.locale),
    amount: facts.amount ?? 0,
  }));
  const demand = demandOf(free.map(({ facts }) => facts));
  return {
    orderId: order.id,
    title: say(`draft.title.${first.facts.shortfall}`, ctx.locale),
    story: breaches.map(({ expected, delivered }) => `${expected} ${delivered}`).join("\n"),
    breaches,
    demandKind: demand?.kind ?? null,
    demandAmount: demand?.amount ?? null,
  };
}
