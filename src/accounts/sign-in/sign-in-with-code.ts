import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import type { Sealer } from "../../platform/secrets/sealed";
import { Account } from "../account/account.entity";
import type { Client } from "../sessions/client.pure";
import type { Session, Sessions } from "./sessions";
import { acceptCode } from "../factors/accept-code";
import {
  challengeEnded,
  countWrongCode,
  deviceOf,
  hasEnded,
  openChallenge,
  spend,
  type OfDevice,
} from "../factors/challenges";
import type { SignInWithCodeInput } from "../factors/factor-inputs.types";
import { Guesses } from "../factors/guesses";
import { dropReset } from "../factors/reset-second-factors";
import { isTotpCode, tidyCode } from "../factors/totp.pure";

export async function signInWithCode(
  sessions: Sessions,
  sealer: Sealer,
  client: Client,
  { challenge, code }: SignInWithCodeInput,
): Promise<Session> {
  const opened = openChallenge<OfDevice>(sealer, "signIn", challenge);
  const accountId = opened?.accountId;
  if (!opened || !accountId) throw challengeEnded();
  const prove = async (tx: Tx): Promise<Account | Refusal> => {
    const account = await tx.lock(Account, accountId);
    if (account?.status !== "ACTIVE" || (await hasEnded(tx, tx.now, opened, account))) return challengeEnded();
    const guesses = await Guesses.of(tx, account, "CODE");
    // No one can guess a recovery code: it keeps working while codes of six digits are blocked.
    const isGuessable = isTotpCode(tidyCode(code));
    const full = isGuessable ? guesses.refusal() : null;
    if (full) return full;
    if (!(await acceptCode(tx, sealer, account, code))) {
      await countWrongCode(tx, opened);
      if (isGuessable) guesses.guessedWrong();
      return new Refusal("UNAUTHENTICATED", { reason: "secondFactor.badCode", field: "input.code" });
    }
    guesses.guessedRight();
    dropReset(tx, account);
    return (await spend(tx, opened)) ? account : challengeEnded();
  };
  return sessions.open(prove, client, deviceOf(opened));
}
