import type { Role } from "./actor";
import type { Explained } from "../../platform/refusal";

/** What decides whether someone's signature counts as a second one. */
export interface Signer {
  accountId: string;
  /** People to whom they granted a role that is still held, and people who granted them one, by proposing it or agreeing to it. */
  tiedTo: ReadonlySet<string>;
  /** Other accounts that have shown the same mailbox or telephone to be theirs. */
  sameAs?: ReadonlySet<string>;
  /** Until when the role they sign in is too recent; null when it is not. */
  freshUntil: number | null;
}

/** A role that two persons granted, and that is still held. */
export interface Grant {
  accountId: string;
  role: Role;
  proposedById: string;
  decidedById: string | null;
  decidedAt: number | null;
}

/** `roles`: any of them allows signing. A role without a grant was given by the operator, and never counts as too recent. */
export function signerFrom(
  { accountId, roles: held }: { accountId: string; roles: ReadonlySet<Role> },
  grants: readonly Grant[],
  roles: readonly Role[],
  freshFor: number,
  sameAs: readonly string[] = [],
): Signer {
  const own = grants.filter((grant) => grant.accountId === accountId);
  const given = grants.filter((grant) => grant.accountId !== accountId);
  const since = roles
    .filter((role) => held.has(role))
    .map((role) =>
      Math.max(-Infinity, ...own.filter((grant) => grant.role === role).map(({ decidedAt }) => decidedAt ?? 0)),
    );
  const freshUntil = Math.min(...since) + freshFor;
  return {
    accountId,
    tiedTo: new Set([
      ...own.flatMap(({ proposedById, decidedById }) => [proposedById, ...(decidedById === null ? [] : [decidedById])]),
      ...given.map((grant) => grant.accountId),
    ]),
    sameAs: new Set(sameAs),
    freshUntil: Number.isFinite(freshUntil) ? freshUntil : null,
  };
}

/**
 * Wherever two persons must sign, the second signature does not count from a person whose role the first one proposed or approved, nor
 * from one who proposed or approved the first one's; nor from one whose own role is too recent; nor from another account of the same person, as far
 * as can be known.
 */
export function whyNotSecond(signer: Signer, first: readonly (string | null)[], now: number): Explained | null {
  if (first.some((accountId) => accountId !== null && signer.sameAs?.has(accountId)))
    return { code: "SECOND_APPROVER_REQUIRED", reason: "secondSignature.same" };
  if (first.some((accountId) => accountId !== null && signer.tiedTo.has(accountId)))
    return { code: "SECOND_APPROVER_REQUIRED", reason: "secondSignature.tied" };
  return signer.freshUntil !== null && now < signer.freshUntil
    ? { code: "NOT_YET", reason: "secondSignature.fresh", availableAt: signer.freshUntil }
    : null;
}
