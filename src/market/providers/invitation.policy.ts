import { mayActForProviders } from "../../accounts/actor/account.policy";
import { hasRole, isOwnerOf, isPerson, type Actor, type Role } from "../../accounts/actor/actor";
import type { Obstacle } from "../../platform/refusal";
import type { ProviderInvitation } from "./provider-invitation.entity";
import { type Invitation, type Inviting, whyNotOpen, whyNotInvite } from "./invitation.pure";

/** The person it was made to. It is hidden from everyone else, and from a person who has blocked the provider. */
export const isInvited = (actor: Actor | null, { accountId, blockedAt }: Invitation): boolean =>
  accountId !== null && blockedAt === null && isPerson(actor, accountId);

/** Logins of people who have not agreed to anything are shown to the owners, who typed them, and to those who investigate abuse. */
export const maySeeInvitations = (actor: Actor | null, providerId: string): boolean =>
  isOwnerOf(actor, providerId) || hasRole(actor, "AUDITOR");

/** One of them: also whoever it was made to, whatever they answered. */
export const maySeeInvitation = (
  actor: Actor | null,
  { providerId, accountId }: Pick<ProviderInvitation, "providerId" | "accountId">,
): boolean => maySeeInvitations(actor, providerId) || (accountId !== null && isPerson(actor, accountId));

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
