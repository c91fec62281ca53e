import type { Scope } from "../../accounts/actor/scope.types";

/** Whose API clients may be given a scope. */
// oxfmt-ignore
export const SCOPES_FOR: Readonly<Record<Scope, readonly ("PROVIDER" | "PLATFORM")[]>> = {
  PROVIDER_READ:      ["PROVIDER", "PLATFORM"],
  ORDERS_READ:        ["PROVIDER"],
  ORDERS_WRITE:       ["PROVIDER"],
  ORDERS_IMPORT:      ["PLATFORM"],
  PEOPLE_WRITE:       ["PLATFORM"],
  COMPLAINTS_READ:    ["PROVIDER"],
  COMPLAINTS_RESPOND: ["PROVIDER"],
  COMPLAINTS_SETTLE:  ["PROVIDER"],
  EVIDENCE_WRITE:     ["PROVIDER"],
  LISTINGS_WRITE:     ["PROVIDER"],
  PROMISES_WRITE:     ["PROVIDER"],
  REGISTER_READ:      ["PROVIDER", "PLATFORM"],
  STATISTICS_READ:    ["PROVIDER", "PLATFORM"],
  WEBHOOKS_MANAGE:    ["PROVIDER", "PLATFORM"],
};
