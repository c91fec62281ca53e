import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import type { AccountRole } from "../actor/account-enums.types";
import { Account } from "../account/account.entity";
import { changeRoles } from "../roles/change-roles";
import { holdersOf } from "../roles/overseers.queries";
import type { Author } from "../account/record-on-account";
import { refuseMembers } from "../actor/refuse-members";
import type { DirectoryEntry } from "./directory-entry.entity";

/** What could not be done as the directory said. */
export interface Left {
  /** What it calls roles that it was not given a word for. */
  unknown: string[];
  /** A member of a provider works for the platform only once that has ended. */
  isMember: boolean;
  /** Without them nobody could administrate any longer. */
  isLastAdministrator: boolean;
}

/**
 * The person has exactly the roles that the directory names, of those that it gave: what somebody was given here stays theirs, and is
 * taken here. The account is locked.
 */
export async function giveRoles(
  tx: Tx,
  account: Account,
  entry: DirectoryEntry,
  named: readonly string[],
  meanings: ReadonlyMap<string, AccountRole>,
  author: Author,
): Promise<Left> {
  const own = account.roles.filter((role) => !entry.roles.includes(role));
  const wanted = new Set(named.flatMap((name) => meanings.get(name) ?? []));
  const left = { unknown: named.filter((name) => !meanings.has(name)), isMember: false, isLastAdministrator: false };
  if (await isMember(tx, account.id, [...wanted])) {
    left.isMember = true;
    wanted.clear();
  }
  if (
    account.status === "ACTIVE" &&
    entry.roles.includes("ADMIN") &&
    !wanted.has("ADMIN") &&
    (await isLastAdministrator(tx, account))
  ) {
    left.isLastAdministrator = true;
    wanted.add("ADMIN");
  }
  const given = [...wanted].filter((role) => !own.includes(role));
  const roles = [...own, ...given];
  if (roles.length !== account.roles.length || roles.some((role) => !account.roles.includes(role)))
    await changeRoles(tx, account, roles, author);
  tx.change(entry, { roles: given, named: named.filter((name) => meanings.has(name)), changedAt: tx.now });
  return left;
}

async function isMember(tx: Tx, accountId: string, roles: AccountRole[]): Promise<boolean> {
  try {
    await refuseMembers(tx, accountId, roles, "roles");
    return false;
  } catch (error) {
    if (error instanceof Refusal && error.code === "CONFLICT_OF_INTEREST") return true;
    throw error;
  }
}

/** Under the other administrators' locks: two who are taken the role at once see each other. */
async function isLastAdministrator(tx: Tx, { id }: Account): Promise<boolean> {
  for (const other of await holdersOf(tx, ["ADMIN"])) {
    const account = other === id ? null : await tx.lock(Account, other);
    if (account?.status === "ACTIVE" && account.roles.includes("ADMIN")) return false;
  }
  return true;
}
