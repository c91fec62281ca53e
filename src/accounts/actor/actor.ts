import {
  hasRole,
  type Actor,
  type Anyone,
  type AnyoneLike,
  type Locale,
  type LocaleSettings,
  type Role,
  type Roles,
  type Withheld,
} from "../../platform/identity/actor";

import type { Obstacle } from "../../platform/refusal";
import type { Scope } from "./scope.types";

export { hasRole, type Actor, type Role } from "../../platform/identity/actor";

declare module "../../platform/identity/actor" {
  interface Roles {
    CONSUMER: true;
    PROVIDER_OWNER: true;
    PROVIDER_STAFF: true;
    MODERATOR: true;
    LEAD_MODERATOR: true;
    INSPECTOR: true;
    FINANCE: true;
    TRAINER: true;
    AUDITOR: true;
    ADMIN: true;
    /** An API client's, and no person's. */
    INTEGRATION: true;
  }

  /** The roles are the account's own, and PROVIDER_OWNER or PROVIDER_STAFF when it is a member of any provider. */
  interface Actor {
    memberships: readonly Membership[];
    /** Read for the platform's staff only, where it is asked for; no one else decides about providers. */
    conflicts: readonly Conflict[];
    /** Likewise: other accounts that are theirs, as far as is known. */
    others?: readonly string[];
    /** Of an API client; a person has none. */
    client?: ClientRights;
  }
}

declare module "../../platform/database/event" {
  interface ActorRoles extends Roles {
    /** A member of the provider, whichever. */
    PROVIDER: true;
    /** About their own account. */
    SELF: true;
    /** Someone invited who is not a member. */
    INVITED: true;
    /** By the server's command line. */
    OPERATOR: true;
  }
}

/** Roles of those who work for the platform: they give access to other people's cases, money and accounts. */
export const isStaffRole = (role: Role): boolean =>
  role !== "CONSUMER" && role !== "INTEGRATION" && !role.startsWith("PROVIDER_");

/** What narrows an API client, which otherwise sees and does what its provider's staff may. */
export interface ClientRights {
  /** Null: it acts for the platform. */
  providerId: string | null;
  scopes: ReadonlySet<Scope>;
  /** Ranges from which its keys are accepted; empty: from anywhere. */
  addresses: readonly string[];
}

/** Whether this is an API client with the scope. False for every person, whatever their roles. */
export const hasScope = (actor: Actor | null, scope: Scope): boolean => actor?.client?.scopes.has(scope) ?? false;

/** What an API client was opened a connection for, it may no longer. */
export const hasLostScopes = ({ client: before }: Actor, { client: now }: Actor): boolean =>
  before !== undefined && [...before.scopes].some((scope) => !now?.scopes.has(scope));

/** Why the operation is closed to this actor, whatever their roles; null for people. `scope`: what it asks of an API client; "NONE": nothing. */
export function whyNotByScope(actor: Actor | null, scope: Scope | "NONE" | undefined): Obstacle | null {
  if (!actor?.client || scope === "NONE") return null;
  if (!scope) return { code: "FORBIDDEN", reason: "client.closed" };
  return hasScope(actor, scope) ? null : { code: "FORBIDDEN", reason: "client.scope", params: { scope } };
}

export interface Membership {
  providerId: string;
  role: "OWNER" | "STAFF";
}

/** A provider that a staff member may decide nothing about, and why. MEMBER: by another account of theirs; by this one, see `memberships`. */
export interface Conflict {
  providerId: string;
  ground: "MEMBER" | "FORMER_MEMBER" | "OWN_CASE";
}

/** Without the staff roles. Applied even where there are none now: what the token does not prove, it does not prove for later roles either. */
export function withholdStaffRoles(actor: Actor, because: Withheld["because"]): Actor {
  const [withheld, roles] = [true, false].map(
    (staff) => new Set([...actor.roles].filter((role) => isStaffRole(role) === staff)),
  );
  return { ...actor, roles: roles ?? new Set(), withheld: { roles: withheld ?? new Set(), because } };
}

/** The person as they are `now`, with only the rights that the token behind `before` proves. */
export const asFarAsProven = (before: Actor | null, now: Actor): Actor =>
  before?.withheld?.because === "TOKEN" ? withholdStaffRoles(now, "TOKEN") : now;

export const isMemberOf = (actor: Actor | null, providerId: string): boolean =>
  actor?.memberships.some((membership) => membership.providerId === providerId) ?? false;

/** The parties this person can be: themselves, and the providers they are a member of. */
export const partiesOf = ({ accountId, memberships }: Actor): string[] => [
  accountId,
  ...memberships.map(({ providerId }) => providerId),
];

export const isOwnerOf = (actor: Actor | null, providerId: string): boolean =>
  actor?.memberships.some((membership) => membership.providerId === providerId && membership.role === "OWNER") ?? false;

export const isModerator = (actor: Actor | null): boolean => hasRole(actor, "MODERATOR", "LEAD_MODERATOR");

/** Platform staff who may read any case. */
export const isStaff = (actor: Actor | null): boolean =>
  hasRole(actor, "MODERATOR", "LEAD_MODERATOR", "INSPECTOR", "AUDITOR");

/**
 * Stands for any member of an audience: people whom no policy distinguishes. It has their roles and language and is no one in particular: code that asks
 * who exactly is viewing is told an account that nobody has, and `wasPersonal` records it, so that what was computed is sent to no one.
 * (It does not fail there: code that has begun to read something else would not wait for it.)
 */
export class AudienceActor implements Anyone {
  readonly memberships = [];
  readonly tokenVersion = 0;
  wasPersonal = false;

  constructor(
    readonly roles: ReadonlySet<Role>,
    private readonly settings: LocaleSettings,
    /** Whether this person is certainly not in the audience: separated before anything is sent. */
    private readonly isOutsider: (accountId: string) => boolean,
  ) {}

  get locale(): Locale {
    return this.settings.locale;
  }

  get timeZone(): string {
    return this.settings.timeZone;
  }

  get accountId(): string {
    return this.personal(NOBODY);
  }

  get displayName(): string {
    return this.personal("");
  }

  get conflicts(): readonly Conflict[] {
    return this.personal([]);
  }

  get others(): readonly string[] {
    return this.personal([]);
  }

  /** Unknowable for anyone but the outsiders. */
  isPerson(accountId: string): boolean {
    return this.isOutsider(accountId) ? false : this.personal(false);
  }

  private personal<T>(said: T): T {
    this.wasPersonal = true;
    return said;
  }
}

const NOBODY = `acc_${"0".repeat(26)}`;

export const anyoneLike: AnyoneLike = ({ roles }, settings, isOutsider) =>
  new AudienceActor(roles, settings, isOutsider);

/** Is it this very person? */
export const isPerson = (actor: Actor | null, accountId: string): boolean =>
  actor instanceof AudienceActor ? actor.isPerson(accountId) : actor?.accountId === accountId;

/** Is it this person, by whichever account? Asked before somebody decides for the platform. */
export const isThemself = (actor: Actor | null, accountId: string): boolean =>
  isPerson(actor, accountId) || (actor?.others?.includes(accountId) ?? false);

/** All accounts that are theirs, as far as is known: what one of them did or declared binds the others. */
export const accountsOf = ({ accountId, others }: Actor): readonly string[] => [accountId, ...(others ?? [])];

/** The usual audience: all with the same roles, language and time zone; null for anyone whose memberships or withheld roles could matter. */
export function byRoles({ actor, locale, timeZone }: LocaleSettings & { actor: Actor | null }): string | null {
  if (actor && (actor.memberships.length > 0 || actor.client || actor.withheld)) return null;
  const roles = actor ? `roles ${[...actor.roles].sort().join(",")}` : "visitors";
  return `${roles} ${locale} ${timeZone}`;
}
