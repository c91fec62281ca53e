export type Locale = "en" | "zh-CN";

/** How someone reads: in which language, and by which clock (an IANA time zone). */
export interface LocaleSettings {
  locale: Locale;
  timeZone: string;
}

/** The names of the roles. The platform asks whether someone has one and knows none: `accounts/actor/actor.ts` declares them here. */
export interface Roles {}

export type Role = keyof Roles;

/** Roles that someone holds but that are not in force, because no second factor protects them. */
export interface Withheld {
  roles: ReadonlySet<Role>;
  /** ACCOUNT: none is set up. TOKEN: the outside service that signed them in does not state that it required one. */
  because: "ACCOUNT" | "TOKEN";
}

/**
 * Who is asking: an account as it is now, read afresh for each request and each delivery, never taken from a token.
 * This is what the platform needs to know; `accounts/actor/actor.ts` declares the rest.
 */
export interface Actor extends LocaleSettings {
  accountId: string;
  displayName: string;
  roles: ReadonlySet<Role>;
  tokenVersion: number;
  withheld?: Withheld;
  /** Of what a request may ask or not: what is not read yet. */
  unread?: Unread;
}

/** A part of an actor that hardly any request asks for. Whatever asks for it before it was read fails. */
export interface Unread {
  /**
   * Does something that may ask for it all the same, and is told then that there is nothing: what came of that holds for nobody, and null is
   * returned.
   */
  without<R>(work: () => Promise<R>): Promise<R | null>;
  /** Reads it. */
  read(): Promise<void>;
}

/** Stands for any member of an audience, so that one response is computed for all of them. */
export interface Anyone extends Actor {
  /** Something was asked that only a particular person has: the response must not be shared. */
  readonly wasPersonal: boolean;
}

/** Stands for all who have the rights of `actor`, but for the outsiders: when it is asked whether it is one of them, it is not. */
export type AnyoneLike = (actor: Actor, settings: LocaleSettings, isOutsider: (accountId: string) => boolean) => Anyone;

export const hasRole = (actor: Actor | null, ...roles: Role[]): boolean => roles.some((role) => actor?.roles.has(role));

/** What `@Authorized` requires of a signed-in person: one of the roles, when any are named. */
export const opensDoor = (actor: Actor, roles: readonly Role[]): boolean =>
  roles.length === 0 || hasRole(actor, ...roles);
