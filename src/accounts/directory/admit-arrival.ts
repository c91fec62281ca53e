import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import type { Account } from "../account/account.entity";
import { lockOutsider } from "../sign-in/lock-outsider";
import { spend } from "../factors/challenges";
import { valuesIn } from "../sign-in/outside-claims.pure";
import { SYSTEM } from "../account/record-on-account";
import { entryOf, makeEntry } from "./directory-entries";
import { giveRoles, type Left } from "./give-roles";
import { notBegunHere, type Arrival, type IdentityProviderSettings } from "./identity-provider";

const MOST_VALUES = 1_000;

/**
 * Who the provider says has come, with the roles that it names, locked. Known by its subject alone: a name or an address that two
 * directories could give to two people links nobody. `attempt`: what they left with, which leads here once.
 */
export async function admitArrival(
  tx: Tx,
  { subject, claims }: Arrival,
  { issuer, roleClaim, roles }: IdentityProviderSettings,
  attempt: { id: string; expiresAt: number },
  tell: (account: Account, left: Left) => void,
): Promise<Account> {
  if (!(await spend(tx, attempt))) throw notBegunHere();
  const account = await lockOutsider(tx, { issuer, subject, claims });
  if (account.status !== "ACTIVE") throw new Refusal("UNAUTHENTICATED", { reason: "accountSuspended" });
  if (roleClaim === null) return account;
  const named = [...new Set(valuesIn(claims[roleClaim]))].slice(0, MOST_VALUES);
  const known = await entryOf(tx, account.id);
  // Most who come are consumers, of whom there is nothing to keep.
  if (!known && !named.some((name) => roles.has(name))) {
    if (named.length > 0) tell(account, { unknown: named, isMember: false, isLastAdministrator: false });
    return account;
  }
  tell(account, await giveRoles(tx, account, known ?? (await makeEntry(tx, account)), named, roles, SYSTEM));
  return account;
}
