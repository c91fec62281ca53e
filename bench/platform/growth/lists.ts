import { DAY } from "../../../src/platform/time";
import { BUSIEST, type ReaderRole } from "./market";

/** One list of the API, narrowed and ordered in one way, as somebody reads it. */
export interface List {
  /** The type and the field that return it. */
  of: `${string}.${string}`;
  as: ReaderRole | "VISITOR";
  args?: string;
  /** Instead of an argument list: fields around the list, with `$LIST` where it stands. */
  within?: string;
}

const at = (moment: number): string => JSON.stringify(new Date(moment).toISOString());

/** Every list of the schema, with the filters and orders that could make it slow. */
export function lists(now: number): List[] {
  const {
    provider,
    consumer,
    complaint,
    order,
    listing,
    promise,
    draft,
    replay,
    course,
    inspection,
    moderator,
    client,
    endpoint,
  } = BUSIEST;
  const [lastWeek, lastMonth] = [at(now - 7 * DAY), at(now - 30 * DAY)];
  const rare = `from: ${at(now - 150 * DAY)}, to: ${at(now - 149 * DAY)}`;
  const of = (field: List["of"], as: List["as"], ...args: readonly string[]): List[] =>
    (args.length === 0 ? [""] : args).map((each) => ({ of: field, as, args: each }));
  const inside = (field: List["of"], as: List["as"], within: string): List => ({ of: field, as, within });

  const cases = (...more: string[]): string[] => [
    "",
    "sort: UPDATED_AT_ASC",
    "sort: UPDATED_AT_DESC",
    'filter: { text: "退款" }',
    'filter: { text: "隐瞒" }',
    'filter: { text: "上门 甲醛" }',
    'filter: { text: "deliv" }',
    'filter: { text: "R-2026-000777" }',
    'filter: { externalId: "old-77" }',
    "filter: { statuses: [STAYED] }",
    "filter: { statuses: [CLOSED, APPEALED] }",
    `filter: { openedAt: { ${rare} } }`,
    `filter: { updatedAt: { ${rare} } }`,
    `filter: { openedAt: { to: ${at(now - 298 * DAY)} } }`,
    `filter: { updatedAt: { from: ${lastWeek} }, openedAt: { to: ${lastMonth} } }`,
    `sort: UPDATED_AT_ASC, filter: { updatedAt: { from: ${lastWeek} } }`,
    ...more,
  ];
  const orders = (...more: string[]): string[] => [
    "",
    'filter: { text: "退款" }',
    'filter: { text: "隐瞒" }',
    "filter: { statuses: [CANCELLED] }",
    `filter: { placedAt: { ${rare} } }`,
    `filter: { listingId: "${listing}" }`,
    ...more,
  ];
  const searches = (...more: string[]): string[] => [
    "",
    "sort: NEWEST",
    "sort: REPUTATION",
    "sort: KEPT",
    'filter: { category: "HOME" }',
    'filter: { category: "legal" }, sort: REPUTATION',
    "filter: { promiseKinds: [PRICE] }",
    "filter: { promiseKinds: [AVAILABILITY] }",
    "filter: { promiseKinds: [AVAILABILITY] }, sort: REPUTATION",
    "filter: { minReputation: 90 }",
    'filter: { text: "退款" }',
    'filter: { text: "上门维修" }',
    'filter: { text: "甲醛" }',
    'filter: { text: "deliv" }',
    'filter: { text: "服务" }, sort: REPUTATION',
    'filter: { text: "服务", category: "legal", promiseKinds: [AVAILABILITY], minReputation: 90 }',
    ...more,
  ];

  return [
    ...of(
      "Query.accounts",
      "AUDITOR",
      "",
      "filter: { role: MODERATOR }",
      "filter: { status: CLOSED }",
      "filter: { status: CLOSED, role: TRAINER }",
      'filter: { text: "隐瞒" }',
      'filter: { text: "服务" }',
      'filter: { text: "user77" }',
    ),
    ...of("Query.roleGrants", "AUDITOR", "", "status: PROPOSED"),
    ...of("Query.paymentInstructions", "AUDITOR", "", "state: SENT", "flagged: true"),
    ...of("Query.payments", "AUDITOR", "", "status: DISPUTED", "status: CONFIRMED, purpose: FINE", "purpose: DEPOSIT"),
    ...of(
      "Query.complaints",
      "AUDITOR",
      ...cases(
        "filter: { severities: [L3] }",
        "filter: { severities: [L3], statuses: [CLOSED] }",
        'filter: { category: "legal" }',
        'filter: { category: "legal", severities: [L3], statuses: [NEGOTIATING, SUBMITTED] }',
        `filter: { dueAt: { to: ${at(now - DAY)} } }`,
        `filter: { providerId: "${provider}" }`,
        `filter: { providerId: "${provider}", category: "legal" }`,
        `filter: { consumerId: "${consumer}" }`,
        `filter: { orderId: "${order}" }`,
        `filter: { providerId: "${provider}", text: "甲醛" }`,
      ),
    ),
    ...of("Query.myComplaints", "CONSUMER", ...cases()),
    ...of(
      "Query.myComplaints",
      "OWNER",
      ...cases("filter: { side: PROVIDER, statuses: [STAYED] }", `filter: { providerId: "${provider}" }`),
    ),
    ...of("Query.appealsAwaitingDecision", "AUDITOR"),
    ...of(
      "Query.rulings",
      "VISITOR",
      "",
      "filter: { outcome: DISMISSED }",
      'filter: { ruleCode: "PRICE-1" }',
      'filter: { ruleCode: "NO-SUCH" }',
      `filter: { providerId: "${provider}" }`,
      `filter: { providerId: "${provider}", outcome: DISMISSED }`,
      'filter: { ruleCode: "PRICE-1", outcome: DISMISSED }',
    ),
    ...of("Query.rulingsAwaitingApproval", "AUDITOR"),
    ...of("Query.houseRuleChanges", "VISITOR", "", "status: ANNOUNCED", 'code: "deposit.rate"'),
    ...of("Query.interimMeasuresWaiting", "AUDITOR"),
    ...of("Query.penaltiesAwaitingApproval", "AUDITOR"),
    ...of(
      "Query.register",
      "VISITOR",
      "",
      `asOf: ${lastMonth}`,
      "filter: { kind: LATENESS }",
      "filter: { outcome: DISMISSED }",
      `filter: { providerId: "${provider}" }`,
      `filter: { at: { ${rare} } }`,
      'filter: { ruleCode: "PRICE-1" }',
      'filter: { ruleCode: "NO-SUCH" }',
      "filter: { kind: LATENESS, outcome: DISMISSED }",
    ),
    ...of("Query.casesWithRemedyToCheck", "AUDITOR"),
    ...of("Query.casesInDefault", "AUDITOR"),
    ...of("Query.contestedReturns", "AUDITOR"),
    ...of("Query.ruleDrafts", "AUDITOR", "", "status: OPEN"),
    ...of(
      "Query.accessLog",
      "AUDITOR",
      "",
      `filter: { complaintId: "${complaint}" }`,
      `filter: { accountId: "${consumer}" }`,
      `filter: { byId: "${moderator}" }`,
    ),
    ...of(
      "Query.moderationQueue",
      "MODERATOR",
      "",
      "filter: { status: INFO_REQUESTED }",
      "filter: { severity: L3 }",
      `filter: { providerId: "${provider}" }`,
      "filter: { mine: true }",
      'filter: { queue: "SPECIAL" }',
      'filter: { category: "legal" }',
      "filter: { minAmount: 850000 }",
      "filter: { maxAmount: 1100 }",
      'filter: { currency: "JPY", maxAmount: 1100 }',
      "filter: { assignedToMe: true }",
      `filter: { assignedToId: "${moderator}" }`,
      "filter: { withMe: true }",
      "filter: { unassigned: true }",
      "filter: { severityAtLeast: L3 }",
      "filter: { dueToday: true }",
      'filter: { text: "退款", withMe: true }',
      "filter: { escalated: true }",
      "filter: { escalated: false }",
      "filter: { overdue: true }",
      `filter: { dueAt: { from: ${at(now + 13 * DAY)} } }`,
      'filter: { category: "legal", severity: L3, queue: "SPECIAL" }',
      'filter: { text: "退款" }',
      'filter: { text: "隐瞒" }',
      'filter: { text: "上门 甲醛" }',
      'filter: { text: "deliv" }',
      'filter: { text: "R-2026-000777" }',
      `filter: { text: "退款", providerId: "${provider}" }`,
    ),
    ...of(
      "Query.filingLimits",
      "AUDITOR",
      "",
      "filter: { status: PROPOSED }",
      "filter: { status: IN_FORCE }",
      "filter: { status: ENDED }",
      "filter: { status: LIFTED }",
      "filter: { contested: true }",
    ),
    ...of("Query.apiClients", "AUDITOR", "", `providerId: "${provider}"`),
    ...of("Query.webhookEndpoints", "AUDITOR", `apiClientId: "${client}"`),
    ...["", "filter: { status: PENDING }", "filter: { eventType: RULING_ISSUED }"].map((args) => ({
      ...inside("WebhookEndpoint.deliveries", "AUDITOR", `webhookEndpoint(id: "${endpoint}") { $LIST }`),
      args,
    })),
    ...of("Query.providerListings", "AUDITOR", `providerId: "${provider}"`, `providerId: "${provider}", text: "隐瞒"`),
    ...of("Query.myOrders", "CONSUMER", ...orders()),
    ...of("Query.providerOrders", "AUDITOR", ...orders().map((filter) => `providerId: "${provider}" ${filter}`)),
    ...of(
      "Query.orders",
      "AUDITOR",
      ...orders(
        `filter: { providerId: "${provider}", statuses: [CANCELLED] }`,
        `filter: { consumerId: "${consumer}" }`,
      ),
    ),
    ...of("Query.licenceContests", "AUDITOR", "", "status: DISMISSED"),
    ...of("Query.vettingQueue", "INSPECTOR", "", "filter: { mine: true }", "filter: { status: CHANGES_REQUESTED }"),
    ...of("Query.guides", "VISITOR", "", "filter: { audience: PROVIDER }"),
    ...of(
      "Query.inspections",
      "INSPECTOR",
      "",
      "filter: { status: OPEN }",
      "filter: { origin: BURST }",
      "filter: { status: OPEN, origin: BURST }",
      `filter: { providerId: "${provider}" }`,
      "filter: { assignedToMe: true }",
      "filter: { unassigned: true }",
      `filter: { dueAt: { to: ${lastMonth} } }`,
    ),
    ...of("Query.inspectionPlans", "INSPECTOR"),
    ...of("Query.courses", "VISITOR", "", 'text: "承诺"'),
    ...of(
      "Query.enrolments",
      "AUDITOR",
      "",
      `filter: { providerId: "${provider}" }`,
      `filter: { courseId: "${course}" }`,
      "filter: { status: OPEN }",
      "filter: { status: OVERDUE }",
      `filter: { courseId: "${course}", status: CANCELLED }`,
    ),
    ...of(
      "Query.listings",
      "VISITOR",
      ...searches(
        'filter: { price: { currency: "CNY" } }, sort: PRICE_LOW',
        'filter: { price: { currency: "CNY", from: 800000 }, category: "legal" }, sort: PRICE_HIGH',
        `filter: { providerId: "${provider}" }`,
        `filter: { providerId: "${provider}", text: "服务" }`,
      ),
    ),
    ...of(
      "Query.providers",
      "VISITOR",
      ...searches("filter: { offMarket: true }", 'filter: { text: "服务", offMarket: true }'),
    ),
    ...of("Query.transparencyStatements", "AUDITOR", "", `tookEffectAt: { from: ${lastWeek} }`),

    ...["penalties", "rulings", "promises", "inspectionConclusions", "reviews", "reputation { inputs"].flatMap(
      (field) =>
        field.startsWith("reputation")
          ? []
          : [inside(`Provider.${field}`, "VISITOR", `provider(id: "${provider}") { $LIST }`)],
    ),
    ...[
      "penalties",
      "pointsLedger",
      "violations",
      "members",
      "invitations",
      "timeline",
      "training",
      "inspectionHearings",
      "penaltiesAhead",
    ].map((field) => inside(`Provider.${field}`, "OWNER", `provider(id: "${provider}") { $LIST }`)),
    inside("Deposit.payments", "OWNER", `provider(id: "${provider}") { deposit { $LIST } }`),
    inside("Deposit.transfers", "OWNER", `provider(id: "${provider}") { deposit { $LIST } }`),
    inside("Account.securityEvents", "CONSUMER", "viewer { $LIST }"),
    inside("Reputation.inputs", "VISITOR", `provider(id: "${provider}") { reputation { $LIST } }`),
    inside("Listing.promises", "VISITOR", `listing(id: "${listing}") { $LIST }`),
    inside("Listing.reviews", "VISITOR", `listing(id: "${listing}") { $LIST }`),
    inside("Order.complaints", "AUDITOR", `order(id: "${order}") { $LIST }`),
    ...["timeline", "requests", "evidence", "messages", "notes", "offers", "deliveries"].map((field) =>
      inside(`Complaint.${field}`, "AUDITOR", `complaint(id: "${complaint}") { $LIST }`),
    ),
    inside("ServicePromise.versions", "VISITOR", `promise(id: "${promise}") { $LIST }`),
    inside("Inspection.complaints", "INSPECTOR", `inspection(id: "${inspection}") { $LIST }`),
    inside("Inspection.timeline", "INSPECTOR", `inspection(id: "${inspection}") { $LIST }`),
    inside("InspectionPlan.inspections", "INSPECTOR", "inspectionPlans(first: 1) { nodes { $LIST } }"),
    inside("InspectionPlan.draws", "INSPECTOR", "inspectionPlans(first: 1) { nodes { $LIST } }"),
    inside("RuleDraft.replays", "AUDITOR", `ruleDraft(id: "${draft}") { $LIST }`),
    ...["", `filter: { providerId: "${provider}" }`, "filter: { newlyAllowedToo: true }"].map((args) => ({
      ...inside("RuleReplay.rulings", "AUDITOR", `ruleReplay(id: "${replay}") { $LIST }`),
      args,
    })),
    inside("RuleReplay.providers", "AUDITOR", `ruleReplay(id: "${replay}") { $LIST }`),
    inside("Guide.versions", "TRAINER", `guide(id: "guide-1") { $LIST }`),
    inside("Course.versions", "TRAINER", `course(id: "${course}") { $LIST }`),
    inside("Inbox.notices", "CONSUMER", "inbox { $LIST }"),
    inside("Inbox.notices", "OWNER", "inbox { $LIST }"),
  ];
}

/** A page of the list: `slice` says which, as `first: 20`. */
export function documentOf({ of, args, within }: List, slice: string): string {
  const field = of.slice(of.indexOf(".") + 1);
  const list = `list: ${field}(${slice}${args ? `, ${args}` : ""}) { nodes { __typename } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } }`;
  return `{ ${within ? within.replace("$LIST", list) : list} }`;
}
