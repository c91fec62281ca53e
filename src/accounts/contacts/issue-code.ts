import { randomInt } from "node:crypto";
import { HouseRules } from "../../house-rules/house-rules";
import type { Tx } from "../../platform/database/tx";
import { say } from "../../platform/messages/explain";
import { MINUTE } from "../../platform/time";
import type { Account } from "../account/account.entity";
import { ContactAddresses } from "./contact-addresses";
import type { ContactPoint } from "./contact-point.entity";
import { queueLetter } from "./queue-letter";

const DIGITS = 8;

/** Sends a new code to the contact point; an earlier one no longer works. Runs under the account's lock. */
export async function issueCode(tx: Tx, account: Account, point: ContactPoint): Promise<void> {
  const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, "0");
  const minutes = (await HouseRules.inForce(tx, tx.now)).number("contact.code", "minutes");
  tx.change(point, {
    codeHash: ContactAddresses.of(tx).hashes("code", `${point.id}\0${code}`)[0] ?? "",
    codeEndsAt: tx.now + minutes * MINUTE,
    codeGuesses: 0,
  });
  const { locale } = account;
  queueLetter(tx, point, "CODE", {
    subject: say("letter.code.subject", locale),
    paragraphs: [say("letter.code.text", locale, { code, minutes }), say("letter.code.notYou", locale)],
    short: say("letter.code.short", locale, { code, minutes }),
    link: null,
    answerable: false,
  });
}
