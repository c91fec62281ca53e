export type Role =
  | "CONSUMER"
  | "PROVIDER_OWNER"
  | "PROVIDER_STAFF"
  | "MODERATOR"
  | "LEAD_MODERATOR"
  | "INSPECTOR"
  | "TRAINER"
  | "AUDITOR"
  | "ADMIN";

export type Locale = "en" | "zh-CN";

export interface Membership {
  providerId: string;
  role: "OWNER" | "STAFF";
}

/** Who is asking: an account as it stands now, read fresh for each request and each delivery, never believed from a token. */
export interface Actor {
  accountId: string;
  displayName: string;
  /** The account's own roles, and PROVIDER_OWNER or PROVIDER_STAFF when it is a member of any provider. */
  roles: ReadonlySet<Role>;
  memberships: readonly Membership[];
  locale: Locale;
  tokenVersion: number;
}

export const hasRole = (actor: Actor | null, ...roles: Role[]): boolean => roles.some((role) => actor?.roles.has(role));

export const isMemberOf = (actor: Actor | null, providerId: string): boolean =>
  actor?.memberships.some((membership) => membership.providerId === providerId) ?? false;

export const isOwnerOf = (actor: Actor | null, providerId: string): boolean =>
  actor?.memberships.some((membership) => membership.providerId === providerId && membership.role === "OWNER") ?? false;

export const isModerator = (actor: Actor | null): boolean => hasRole(actor, "MODERATOR", "LEAD_MODERATOR");

/** Platform staff who may read any case. */
export const isStaff = (actor: Actor | null): boolean =>
  hasRole(actor, "MODERATOR", "LEAD_MODERATOR", "INSPECTOR", "AUDITOR");
