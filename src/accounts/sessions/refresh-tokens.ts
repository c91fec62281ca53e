import { createHmac } from "node:crypto";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { AccountSession } from "./account-session.entity";
import { continueSession, endSessionOfDevice } from "./account-sessions";
import { Account } from "../account/account.entity";
import type { Client } from "./client.pure";
import { oneself, recordOnAccount } from "../account/record-on-account";
import { RefreshToken } from "./refresh-token.entity";
import { digestOf, newSecretToken } from "../account/secret-token.pure";

/** A response may get lost, and two tabs may refresh at once: for this long the same request gets the same response. */
const REPEATABLE_MS = 30_000;

export interface IssuedRefreshToken {
  account: Account;
  session: AccountSession;
  token: string;
  issuedAt: number;
  expiresAt: number;
}

/** Every function here requires the account's lock. */
export function issueRefreshToken(
  tx: Tx,
  account: Account,
  session: AccountSession,
  token = newSecretToken(),
): IssuedRefreshToken {
  const { expiresAt } = session;
  tx.insert(RefreshToken, {
    id: newId(RefreshToken),
    accountId: account.id,
    familyId: session.id,
    tokenHash: digestOf(token),
    issuedAt: tx.now,
    expiresAt,
    usedAt: null,
  });
  return { account, session, token, issuedAt: tx.now, expiresAt };
}

export type Rotation = IssuedRefreshToken | { refused: "badToken" | "signedOut" | "tokenReused" };

/**
 * The next token for this one, once. It is derived from this one with our key, so that a repeated request can be answered again
 * without storing any token. Returns a refusal instead of throwing it, because its effects must be committed.
 */
export async function rotateRefreshToken(tx: Tx, token: string, key: Buffer, client: Client): Promise<Rotation> {
  const found = await tx.findOne(RefreshToken, { tokenHash: digestOf(token) });
  const account = found && (await tx.lock(Account, found.accountId));
  const current = found && (await tx.lock(RefreshToken, found.id));
  const session = current && (await tx.lock(AccountSession, current.familyId));
  if (!account || !current || !session) return { refused: "badToken" };
  if (session.endedAt !== null || current.expiresAt <= tx.now || account.status !== "ACTIVE")
    return { refused: "signedOut" };
  const next = createHmac("sha256", key).update(token).digest("base64url");
  if (current.usedAt === null) {
    tx.change(current, { usedAt: tx.now });
    await continueSession(tx, session, client);
    return issueRefreshToken(tx, account, session, next);
  }
  const answer = await tx.findOne(RefreshToken, { tokenHash: digestOf(next) });
  // In both directions: a clock that was set back must not extend the window for a thief.
  if (answer?.usedAt === null && Math.abs(tx.now - current.usedAt) < REPEATABLE_MS)
    return { account, session, token: next, issuedAt: answer.issuedAt, expiresAt: answer.expiresAt };
  // Two parties hold it, and either may be the thief: both must sign in again.
  endSessionOfDevice(tx, account, session);
  recordOnAccount(tx, account, "REFRESH_TOKEN_REUSED", oneself(account), { sessionId: session.id });
  return { refused: "tokenReused" };
}
