import type { Tx } from "../../platform/database/tx";
import type { Events, ActorRole } from "../../platform/database/event";
import type { AccountRecord } from "./account-events";
import type { Account } from "./account.entity";

/** Who did it, and in what capacity. */
export interface Author {
  actorId: string | null;
  actorRole: ActorRole;
}

export const SYSTEM: Author = { actorId: null, actorRole: "SYSTEM" };
/** The operator of the server, by its command line: not a member of the staff. */
export const OPERATOR: Author = { actorId: null, actorRole: "OPERATOR" };
export const oneself = (account: { id: string }): Author => ({ actorId: account.id, actorRole: "SELF" });

/**
 * Every change to an account's identity or rights goes through here: the topic makes all processes drop their cached account.
 * `notify`: whom it notifies.
 */
export function recordOnAccount<T extends AccountRecord>(
  tx: Tx,
  account: Account,
  type: T,
  author: Author,
  data: Events[T],
  notify: readonly string[] = [],
): void {
  tx.record(account, { type, ...author, topics: [`account:${account.id}`], audience: "SELF", data, notify });
}
