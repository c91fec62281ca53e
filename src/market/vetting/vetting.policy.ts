import { conflictWith } from "../../accounts/actor/conflict.policy";
import { hasRole, isMemberOf, isOwnerOf, isPerson, type Actor } from "../../accounts/actor/actor";
import type { Title } from "../../platform/messages/params";
import type { Obstacle, Reason } from "../../platform/refusal";
import type { ProviderStatus } from "../providers/provider-status.types";
import type { VerificationKind } from "./verification-kind.types";
import type { ApplicationStatus } from "./vetting-enums.types";

export const VETTING_ACTIONS = [
  "ADD_DOCUMENT",
  "SUBMIT",
  "TAKE",
  "RELEASE",
  "RECORD_CHECK",
  "REQUEST_CHANGES",
  "APPROVE",
  "REJECT",
] as const;

export type VettingAction = (typeof VETTING_ACTIONS)[number];

/** Everything that decides whether an action is possible. */
export interface VettingFacts {
  now: number;
  providerId: string;
  providerStatus: ProviderStatus;
  /** Cooperation with the provider has ended. */
  terminated: boolean;
  /** The one in question, or else the latest. */
  application: { status: ApplicationStatus; takenById: string | null } | null;
  /** When a provider that was rejected may apply again; null when it was not. */
  reapplyAt: number | null;
  /** When another inspector may take over an application left untouched; null when no one has it. */
  takeOverAt: number | null;
  /** Required kinds without a document. */
  missing: readonly VerificationKind[];
  /** There is something to submit. */
  anythingNew: boolean;
  /** Codes of required checks that have not been made yet. */
  openChecks: readonly Title[];
  /** Codes of required checks that a person made when the provider had another name. */
  outdatedChecks: readonly Title[];
  /** A document's number cannot be decrypted, so nobody can say whose it is. */
  unreadable: boolean;
  /** A licence presented is the one that a terminated provider holds. */
  barredLicence: boolean;
  /** The provider says that the licence it is registered with is its own: whoever decides sees its papers. */
  contestsLicence: boolean;
}

/** Inspectors vet, auditors read. */
const isVettingStaff = (actor: Actor | null): boolean => hasRole(actor, "INSPECTOR", "AUDITOR");

export const maySeeQueue = isVettingStaff;

/** Staff see numbers masked, and what they have shown is recorded; the provider's own people see them in full. */
export const mayRevealNumbers = (actor: Actor | null): boolean => hasRole(actor, "INSPECTOR");

/** Not for a provider one belongs to: then one sees what its members see, and no more. */
export const maySeeChecks = (actor: Actor | null, providerId: string): boolean =>
  isVettingStaff(actor) && !isMemberOf(actor, providerId);

export const maySeeApplication = (actor: Actor | null, providerId: string): boolean =>
  isVettingStaff(actor) || isMemberOf(actor, providerId);

const OWNERS: readonly VettingAction[] = ["ADD_DOCUMENT", "SUBMIT"];

/** Whether the action is this person's at all, possible now or not. */
export const concerns = (action: VettingAction, actor: Actor | null, providerId: string): boolean =>
  OWNERS.includes(action)
    ? isOwnerOf(actor, providerId)
    : hasRole(actor, "INSPECTOR") && !isMemberOf(actor, providerId);

/** Why this person may not do this now; null when they may. Every command asks it under the provider's lock. */
export function whyNot(action: VettingAction, actor: Actor, facts: VettingFacts): Obstacle | null {
  if (OWNERS.includes(action)) {
    if (!isOwnerOf(actor, facts.providerId)) return { code: "FORBIDDEN", reason: "provider.notOwner" };
    return whyNotPrepare(facts) ?? (action === "SUBMIT" ? whyNotSubmit(facts) : null);
  }
  if (!hasRole(actor, "INSPECTOR")) return { code: "FORBIDDEN", reason: "role" };
  // An inspector with a conflict of interest can only release it.
  const conflict = action === "RELEASE" ? null : conflictWith(actor, facts.providerId);
  if (conflict) return conflict;
  if (action === "TAKE") return whyNotTake(actor, facts);
  const { application } = facts;
  if (application?.status !== "IN_REVIEW") return { code: "NOT_IN_THIS_STATE", reason: "vetting.notInReview" };
  if (!hasTaken(actor, facts)) return { code: "LEASE_REQUIRED", reason: "vetting.takeFirst" };
  return action === "APPROVE" ? whyNotApprove(facts) : null;
}

/** An application under review cannot be changed by the provider. */
function whyNotPrepare({ terminated, application }: VettingFacts): Obstacle | null {
  if (terminated) return { code: "PROVIDER_RESTRICTED", reason: "restricted.TERMINATION" };
  return application?.status === "SUBMITTED" || application?.status === "IN_REVIEW"
    ? { code: "NOT_IN_THIS_STATE", reason: "vetting.underReview" }
    : null;
}

function whyNotSubmit(facts: VettingFacts): Obstacle | null {
  const { now, reapplyAt, missing, anythingNew, barredLicence, contestsLicence } = facts;
  if (reapplyAt !== null && now < reapplyAt)
    return { code: "NOT_YET", reason: "vetting.reapply", availableAt: reapplyAt };
  if (missing.length > 0) return { code: "NOT_IN_THIS_STATE", reason: "vetting.missing", params: { kinds: missing } };
  if (!anythingNew) return { code: "NOT_IN_THIS_STATE", reason: "vetting.nothingNew" };
  return barredLicence && !contestsLicence ? BARRED : null;
}

function whyNotTake(actor: Actor, { now, application, takeOverAt }: VettingFacts): Obstacle | null {
  if (application?.status === "SUBMITTED") return null;
  if (application?.status !== "IN_REVIEW") return { code: "NOT_IN_THIS_STATE", reason: "vetting.notWaiting" };
  if (isPerson(actor, application.takenById ?? "")) return { code: "NOT_IN_THIS_STATE", reason: "vetting.yours" };
  return takeOverAt !== null && now < takeOverAt
    ? { code: "LEASE_HELD", reason: "vetting.taken", availableAt: takeOverAt }
    : null;
}

function whyNotApprove({
  terminated,
  unreadable,
  barredLicence,
  openChecks,
  outdatedChecks,
}: VettingFacts): Obstacle | null {
  if (terminated) return { code: "PROVIDER_RESTRICTED", reason: "restricted.TERMINATION" };
  if (barredLicence) return BARRED;
  if (unreadable) return { code: "NOT_IN_THIS_STATE", reason: "vetting.numberUnreadable" };
  const because = (reason: Reason, checks: readonly Title[]): Obstacle | null =>
    checks.length > 0 ? { code: "NOT_IN_THIS_STATE", reason, params: { checks } } : null;
  return because("vetting.checksOpen", openChecks) ?? because("vetting.checksOutdated", outdatedChecks);
}

const BARRED: Obstacle = { code: "PROVIDER_RESTRICTED", reason: "provider.licenceTerminated" };

const hasTaken = (actor: Actor, { application }: VettingFacts): boolean =>
  application !== null && application.takenById !== null && isPerson(actor, application.takenById);
