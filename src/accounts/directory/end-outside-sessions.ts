import { createHash } from "node:crypto";
import type { Tx } from "../../platform/database/tx";
import { MINUTE } from "../../platform/time";
import { AccountSession } from "../sessions/account-session.entity";
import { endAllSessions, endSessionOfDevice } from "../sessions/account-sessions";
import { Account } from "../account/account.entity";
import { spend } from "../factors/challenges";
import { MetChallenge } from "../factors/met-challenge.entity";
import { recordOnAccount, SYSTEM } from "../account/record-on-account";
import { unverified } from "./identity-provider";

/** Longer than a logout token is accepted. */
const REMEMBERED_MS = 10 * MINUTE;

/** The provider has signed somebody out: of one sign-in, or of all. Each token counts once. */
export async function endOutsideSessions(
  tx: Tx,
  issuer: string,
  { jti, subject, sessionId }: { jti: string; subject: string | null; sessionId: string | null },
): Promise<void> {
  const digest = createHash("sha256").update(`${issuer}\0${jti}`).digest("hex");
  const id = `${MetChallenge.idPrefix}_${digest.slice(0, 32)}`;
  if (!(await spend(tx, { id, expiresAt: tx.now + REMEMBERED_MS }))) throw unverified();
  const ended = sessionId === null ? [] : await tx.find(AccountSession, { outsideSession: sessionId, endedAt: null });
  const people =
    subject === null
      ? [...new Set(ended.map(({ accountId }) => accountId))]
      : (await tx.find(Account, { externalSubject: subject })).map((account) => account.id);
  for (const accountId of people.sort()) {
    const account = await tx.lock(Account, accountId);
    if (account?.externalIssuer !== issuer || (subject !== null && account.externalSubject !== subject)) continue;
    if (sessionId === null) {
      endAllSessions(tx, account);
      recordOnAccount(tx, account, "SIGNED_OUT_EVERYWHERE", SYSTEM, {});
    }
    for (const session of ended.filter((each) => each.accountId === accountId)) {
      endSessionOfDevice(tx, account, session);
      recordOnAccount(tx, account, "SIGNED_OUT", SYSTEM, { sessionId: session.id });
    }
  }
}
