import type { BreachClass, CompensationBasis, RemedyKind } from "../api/schema.generated";
import type { OrderToComplainAboutQuery } from "./complain.generated";

type Order = NonNullable<OrderToComplainAboutQuery["order"]>;

export interface BreachTyped {
  promiseVersionId: string;
  expected: string;
  delivered: string;
  amount: number | null;
}

/** A complaint being written. */
export interface Draft {
  breaches: BreachTyped[];
  title: string;
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

/** A selected promise starts with what the records say about it, or with its own text. */
export function beginBreach(order: Order, promiseVersionId: string): BreachTyped {
  const finding = order.machineFindings.find(({ promiseVersion }) => promiseVersion.id === promiseVersionId);
  const promise = order.promises.find(({ promiseVersion }) => promiseVersion.id === promiseVersionId);
  return {
    promiseVersionId,
    expected: finding?.expected ?? promise?.promiseVersion.bilingual?.text ?? promise?.promiseVersion.text ?? "",
    delivered: finding?.delivered ?? "",
    amount: finding?.amountAtStake?.amount ?? null,
  };
}
