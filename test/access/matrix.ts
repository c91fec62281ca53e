/** Everybody there is: no account, or an account of exactly this role (or only this membership). */
export const WHO = [
  "VISITOR",
  "CONSUMER",
  "PROVIDER_OWNER",
  "PROVIDER_STAFF",
  "MODERATOR",
  "LEAD_MODERATOR",
  "INSPECTOR",
  "TRAINER",
  "AUDITOR",
  "ADMIN",
] as const;
export type Who = (typeof WHO)[number];

const EVERYBODY = WHO;
const SIGNED_IN = WHO.filter((who) => who !== "VISITOR");
const CONSUMER: readonly Who[] = ["CONSUMER"];
const OWNER: readonly Who[] = ["PROVIDER_OWNER"];
const PROVIDER: readonly Who[] = ["PROVIDER_OWNER", "PROVIDER_STAFF"];
const PARTIES: readonly Who[] = ["CONSUMER", ...PROVIDER];
const DESK: readonly Who[] = ["MODERATOR", "LEAD_MODERATOR"];
const LEAD: readonly Who[] = ["LEAD_MODERATOR"];
const ADMIN: readonly Who[] = ["ADMIN"];

/** Who passes the door of each mutation. What they may then do with which object is the policies' matter. */
export const MATRIX: Record<string, readonly Who[]> = {
  // Coming in
  registerAccount: EVERYBODY,
  signIn: EVERYBODY,
  refreshSession: EVERYBODY,
  // One's own account
  updateAccount: SIGNED_IN,
  signOut: SIGNED_IN,
  signOutEverywhere: SIGNED_IN,
  markInboxRead: SIGNED_IN,
  // Other people's accounts, the rulebook
  setAccountRoles: ADMIN,
  suspendAccount: ADMIN,
  reinstateAccount: ADMIN,
  publishRuleVersion: ADMIN,
  saveRoutingRules: ADMIN,
  // Providers and what they sell
  registerProvider: SIGNED_IN,
  updateProvider: OWNER,
  addProviderMember: OWNER,
  removeProviderMember: PROVIDER,
  createListing: PROVIDER,
  updateListing: PROVIDER,
  setListingStatus: PROVIDER,
  publishPromise: PROVIDER,
  withdrawPromise: PROVIDER,
  // Orders
  placeOrder: CONSUMER,
  deliverOrder: PROVIDER,
  completeOrder: CONSUMER,
  cancelOrder: CONSUMER,
  // The case, between its parties
  openComplaint: CONSUMER,
  withdrawComplaint: CONSUMER,
  reopenComplaint: ["CONSUMER", ...LEAD],
  escalateComplaint: PARTIES,
  sendMessage: PARTIES,
  refuseDemand: PROVIDER,
  giveFinalAnswer: PROVIDER,
  giveVerdict: CONSUMER,
  makeOffer: PARTIES,
  counterOffer: PARTIES,
  declineOffer: PARTIES,
  withdrawOffer: PARTIES,
  acceptOffer: PARTIES,
  fileSettlementProof: PROVIDER,
  confirmSettlement: CONSUMER,
  contestSettlement: CONSUMER,
  shipReturn: CONSUMER,
  receiveReturn: PROVIDER,
  contestReturn: CONSUMER,
  decideReturn: DESK,
  // The case, before the platform
  takeComplaint: DESK,
  renewLease: DESK,
  releaseComplaint: DESK,
  holdComplaint: DESK,
  reassignComplaint: LEAD,
  escalateToLead: DESK,
  recuse: DESK,
  applyBulkAction: LEAD,
  undoBulkAction: LEAD,
  acceptComplaint: DESK,
  refuseComplaint: DESK,
  requestInformation: DESK,
  supplyInformation: CONSUMER,
  createEvidenceUpload: PARTIES,
  decideLateEvidence: DESK,
  submitDefence: PROVIDER,
  closeEvidence: PARTIES,
  requestEvidence: DESK,
  answerEvidenceRequest: PARTIES,
  endEvidenceStage: DESK,
  // The decision and what follows from it
  saveRulingDraft: DESK,
  discardRulingDraft: DESK,
  issueRuling: DESK,
  approveRuling: LEAD,
  declineRuling: LEAD,
  appealRuling: PARTIES,
  withdrawAppeal: PARTIES,
  waiveAppeal: PARTIES,
  decideAppeal: LEAD,
  fileRemedyProof: PROVIDER,
  confirmRemedy: CONSUMER,
  waiveRemedy: CONSUMER,
  closeUnremedied: LEAD,
  approvePenalty: LEAD,
  declinePenalty: LEAD,
  submitHearingStatement: OWNER,
  payFine: OWNER,
  topUpDeposit: OWNER,
  // What interrupts it, and what the platform looks into on its own
  stayComplaint: LEAD,
  resumeComplaint: LEAD,
  closeExternal: LEAD,
  openInspection: [...DESK, "INSPECTOR"],
  closeInspection: [...LEAD, "INSPECTOR"],
  // Exists in development only, and there for whoever tries the product out
  advanceClock: SIGNED_IN,
};
