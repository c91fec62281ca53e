import { createHash, randomBytes } from "node:crypto";
import type { Tx } from "../platform/database/tx";
import { newId } from "../platform/ids";
import { Account } from "./account.entity";
import { oneself, recordOnAccount } from "./record-on-account";
import { RefreshToken } from "./refresh-token.entity";

/** Since the last use: a session used once a month never ends by itself. */
const LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;

export interface IssuedRefreshToken {
  account: Account;
  sessionId: string;
  token: string;
  expiresAt: number;
}

/** Every function here wants the account locked: sessions that begin, go on and end at once are settled one after another. */
export function issueRefreshToken(tx: Tx, account: Account, sessionId: string): IssuedRefreshToken {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = tx.now + LIFETIME_MS;
  tx.execute("DELETE FROM refresh_token WHERE account_id = ? AND expires_at <= ?", [account.id, tx.now]);
  tx.insert(RefreshToken, {
    id: newId("refreshToken"),
    accountId: account.id,
    familyId: sessionId,
    tokenHash: digest(token),
    issuedAt: tx.now,
    expiresAt,
    usedAt: null,
    revokedAt: null,
  });
  return { account, sessionId, token, expiresAt };
}

export type Rotation = IssuedRefreshToken | { refused: "badToken" | "signedOut" | "tokenReused" };

/** The next token for this one, once. Answers a refusal instead of throwing it, because what it found out must be committed. */
export async function rotateRefreshToken(tx: Tx, token: string): Promise<Rotation> {
  const found = await tx.findOne(RefreshToken, { tokenHash: digest(token) });
  const account = found && (await tx.lock(Account, found.accountId));
  const current = found && (await tx.lock(RefreshToken, found.id));
  if (!account || !current) return { refused: "badToken" };
  if (current.revokedAt !== null || current.expiresAt <= tx.now || account.status !== "ACTIVE")
    return { refused: "signedOut" };
  if (current.usedAt !== null) {
    // Two people hold it, and there is no telling which is the thief: both sign in again.
    endSession(tx, account, current.familyId);
    recordOnAccount(tx, account, "REFRESH_TOKEN_REUSED", oneself(account), { sessionId: current.familyId });
    return { refused: "tokenReused" };
  }
  tx.change(current, { usedAt: tx.now });
  return issueRefreshToken(tx, account, current.familyId);
}

export function endSession(tx: Tx, account: Account, sessionId: string): void {
  tx.execute("UPDATE refresh_token SET revoked_at = ? WHERE family_id = ? AND account_id = ? AND revoked_at IS NULL", [
    tx.now,
    sessionId,
    account.id,
  ]);
}

/** All but the one that stays; their access tokens are refused with them, as each request asks whether its session goes on. */
export function endOtherSessions(tx: Tx, account: Account, kept: string | null): void {
  tx.execute("UPDATE refresh_token SET revoked_at = ? WHERE account_id = ? AND family_id <> ? AND revoked_at IS NULL", [
    tx.now,
    account.id,
    kept ?? "",
  ]);
}

/** Access tokens too, at once: they carry the version. */
export function endAllSessions(tx: Tx, account: Account): void {
  tx.execute("UPDATE refresh_token SET revoked_at = ? WHERE account_id = ? AND revoked_at IS NULL", [
    tx.now,
    account.id,
  ]);
  tx.change(account, { tokenVersion: account.tokenVersion + 1 });
}

const digest = (token: string): string => createHash("sha256").update(token).digest("hex");
