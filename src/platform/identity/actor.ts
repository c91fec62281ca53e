export type Locale = "en" | "zh-CN";

/** The names of the roles. The platform asks whether somebody has one and knows none: `accounts/actor.ts` declares them here. */
export interface Roles {}

export type Role = keyof Roles;

/** Roles that somebody holds and that are not in force, as no second factor stands behind them. */
export interface Withheld {
  roles: ReadonlySet<Role>;
  /** ACCOUNT: none is set up. TOKEN: the outside service that signed them in does not say that it asked for one. */
  because: "ACCOUNT" | "TOKEN";
}

/**
 * Who is asking: an account as it stands now, read fresh for each request and each delivery, never believed from a token.
 * This is what the platform needs to know; what more there is to know, `accounts/actor.ts` declares.
 */
export interface Actor {
  accountId: string;
  displayName: string;
  roles: ReadonlySet<Role>;
  locale: Locale;
  tokenVersion: number;
  withheld?: Withheld;
}

/** Anybody of an audience, in whose place one answer is made for all of them. */
export interface Anybody extends Actor {
  /** Something was asked that only a person has: the answer is not for all. */
  readonly wasPersonal: boolean;
}

export const hasRole = (actor: Actor | null, ...roles: Role[]): boolean => roles.some((role) => actor?.roles.has(role));

/** What `@Authorized` asks of whoever is signed in: one of the roles, when any are named. */
export const opensDoor = (actor: Actor, roles: readonly Role[]): boolean =>
  roles.length === 0 || hasRole(actor, ...roles);
