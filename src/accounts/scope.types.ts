import { defineEnum } from "../platform/graphql/enum";

export type Scope = keyof typeof Scope;
/** What each opens is one table: `app/client-operations.table.ts`. */
export const Scope = defineEnum(
  "Scope",
  "What an API client may do. Each operation names its scope in its description; where none is named, only people may. More may be added.",
  {
    PROVIDER_READ: "The provider as its staff sees it, its listings and promises; the market's pages and comparisons.",
    ORDERS_READ: "The provider's orders.",
    ORDERS_WRITE: "Say that the provider's orders were delivered.",
    ORDERS_IMPORT:
      "Bring in the marketplace's own providers, listings, orders and deliveries. The platform's clients only.",
    PEOPLE_WRITE:
      "Say who the platform's people are, by SCIM: their names and roles, and that somebody has left. The platform's clients only.",
    COMPLAINTS_READ: "The provider's cases, with what was said and filed in them, live too.",
    COMPLAINTS_RESPOND: "Answer in the provider's cases: messages, defences, answers, proof that something was done.",
    COMPLAINTS_SETTLE: "Bind the provider in its cases: make, accept and withdraw offers, concede.",
    EVIDENCE_WRITE: "File evidence in the provider's cases, and answer requests for it.",
    LISTINGS_WRITE: "Create, change, pause and end listings.",
    PROMISES_WRITE: "Publish and withdraw promises.",
    REGISTER_READ: "The public register of rulings and penalties, live too.",
    STATISTICS_READ: "The public figures of the market.",
    WEBHOOKS_MANAGE: "Create, change and end the client's own webhooks.",
  },
);
