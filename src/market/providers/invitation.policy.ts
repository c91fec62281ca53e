import { mayActForProviders } from "../../accounts/account.policy";
import { hasRole, isOwnerOf, isPerson, type Actor, type Role } from "../../accounts/actor";
import type { Obstacle } from "../../platform/refusal";
import type { InvitationStatus } from "./provider-invitation.entity";
import type { ProviderStatus } from "./provider-status.types";
import { isAdmitted } from "./provider.policy";

interface Invitation {
  accountId: string | null;
  status: Exclude<InvitationStatus, "EXPIRED">;
  expiresAt: number;
  blockedAt: number | null;
}

/** The person it was made to. It is hidden from everyone else, and from a person who has blocked the provider. */
export const isInvited = (actor: Actor | null, { accountId, blockedAt }: Invitation): boolean =>
  accountId !== null && blockedAt === null && isPerson(actor, accountId);

/** Logins of people who have not agreed to anything are shown to the owners, who typed them, and to those who investigate abuse. */
export const seesInvitations = (actor: Actor | null, providerId: string): boolean =>
  isOwnerOf(actor, providerId) || hasRole(actor, "AUDITOR");

export const statusAt = ({ status, expiresAt }: Invitation, now: number): InvitationStatus =>
  status === "OPEN" && now >= expiresAt ? "EXPIRED" : status;

/** Why it cannot, or can no longer, be answered or withdrawn; null when it can. */
export function whyNotOpen(invitation: Invitation, now: number): Obstacle | null {
  const status = statusAt(invitation, now);
  if (status === "EXPIRED") return { code: "TOO_LATE", reason: "invitation.EXPIRED" };
  return status === "OPEN" ? null : { code: "NOT_IN_THIS_STATE", reason: `invitation.${status}` };
}

interface Inviting {
  status: ProviderStatus;
  /** Cooperation with it has ended. */
  terminated: boolean;
}

/** Only a provider that was once admitted, and is not terminated, may invite. */
export const whyNotInvite = ({ status, terminated }: Inviting): Obstacle | null =>
  isAdmitted({ status }) && !terminated
    ? null
    : { code: "NOT_IN_THIS_STATE", reason: "invitation.notAdmitted", params: { status } };

interface Answer {
  invitation: Invitation;
  provider: Inviting;
  /** The person's roles now. */
  roles: readonly Role[];
  isMember: boolean;
}

/** What keeps this person from accepting. Shown to them alone, never to the inviting owner. */
export const whyNotAccept = ({ invitation, provider, roles, isMember }: Answer, now: number): Obstacle | null =>
  whyNotOpen(invitation, now) ??
  whyNotInvite(provider) ??
  (mayActForProviders(roles) ? null : { code: "CONFLICT_OF_INTEREST", reason: "provider.staffCannotJoin" }) ??
  (isMember ? { code: "ALREADY_EXISTS", reason: "invitation.isMember" } : null);
