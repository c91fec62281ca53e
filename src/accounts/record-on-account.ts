import type { Tx } from "../platform/database/tx";
import type { Events } from "../platform/database/event";
import type { AccountRecord } from "./account-events";
import type { Account } from "./account.entity";

/** Who did it, and in what capacity. */
export interface Author {
  actorId: string | null;
  actorRole: string;
}

export const SYSTEM: Author = { actorId: null, actorRole: "SYSTEM" };
/** Whoever runs the server, by its command line: nobody of the staff. */
export const OPERATOR: Author = { actorId: null, actorRole: "OPERATOR" };
export const oneself = (account: { id: string }): Author => ({ actorId: account.id, actorRole: "SELF" });

/**
 * Every change of who someone is goes through here: the topic is what makes all processes forget what they knew of the account.
 * `tell`: whose inboxes keep it.
 */
export function recordOnAccount<T extends AccountRecord>(
  tx: Tx,
  account: Account,
  type: T,
  author: Author,
  data: Events[T],
  tell: readonly string[] = [],
): void {
  tx.record(account, { type, ...author, topics: [`account:${account.id}`], audience: "SELF", data, tell });
}
