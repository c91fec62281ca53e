import { createHash } from "node:crypto";
import type { Reader } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import type { Sealer } from "../../platform/secrets/sealed";
import { MINUTE } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import type { Account } from "../account/account.entity";
import type { Device } from "../sessions/known-devices";
import { MetChallenge } from "./met-challenge.entity";

/** What a challenge is for; one kind is never accepted as another. */
export type ChallengeKind = "signIn" | "totp" | "passkey";

/** The sealed content of a challenge: whose it is and what it came from. */
export type Challenge<Extra extends Record<string, string> = Record<never, string>> = {
  id: string;
  /** Whom it is for; null for a sign-in by passkey alone, where the person is not known yet. */
  accountId: string | null;
  /** The account's version then: a change of password, or the end of all sessions, ends the challenge too. */
  tokenVersion: number;
  password: string;
  issuedAt: number;
  expiresAt: number;
} & Extra;

/** The device of the first step, which is also that of the second. */
export type OfDevice = { deviceId: string; remember: string };
export const sealDevice = ({ id, remember }: Device): OfDevice => ({
  deviceId: id ?? "",
  remember: remember ? "1" : "",
});
export const deviceOf = ({ deviceId, remember }: OfDevice): Device => ({
  id: deviceId || null,
  remember: remember === "1",
});

/** Clocks of nodes differ by this much at most. */
const SKEW_MS = MINUTE;

export async function newChallenge<Extra extends Record<string, string>>(
  reader: Reader,
  sealer: Sealer,
  kind: ChallengeKind,
  { account, now, extra }: { account: Account | null; now: number; extra: Extra },
): Promise<string> {
  const rules = await HouseRules.inForce(reader, now);
  const minutes = rules.number(kind === "signIn" ? "factor.challenge" : "factor.setUp", "minutes");
  return sealer.seal(sealedAs(kind), {
    ...extra,
    id: newId(MetChallenge),
    accountId: account?.id ?? null,
    tokenVersion: account?.tokenVersion ?? 0,
    password: account ? markOf(account) : "",
    issuedAt: now,
    expiresAt: now + minutes * MINUTE,
  });
}

/** Null for a string that is not one of our challenges of this kind. `hasEnded` says whether it is still valid. */
export const openChallenge = <Extra extends Record<string, string> = Record<never, string>>(
  sealer: Sealer,
  kind: ChallengeKind,
  sealed: string,
): Challenge<Extra> | null => sealer.open<Challenge<Extra>>(sealedAs(kind), sealed);

/** The one refusal for a challenge that is unknown, expired, used, someone else's, or from before a change. */
export const challengeEnded = (): Refusal =>
  new Refusal("UNAUTHENTICATED", { reason: "secondFactor.challengeEnded", field: "input.challenge" });

/** Checked under the account's lock before it is spent, which decides between two concurrent uses. */
export async function hasEnded(reader: Reader, now: number, challenge: Challenge, account: Account): Promise<boolean> {
  const { id, accountId, tokenVersion, password, issuedAt, expiresAt } = challenge;
  // After the clock was set back, a challenge from its future is not valid.
  if (expiresAt <= now || issuedAt > now + SKEW_MS) return true;
  const forThis =
    accountId === null ||
    (accountId === account.id && tokenVersion === account.tokenVersion && password === markOf(account));
  if (!forThis) return true;
  const met = await reader.byId(MetChallenge, id);
  if (!met) return false;
  const rules = await HouseRules.inForce(reader, now);
  return met.usedAt !== null || met.wrongCodes >= rules.number("factor.challenge", "wrongCodes");
}

/**
 * Marks it as used; false when it was already. A challenge for no account in particular may be answered by two people at once, under the
 * locks of two accounts: then one of the two rows is a UniqueViolation, and whoever has written it is run once more.
 */
export async function spend(tx: Tx, { id, expiresAt }: Pick<Challenge, "id" | "expiresAt">): Promise<boolean> {
  const met = await tx.lock(MetChallenge, id);
  if (met && met.usedAt !== null) return false;
  if (met) tx.change(met, { usedAt: tx.now });
  else tx.insert(MetChallenge, { id, wrongCodes: 0, usedAt: tx.now, expiresAt });
  return true;
}

export async function countWrongCode(tx: Tx, { id, expiresAt }: Challenge): Promise<void> {
  const met = await tx.lock(MetChallenge, id);
  if (met) tx.change(met, { wrongCodes: met.wrongCodes + 1 });
  else tx.insert(MetChallenge, { id, wrongCodes: 1, usedAt: null, expiresAt });
}

const sealedAs = (kind: ChallengeKind): string => `second-factor-${kind}`;

/** Distinguishes two passwords of an account without revealing either: what is hashed contains a salt that no one is shown. */
const markOf = ({ passwordHash }: Account): string =>
  createHash("sha256")
    .update(passwordHash ?? "")
    .digest("base64url");
