import type { Reader } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import { ON_SESSIONS_END } from "../account/account-hooks";
import { AccountSession } from "./account-session.entity";
import type { Account } from "../account/account.entity";
import { clientName, maskAddress, type Client } from "./client.pure";
import { endAccountLinks } from "../links/end-account-links";
import { forgetDevice, forgetDevices, touchDevice } from "./known-devices";

/** What the platform's identity provider said of a sign-in that it answers for. */
export interface OutsideProof {
  /** Its own name for it; null: it says none. */
  sessionId: string | null;
  isMultiFactor: boolean;
}

/**
 * Every function here that takes a transaction requires the account's lock: sessions that begin, continue and end concurrently are handled one
 * after another.
 */
export async function beginSession(
  tx: Tx,
  account: Account,
  client: Client,
  deviceId: string | null,
  proof: OutsideProof | null = null,
): Promise<AccountSession> {
  const rules = await HouseRules.inForce(tx, tx.now);
  const living = await livingSessions(tx, account.id, tx.now);
  for (const { id } of living.slice(rules.number("session.count", "perPerson") - 1)) endSession(tx, account, id);
  const session = Object.assign(new AccountSession(), {
    id: newId(AccountSession),
    accountId: account.id,
    deviceId,
    outsideSession: proof?.sessionId ?? null,
    isMultiFactor: proof?.isMultiFactor ?? null,
    client: clientName(client.userAgent),
    address: maskAddress(client.address),
    startedAt: tx.now,
    lastUsedAt: tx.now,
    expiresAt: tx.now + rules.number("session.idle", "days") * DAY,
    endedAt: null,
  });
  tx.insert(AccountSession, session);
  return session;
}

/** Extends the session until it has been unused for long, and never beyond its longest duration. */
export async function continueSession(tx: Tx, session: AccountSession, client: Client): Promise<void> {
  const rules = await HouseRules.inForce(tx, tx.now);
  const days = (code: "session.idle" | "session.longest"): number => rules.number(code, "days") * DAY;
  tx.change(session, {
    lastUsedAt: tx.now,
    expiresAt: Math.min(tx.now + days("session.idle"), session.startedAt + days("session.longest")),
    client: clientName(client.userAgent) ?? session.client,
    address: maskAddress(client.address),
  });
  if (session.deviceId) touchDevice(tx, session.deviceId);
}

/** The most recently used first. */
export function livingSessions(reader: Reader, accountId: string, now: number): Promise<AccountSession[]> {
  // A whole number of milliseconds, so it is safe in the SQL text.
  const tail = `AND expires_at > ${Math.floor(now)} ORDER BY last_used_at DESC, id DESC`;
  return reader.find(AccountSession, { accountId, endedAt: null }, tail);
}

export function endSession(tx: Tx, account: Account, sessionId: string): void {
  tx.execute("UPDATE account_session SET ended_at = ? WHERE id = ? AND account_id = ? AND ended_at IS NULL", [
    tx.now,
    sessionId,
    account.id,
  ]);
  ended(tx, account);
}

/** Ends it and forgets its device: for a device that may be in other hands. */
export function endSessionOfDevice(tx: Tx, account: Account, session: AccountSession): void {
  endSession(tx, account, session.id);
  if (session.deviceId) forgetDevice(tx, session.deviceId);
}

/** All but this one, with their devices; and links to a new password, which whoever had one of the others may have asked for. */
export function endOtherSessions(tx: Tx, account: Account, kept: AccountSession): void {
  tx.execute("UPDATE account_session SET ended_at = ? WHERE account_id = ? AND id <> ? AND ended_at IS NULL", [
    tx.now,
    account.id,
    kept.id,
  ]);
  ended(tx, account);
  endAccountLinks(tx, account);
  forgetDevices(tx, account, kept.deviceId);
}

/** Ends access tokens too, at once: they carry the version. No device is recognised any longer, and no link into the account is left. */
export function endAllSessions(tx: Tx, account: Account): void {
  tx.execute("UPDATE account_session SET ended_at = ? WHERE account_id = ? AND ended_at IS NULL", [tx.now, account.id]);
  ended(tx, account);
  endAccountLinks(tx, account);
  forgetDevices(tx, account);
  tx.change(account, { tokenVersion: account.tokenVersion + 1 });
}

function ended(tx: Tx, account: Account): void {
  for (const end of tx.hooked(ON_SESSIONS_END)) end(tx, account);
}
