// Which files read or write tables of other rooms; own-tables.test.ts holds the code to it. A new line needs a reason that a reviewer
// accepts: mostly one statement where a call of the owner's would make several.

/** File and tables. The owner's commands are for people of today; these put what was there before. */
export const WRITES_ACROSS_ROOMS: Record<string, string> = {
  // Suspends the demo's people by hand of the operator, who has no account.
  "app/demo/demo-accounts.ts": "account",
  // The demo's people have been here for a while.
  "app/demo/seed-demo.ts": "account",
  // Cases as they stood, decided elsewhere.
  "app/import/import-case.ts": "breach complaint",
};

/** Upstream of the owner: what imports could not do. */
const OF_ROOMS_DOWNSTREAM: Record<string, string> = {
  // An account with its memberships in one statement, an API client with its key: asked at every delivery.
  "accounts/account/actor-directory.ts": "api_client api_key provider_member",
  // Whose a key is: asked when it is first seen.
  "accounts/sessions/api-keys.ts": "api_key",
  // Whoever works for the platform, with the providers and cases they are tied to, in one statement.
  "accounts/actor/conflicts.queries.ts": "complaint past_membership provider_member",
  // Asked under the account's lock, under which members join.
  "accounts/actor/refuse-members.ts": "provider_member",
  // What restricts a provider at this moment: asked at every order, and joined by search.
  "market/listings/restrictions.ts": "penalty",
  // Pauses of new orders, for the same and for search.
  "market/providers/penalty-acts.queries.ts": "interim_measure penalty",
  // Everything that a provider still owes, in one statement.
  "market/providers/open-duties.queries.ts":
    "account complaint fine penalty provider_application remedy ruling service_order",
  // A licence that was terminated does not come back, in one statement with the provider's own status.
  "market/providers/terminated.queries.ts": "penalty",
  // What the guards of the table ask, in one statement: read before every act on a case.
  "case/complaints/case-facts.queries.ts":
    "appeal case_recusal case_request case_stay evidence interim_measure offer payment remedy return_case ruling service_order settlement",
  // Whether silence may pay: the order's price was paid, and nothing of it was given back.
  "case/complaints/paid-order.queries.ts": "payment remedy service_order",
  // What all cases of an order have given back, in one statement.
  "case/complaints/order-money.queries.ts": "offer payment payment_instruction remedy ruling service_order settlement",
  // What an offer or a drafted ruling would take of it: asked with the case's other facts.
  "case/complaints/spending.queries.ts": "offer ruling",
  // What has come, as the inbox shows it.
  "case/push/push.queries.ts": "complaint log_position notice provider_member",
  // How many each moderator decided, beside the desk's other figures.
  "case/desk/figures.queries.ts": "complaint ruling",
  // How many cases each view of the queue shows: all views in one statement.
  "case/desk/queue-view.queries.ts": "complaint",
  "case/desk/sweep-leavers-cases.ts": "complaint",
  // What the deposit owes to whom: its remedies, oldest first.
  "adjudication/deposit/owed.queries.ts": "account complaint payment remedy ruling",
  // The consumer's referral that a case is to wait for.
  "adjudication/stays/stay-referral.queries.ts": "referral",
};

/** Downstream of the owner, or beside it: the same direction as imports go. */
const OF_ROOMS_UPSTREAM: Record<string, string> = {
  "accounts/sign-in/sign-in-failures.ts": "event_log",
  "adjudication/consumer-record/consumer-record.queries.ts": "complaint event_log ruling service_order",
  "adjudication/decisions/preview-penalties.queries.ts": "listing service_order",
  "adjudication/decisions/provider-history.queries.ts": "complaint penalty ruling violation",
  "adjudication/decisions/undecidable.queries.ts": "account case_recusal complaint provider_member ruling",
  "adjudication/instructions/sweep-payout-holds.ts": "complaint",
  "adjudication/interim/interim.queries.ts": "complaint provider_member",
  "adjudication/penalties/approval-reach.queries.ts": "case_recusal provider_member ruling",
  "adjudication/penalties/penalty.queries.ts": "complaint provider_member",
  "adjudication/penalties/record-penalties.ts": "provider_member",
  "adjudication/points/exposure.queries.ts": "complaint listing payment provider_member service_order",
  "adjudication/points/non-performance.queries.ts": "settlement",
  "adjudication/points/violations-of-ruling.ts": "breach ruling_finding service_promise",
  "adjudication/register/check-public-words.ts":
    "account breach message past_membership promise_version provider provider_member",
  "adjudication/register/private-words.queries.ts": "account",
  "adjudication/register/surroundings.queries.ts": "account complaint provider rule_version ruling_finding",
  "adjudication/remedies/credited-remedies.queries.ts": "complaint ruling",
  "adjudication/remedies/remedy.queries.ts": "complaint payment",
  "adjudication/replay/past-rulings.queries.ts": "ruling ruling_finding",
  "adjudication/replay/replay.queries.ts": "provider_member ruling",
  "adjudication/rulings/decided-case.queries.ts": "breach case_stay listing referral service_order service_promise",
  "adjudication/rulings/citing.queries.ts": "rule_version",
  "adjudication/rulings/ruling.queries.ts": "complaint provider_member",
  // What a complaint says was broken, read with the rows that it is filed on.
  "case/complaints/alleged.queries.ts": "order_promise promise_version",
  "case/complaints/locked-out.projection.ts": "event_log",
  "case/complaints/ordered.queries.ts": "listing provider service_order",
  // Which open case is about the platform's own promise.
  "case/complaints/refusing-second-case.ts": "promise_version",
  "case/detection/promise-check.queries.ts": "complaint service_order",
  "case/filing-limits/filing-limit.queries.ts": "complaint event_log",
  "case/inbox/inbox.queries.ts": "complaint notice",
  // What was described when an order was placed, of all orders of a page in one statement.
  "market/orders/order.queries.ts": "former_description listing",
  // The lowest price that a promised compensation may not be above, under the provider's lock.
  "market/promises/check-compensation-terms.ts": "listing",
  "market/vetting/reachable.projection.ts": "event_log log_position provider_member",
  "market/vetting/vetting.queries.ts": "provider_member",
  // Whether any member can sign in, in one statement.
  "market/providers/members.queries.ts": "account",
  "prevention/inspections/burst-watch.projection.ts": "account service_order",
  "prevention/inspections/checklists.queries.ts": "breach service_promise",
  "prevention/inspections/inspection.queries.ts": "complaint provider_member",
  "prevention/inspections/plan.queries.ts": "provider_member",
  "prevention/inspections/risk.queries.ts": "complaint payment ruling service_order",
  "prevention/inspections/sweep-leavers-inspections.ts": "account",
  "prevention/inspections/round.queries.ts": "listing provider",
  "prevention/inspections/hold-round.ts": "event_log log_position",
  "prevention/training/course.queries.ts": "breach ruling_finding",
  "prevention/training/refuse-untrained.ts": "penalty",
  "public/checkpoints/event-hashes.queries.ts": "event_log log_position",
  "public/checkpoints/signed-accesses.queries.ts": "access_log erased_row",
  "public/dossier/archive/event-lines.ts": "event_log",
  "public/dossier/records/people.ts": "event_log",
  // What is held on a person is everywhere.
  "public/personal-data/erasure-obstacle.queries.ts":
    "complaint filing_limit payment provider_member referral service_order",
  "public/personal-data/eraser.ts": "event_log",
  "public/personal-data/legal-hold.queries.ts": "complaint",
  "public/personal-data/sweep-retention.ts": "access_log account complaint ruling_draft",
  "public/personal-data/write-data.ts": "complaint event_log evidence",
  "public/reputation/acting.queries.ts": "penalty",
  "public/reputation/counted-orders.projection.ts": "service_order",
  "public/reputation/independent-order.queries.ts": "account payment provider_member service_order",
  "public/reputation/norms.queries.ts": "complaint listing service_order",
  "public/reputation/serious-cases.queries.ts": "points_entry violation",
  "public/reputation/reputation-ledger.queries.ts": "ruling_finding violation",
  "public/search/index-provider.ts": "listing",
  "public/search/listing-search.queries.ts": "listing provider_reputation service_promise",
  "public/search/provider-search.queries.ts": "listing provider provider_reputation service_promise",
  "public/search/sweep-refreshes.ts": "listing",
  "public/search/provider-order.queries.ts": "provider provider_keeping provider_reputation",
  "public/search/standing.queries.ts": "listing penalty provider provider_reputation",
  "public/statistics/public-figures.projection.ts": "complaint",
  "public/transparency/statement-facts.queries.ts": "account provider provider_member",
  // Which endpoints have a client with a key that is accepted, in one statement: asked before anything is sent.
  "public/webhooks/webhook.queries.ts": "api_client api_key event_log log_position",
};

export const READS_ACROSS_ROOMS = { ...OF_ROOMS_DOWNSTREAM, ...OF_ROOMS_UPSTREAM };
