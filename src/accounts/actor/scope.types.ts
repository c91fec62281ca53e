import { defineEnum } from "../../platform/graphql/enum";

export type Scope = keyof typeof Scope;
/** What each opens is one table: `app/client-operations.table.ts`. */
export const Scope = defineEnum(
  "Scope",
  "What an API client may do. Each operation names its scope in its description; where none is named, only people may. More may be added.",
  {
    PROVIDER_READ: "The provider as its staff sees it, its listings and promises; the market's pages and comparisons.",
    ORDERS_READ: "The provider's orders. A provider's clients only.",
    ORDERS_WRITE: "Say that the provider's orders were delivered. A provider's clients only.",
    ORDERS_IMPORT:
      "Bring in the marketplace's own people, providers, listings, promises, orders, deliveries, payments and refunds. The platform's clients only.",
    PEOPLE_WRITE:
      "Say who the platform's people are, by SCIM: their names and roles, and that somebody has left. The platform's clients only.",
    COMPLAINTS_READ: "The provider's cases, with what was said and filed in them, live too. A provider's clients only.",
    COMPLAINTS_RESPOND:
      "Answer in the provider's cases: messages, defences, answers, proof that something was done. A provider's clients only.",
    COMPLAINTS_SETTLE:
      "Bind the provider in its cases: make, accept and withdraw offers, concede. A provider's clients only.",
    EVIDENCE_WRITE: "File evidence in the provider's cases, and answer requests for it. A provider's clients only.",
    LISTINGS_WRITE: "Create and change listings, publish them and take them down. A provider's clients only.",
    PROMISES_WRITE: "Publish and withdraw promises. A provider's clients only.",
    REGISTER_READ: "The public register of rulings and penalties, live too.",
    STATISTICS_READ: "The public figures of the market.",
    WEBHOOKS_MANAGE: "Create, change and end the client's own webhooks.",
  },
);
