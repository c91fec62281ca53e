import { Breach, openKeyOf } from "../complaints/breach.entity";
import { fileableUntil } from "../complaints/filing.pure";
import type { Order } from "../../market/orders/order.entity";
import { promisedCompensation } from "../../market/orders/promised-compensation.pure";
import { addUp } from "../../platform/amounts";
import type { Context } from "../../platform/graphql/context";
import { say } from "../../platform/messages/explain";
import { HouseRules } from "../../house-rules/house-rules";
import { demandOf } from "./complaint-draft.pure";
import { findingTexts } from "./finding-texts.pure";
import type { Found } from "./order-findings.queries";
import type { ComplaintDraft } from "./complaint-draft.types";

/** Null when there is nothing to complain about, or the time for complaints is over. */
export async function draftComplaint(
  ctx: Context,
  order: Order,
  found: readonly Found[],
): Promise<ComplaintDraft | null> {
  const rules = await HouseRules.inForce(ctx.db, ctx.now());
  const inTime = found.filter(({ version }) => ctx.now() < fileableUntil(order, version, rules));
  const open = await Promise.all(
    inTime.map(({ version }) => ctx.loaders.manyBy(Breach, "openKey", openKeyOf(order.id, version.promiseId))),
  );
  const free = inTime.filter((_, index) => open[index]?.length === 0);
  const [first] = free;
  if (!first) return null;
  const breaches = free.map(({ version, facts }) => ({
    promiseVersionId: version.id,
    ...findingTexts(version.kind, facts, order.priceCurrency, ctx),
    amount: facts.amount ?? 0,
  }));
  const sums = free.map(({ version, facts }) => promisedCompensation(version.terms, facts, order)?.amount ?? null);
  const promised = sums.includes(null) ? null : addUp(sums.map((sum) => sum ?? 0));
  const demand = demandOf(
    free.map(({ facts }) => facts),
    promised === null ? null : Math.min(promised, order.priceAmount),
  );
  return {
    orderId: order.id,
    title: say(`draft.title.${first.facts.shortfall}`, ctx),
    story: breaches.map(({ expected, delivered }) => `${expected} ${delivered}`).join("\n"),
    breaches,
    demandKind: demand?.kind ?? null,
    demandAmount: demand?.amount ?? null,
    demandBasis: demand?.basis ?? null,
  };
}
