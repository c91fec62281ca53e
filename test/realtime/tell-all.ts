/** Subscriptions that ask for everything a policy hides from somebody. */

/** What is known of a ruling without its reasons in full, which staff leave a trace of. */
const OUTCOME = `fragment OfOutcome on Ruling {
  id round status outcome publicText issuedAt appealableUntil finalAt rootCause decidedAt approvalNote departureReason
  decidedBy { id displayName } secondApprover { displayName }
  planned { remedies { kind amount { amount } } penalties { kind days reason } }
  replaces { id } complaint { id title }
}`;
const RULING = `fragment OfRuling on Ruling {
  ...OfOutcome facts reasoning
  findings { result severity reasoning breach { kind } }
  remedies { kind text proof confirmedAt amount { amount currency } }
  adverseInferences { inference }
  statementOfReasons { explanation category measures { kind days } redress { kind text } }
  appeals { id bySide text reason filedBy { displayName } decidedBy { displayName } }
}
${OUTCOME}`;

/** What is known of a case without what anybody said in it. */
const ROW = `fragment OfRow on Complaint {
  id cursor status closureReason severity version dueAt evidenceCount evidenceRoot consumerName presumedBroken
  queue escalated held { until reason } assignedTo { id displayName }
  stages { stage sla leftBy } suggestedGuides { code } order { title price { amount } } breaches { kind atStake { amount currency } }
  inCharge: provider { licenceNo points { active provisional } deposit { balances { amount } } members { nodes { account { displayName } } } }
}`;

const CASE = `fragment OfCase on Complaint {
  ...OfRow
  messages { nodes { side visibility text } } offers { nodes { number kind text status answer } }
  requests { nodes { kind addressedTo text answer mandatory } }
  evidence { nodes { side visibility title status late } }
  timeline(first: $first) { nodes { seq type data } }
  referrals { id route status reference note } breaches { expected delivered } story
  ruling { ...OfRuling penalties { kind reason status approvals { decision } } }
  draft: rulingAwaitingApproval { ...OfRuling }
}
${RULING} ${ROW}`;

/** What one person sees and their colleague does not. */
const OWN = `fragment Own on Complaint {
  id lease { holderName isMine token } myRulingDraft { content } inspectionActions { action } inspections { reason openedByName }
  availableActions { action mandatory unavailableBecause { code message availableAt } }
  evidence { nodes { title downloadUrl } }
  provider {
    penalties(first: 5) { nodes { kind status ruling { decidedBy { displayName } complaint { id } } approvals { decision note by { displayName } } } }
    violations(first: 3) { nodes { level ruling { id facts } } }
  }
}`;

const UPDATE = `cursor caughtUp event { id seq type at actorRole data hash }`;

/** By operation name. These show the same to a whole audience… */
export const SHAREABLE = {
  Queue: `subscription Queue($filter: QueueFilter, $after: String) {
    moderationQueueUpdated(filter: $filter, after: $after) { ${UPDATE} complaint { ...OfRow } }
  } ${ROW}`,
  Case: `subscription Case($id: ID!, $after: String, $first: Int = 50) { complaintUpdated(id: $id, after: $after) { ${UPDATE} complaint { ...OfCase } } } ${CASE}`,
  Register: `subscription Register($withText: Boolean = true, $after: String) {
    rulingPublished(after: $after) { cursor caughtUp ruling { ...OfOutcome @include(if: $withText) provider { legalName status } } }
  } ${OUTCOME}`,
  Provider: `subscription Provider($id: ID!, $after: String) { providerUpdated(id: $id, after: $after) { ${UPDATE.replace(" hash", "")} provider {
    cursor legalName status licenceNo points { active provisional } restrictions { kind until }
    deposit { balances { amount currency } owedToConsumers { amount } }
    members { nodes { role account { displayName } } } penalties(first: 5) { nodes { kind status reason } }
    training { nodes { id status unavailableBecause { code } } }
  } } }`,
} as const;

/** … and these to each person something of their own, or they fail for some. */
export const PERSONAL = {
  // Each of them leaves a trace of their own.
  QueueWords: `subscription QueueWords($first: Int = 50) { moderationQueueUpdated { ${UPDATE} complaint { ...OfCase } } } ${CASE}`,
  QueueMine: `subscription QueueMine($first: Int = 50) {
    moderationQueueUpdated(filter: { mine: true }) { ${UPDATE} complaint { ...OfCase } }
  } ${CASE}`,
  QueueOthers: `subscription QueueOthers { moderationQueueUpdated { cursor event { seq type } complaint { id provider {
    penalties(first: 5) { nodes { kind ruling { facts decidedBy { displayName } complaint { id messages { nodes { text } } } } } }
  } } } }`,
  QueueOwn: `subscription QueueOwn { moderationQueueUpdated { cursor event { seq type } complaint { ...Own } } } ${OWN}`,
  CaseOwn: `subscription CaseOwn($id: ID!) { complaintUpdated(id: $id) { cursor event { seq type } complaint { ...Own } } } ${OWN}`,
  MyCases: `subscription MyCases($first: Int = 50) { myComplaintsUpdated { ${UPDATE} complaint { ...OfCase ...Own } } } ${CASE} ${OWN}`,
  Inbox: `subscription Inbox { inboxUpdated { cursor caughtUp unreadCount
    notice { type unread text complaint { title messages { nodes { text } } } provider { legalName points { active } } } } }`,
  RegisterWords: `subscription RegisterWords { rulingPublished { cursor caughtUp ruling { ...OfRuling } } } ${RULING}`,
  RegisterOwn: `subscription RegisterOwn { rulingPublished { cursor caughtUp ruling { id penalties { kind status } provider { licenceNo } } } }`,
  ProviderOwn: `subscription ProviderOwn($id: ID!) { providerUpdated(id: $id) { cursor event { type } provider {
    legalName pointsLedger(first: 3, after: "nowhere") { nodes { points } }
    violations(first: 3) { nodes { level ruling { id decidedBy { displayName } complaint { story } } } }
  } } }`,
} as const;
