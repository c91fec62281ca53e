import { measureOf, type PenaltyKind } from "../../house-rules/measures.table";

interface RestrictingMeasure {
  kind: PenaltyKind;
  /** Whether it concerns one listing, not the whole provider. */
  isOfListing: boolean;
  amount: { amount: number; currency: string } | null;
}

interface Restriction {
  decision_visibility?: string[];
  decision_monetary?: string;
  decision_monetary_other?: string;
  decision_provision?: string;
  decision_account?: string;
}

/**
 * The restrictions, in the sense of the Digital Services Act (article 17(1)), that a measure amounts to. A warning and a public notice restrict
 * nothing: there is no statement for them.
 */
export function restrictionOf({ kind, isOfListing, amount }: RestrictingMeasure): Restriction | null {
  const { takes, restricts } = measureOf(kind);
  if (takes === "AMOUNT")
    return { decision_monetary: "DECISION_MONETARY_OTHER", decision_monetary_other: fineInWords(amount) };
  switch (restricts) {
    case "PLACE":
      return { decision_visibility: ["DECISION_VISIBILITY_CONTENT_DEMOTED"] };
    case "ORDERS":
      return {
        decision_visibility: ["DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED"],
        ...(!isOfListing && { decision_provision: "DECISION_PROVISION_PARTIAL_SUSPENSION" }),
      };
    case "NEW_LISTINGS":
      return { decision_provision: "DECISION_PROVISION_PARTIAL_SUSPENSION" };
    case "TRADE":
      return {
        decision_visibility: ["DECISION_VISIBILITY_CONTENT_DISABLED"],
        decision_account: "DECISION_ACCOUNT_SUSPENDED",
      };
    case "COOPERATION":
      return {
        decision_visibility: ["DECISION_VISIBILITY_CONTENT_DISABLED"],
        decision_provision: "DECISION_PROVISION_TOTAL_TERMINATION",
        decision_account: "DECISION_ACCOUNT_TERMINATED",
      };
    case null:
      return null;
  }
}

/** Not every currency has two decimal digits: the amount is given as stored. */
const fineInWords = (amount: RestrictingMeasure["amount"]): string =>
  amount === null
    ? "Contract charge, paid to the platform."
    : `Contract charge of ${amount.amount} ${amount.currency} (in the currency's smallest unit), paid to the platform or taken from the provider's deposit.`;

const END_DATE = {
  decision_visibility: "end_date_visibility_restriction",
  decision_monetary: "end_date_monetary_restriction",
  decision_provision: "end_date_service_restriction",
  decision_account: "end_date_account_restriction",
} as const;

/** The day on which each of its restrictions ends. */
export const endDatesOf = (restriction: Restriction, date: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(END_DATE)
      .filter(([decision]) => decision in restriction)
      .map(([, field]) => [field, date]),
  );
