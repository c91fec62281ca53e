import type { EventHistory } from "../../platform/graphql/event-catalogue";

/** The histories whose events the API shows. */
export const EVENT_HISTORIES = {
  CASE: { description: "A case's: a `CaseEvent`.", whose: "a case" },
  PROVIDER: { description: "A provider's: a `ProviderEvent`.", whose: "a provider" },
  INSPECTION: { description: "An inspection's: an `InspectionEvent`.", whose: "an inspection" },
  ORDER: { description: "An order's; they come as notices, which have no particulars.", whose: "an order" },
  ACCOUNT: { description: "An account's; those here come as notices, which have no particulars.", whose: "an account" },
  HOUSE_RULES: {
    description: "The house rules'; they come as notices, which have no particulars.",
    whose: "house rules",
  },
} satisfies Record<string, EventHistory>;
export type HistoryName = keyof typeof EVENT_HISTORIES;
