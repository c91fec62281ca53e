import type { Scope } from "../accounts/actor/scope.types";

/**
 * What API clients may call, beside the roles in each operation's `@Authorized`: under one scope, or under none (NONE: what any visitor may
 * ask, one's own name, what looks up another operation and asks for its scope, and what there is in sandboxes only). Whatever is not here is closed to them; a test has every
 * operation either here or in CLOSED, so that somebody decides.
 */
// oxfmt-ignore
const BY_SCOPE: Readonly<Record<Scope | "NONE", readonly string[]>> = {
  NONE: [
    "apiLimits", "eventTypes", "openOperations", "refusals", "schemaVersion", "viewer", "node", "nodes", "eventsSince", "job", "jobUpdated",
    "workingCalendar", "houseRules", "houseRuleChanges", "houseRuleChange", "rules", "ruleVersion", "ruleHistory", "listingCategories",
    "outsideRouteCatalogue", "guides", "guide", "suggestedGuides", "courses", "course", "dossierKeys",
    "advanceTestClock", "createTestCase",
  ],
  PROVIDER_READ: [
    "provider", "providers", "providerUpdated", "listing", "listings", "providerListings", "promise", "promiseVersion", "platformPromises",
    "promiseCheck", "comparePromises", "search", "review",
  ],
  ORDERS_READ: ["order", "providerOrders"],
  ORDERS_WRITE: ["deliverOrder"],
  ORDERS_IMPORT: ["upsertMarketplaceRecords"],
  // By SCIM, see CLIENT_FILES.
  PEOPLE_WRITE: [],
  COMPLAINTS_READ: [
    "complaint", "myComplaints", "myComplaintsCursor", "complaintUpdated", "myComplaintsUpdated", "evidence", "referral", "outsideRoutes",
  ],
  COMPLAINTS_RESPOND: [
    "sendMessage", "markMessagesSeen", "submitDefence", "refuseDemand", "giveFinalAnswer", "declineOffer", "answerAppeal",
    "fileRemedyProof", "fileSettlementProof", "receiveReturn", "contestCompensation",
  ],
  COMPLAINTS_SETTLE: ["makeOffer", "counterOffer", "withdrawOffer", "acceptOffer", "concede"],
  EVIDENCE_WRITE: ["createEvidenceUpload", "answerEvidenceRequest", "closeEvidence"],
  LISTINGS_WRITE: ["createListing", "updateListing", "setListingStatus"],
  PROMISES_WRITE: ["publishPromise", "withdrawPromise"],
  REGISTER_READ: ["register", "registerEntry", "registerHead", "registerUpdated", "ruling", "rulings", "rulingPublished"],
  STATISTICS_READ: ["publicStatistics"],
  WEBHOOKS_MANAGE: [
    "webhookEndpoint", "webhookEndpoints", "createWebhookEndpoint", "updateWebhookEndpoint", "deleteWebhookEndpoint", "rotateWebhookSecret",
    "sendTestWebhook", "redeliverWebhook", "redeliverWebhooks",
  ],
};

const SCOPES = new Map(
  Object.entries(BY_SCOPE).flatMap(([scope, names]) => names.map((name) => [name, scope as Scope | "NONE"] as const)),
);

/** What the operation asks of an API client; undefined: it is closed to them. */
export const scopeOf = (operation: string): Scope | "NONE" | undefined => SCOPES.get(operation);

/** For the test that compares them with the schema. */
export const CLIENT_OPERATIONS: readonly string[] = [...SCOPES.keys()];

/** The same of files and feeds, by the first segment of their path: to fetch, and to send. */
export const CLIENT_FILES: Readonly<Record<string, { fetch?: Scope | "NONE"; send?: Scope }>> = {
  intake: { send: "ORDERS_IMPORT" },
  scim: { fetch: "PEOPLE_WRITE", send: "PEOPLE_WRITE" },
  evidence: { fetch: "COMPLAINTS_READ", send: "EVIDENCE_WRITE" },
};
