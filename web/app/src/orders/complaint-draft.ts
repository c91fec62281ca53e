import type { BreachClass, CompensationBasis, OpenComplaintInput, RemedyKind } from "../api/schema.generated";
import { colon } from "../text/format";
import type { labelOf } from "../text/labels";
import { promiseName } from "../text/promise-name";
import type { OrderToComplainAboutQuery } from "./complain.generated";

type Order = NonNullable<OrderToComplainAboutQuery["order"]>;

/** A broken promise: what was promised is in the order. */
export interface BreachTyped {
  promiseVersionId: string;
  delivered: string;
  amount: number | null;
}

/** A complaint being written. */
export interface Draft {
  breaches: BreachTyped[];
  /** Empty: it is made of the promises, see `titleOf`. */
  title: string;
  /** Empty: what came instead says it, see `storyOf`. */
  story: string;
  breachClass: BreachClass;
  demandKind: RemedyKind | null;
  demandAmount: number | null;
  /** On what basis more is demanded than the price. */
  demandBasis?: CompensationBasis | null;
  demandText: string;
  /** What is new since another case decided the matter. */
  newFacts?: string;
}

/** Fills in automatically what the platform's records already show. */
export function beginDraft({ complaintDraft: written }: Order): Draft {
  return {
    breaches: written?.breaches ?? [],
    title: written?.title ?? "",
    story: written?.story ?? "",
    breachClass: "ORDINARY",
    demandKind: written?.demandKind ?? null,
    demandAmount: written?.demandAmount ?? null,
    demandBasis: written?.demandBasis ?? null,
    demandText: "",
  };
}

/** A selected promise starts with what the records say of it. */
export function beginBreach(order: Order, promiseVersionId: string): BreachTyped {
  const finding = order.machineFindings.find(({ promiseVersion }) => promiseVersion.id === promiseVersionId);
  return {
    promiseVersionId,
    delivered: finding?.delivered ?? "",
    amount: finding?.amountAtStake?.amount ?? null,
  };
}

export function nameOf(order: Order, versionId: string, label: typeof labelOf): string {
  const promised = order.promises.find(({ promiseVersion }) => promiseVersion.id === versionId)?.promiseVersion;
  return promised ? promiseName(promised, promised.kind, label) : "";
}

const MOST_IN_TITLE = 200;

/** What the case is called unless somebody names it. */
export function titleOf(order: Order, { breaches, breachClass }: Draft, label: typeof labelOf): string {
  const broken = breaches.map(({ promiseVersionId }) => nameOf(order, promiseVersionId, label));
  const about = broken.length > 0 ? broken.join(" · ") : label("BreachClass", breachClass);
  return `${about} · ${order.title}`.slice(0, MOST_IN_TITLE);
}

/** What happened, unless it is told. */
const storyOf = (order: Order, { breaches }: Draft, label: typeof labelOf): string =>
  breaches
    .map(({ promiseVersionId, delivered }) => nameOf(order, promiseVersionId, label) + colon() + delivered)
    .join("\n");

export const toInput = (
  order: Order,
  draft: Draft,
  demandKind: RemedyKind,
  label: typeof labelOf,
): Omit<OpenComplaintInput, "clientMutationId"> => ({
  orderId: order.id,
  ...draft,
  title: draft.title || titleOf(order, draft, label),
  story: draft.story || storyOf(order, draft, label),
  breaches: draft.breaches.map(({ promiseVersionId, delivered, amount }) => ({
    promiseVersionId,
    delivered,
    amount: amount ?? 0,
  })),
  demandKind,
  newFacts: draft.newFacts || undefined,
});
