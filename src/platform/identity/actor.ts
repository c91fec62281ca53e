export type Role =
  | "CONSUMER"
  | "PROVIDER_OWNER"
  | "PROVIDER_STAFF"
  | "MODERATOR"
  | "LEAD_MODERATOR"
  | "INSPECTOR"
  | "FINANCE"
  | "TRAINER"
  | "AUDITOR"
  | "ADMIN";

export type Locale = "en" | "zh-CN";

export interface Membership {
  providerId: string;
  role: "OWNER" | "STAFF";
}

/** A provider that somebody who works for the platform may decide nothing about, and why. Being its member is apart: see `memberships`. */
export interface Conflict {
  providerId: string;
  ground: "FORMER_MEMBER" | "OWN_CASE";
}

/** Who is asking: an account as it stands now, read fresh for each request and each delivery, never believed from a token. */
export interface Actor {
  accountId: string;
  displayName: string;
  /** The account's own roles, and PROVIDER_OWNER or PROVIDER_STAFF when it is a member of any provider. */
  roles: ReadonlySet<Role>;
  memberships: readonly Membership[];
  /** Read of those who work for the platform; nobody else decides about providers. */
  conflicts: readonly Conflict[];
  locale: Locale;
  tokenVersion: number;
}

export const hasRole = (actor: Actor | null, ...roles: Role[]): boolean => roles.some((role) => actor?.roles.has(role));

/** What `@Authorized` asks of whoever is signed in: one of the roles, when any are named. */
export const opensDoor = (actor: Actor, roles: readonly Role[]): boolean =>
  roles.length === 0 || hasRole(actor, ...roles);

export const isMemberOf = (actor: Actor | null, providerId: string): boolean =>
  actor?.memberships.some((membership) => membership.providerId === providerId) ?? false;

/** As whom they can be a party of something: the person, and the providers they are a member of. */
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
 * Anybody of an audience: people whom no policy tells apart. It has their roles and language and is nobody in particular: what asks
 * who exactly is looking fails, and `wasPersonal` says so, so that nothing made for one person is ever sent to another.
 */
export class AudienceActor implements Actor {
  readonly memberships = [];
  readonly tokenVersion = 0;
  wasPersonal = false;

  constructor(
    readonly roles: ReadonlySet<Role>,
    readonly locale: Locale,
    /** Who is surely none of them: told apart before anything is sent. */
    private readonly outsiders: readonly string[],
  ) {}

  get accountId(): string {
    return this.personal();
  }

  get displayName(): string {
    return this.personal();
  }

  get conflicts(): readonly Conflict[] {
    return this.personal();
  }

  /** Of anybody but the outsiders it cannot be known. */
  isPerson(accountId: string): boolean {
    return this.outsiders.includes(accountId) ? false : this.personal();
  }

  private personal(): never {
    this.wasPersonal = true;
    throw new Error("asked of an audience what only a person has");
  }
}

/** Is it this very person? */
export const isPerson = (actor: Actor | null, accountId: string): boolean =>
  actor instanceof AudienceActor ? actor.isPerson(accountId) : actor?.accountId === accountId;
