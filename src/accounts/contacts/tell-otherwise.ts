import type { Tx } from "../../platform/database/tx";
import type { Account } from "../account/account.entity";
import { ContactAddresses } from "./contact-addresses";
import { reachedBy } from "./contact.queries";
import { noticeDueAt } from "./letter-due.pure";
import { Letter } from "./letter.entity";
import { NOTICE_WORDS } from "./letter-hooks";
import type { LetterWords } from "./letter-words.pure";
import { pointsTold } from "./notice-channels.pure";
import { chosenBy } from "./notice-choice.queries";
import { queueLetter } from "./queue-letter";

/** A notice that does not reach its person there goes to where else they are to be told of it, as if the other way had never been. */
export async function tellOtherwise(tx: Tx, account: Account, letter: Letter): Promise<void> {
  const { noticeId, recipientId, streamId, eventType, audience, kind, urgent } = letter;
  if (noticeId === null || recipientId === null || streamId === null || eventType === null) return;
  if (audience === null || kind === null) return;
  const { choices, quiet } = await chosenBy(tx, account.id, tx.now);
  const left = (await reachedBy(tx, [account.id])).filter(
    ({ id, state }) => id !== letter.contactPointId && state === "VERIFIED",
  );
  const known = new Set((await tx.find(Letter, { noticeId })).map(({ contactPointId }) => contactPointId));
  const others = pointsTold(kind, left, choices).filter(({ id }) => !known.has(id));
  const words = others.length === 0 ? null : await wordsOf(tx, account, letter);
  if (!words) return;
  for (const point of others) {
    const dueAt = noticeDueAt(tx.now, point, urgent, account.timeZone, quiet);
    queueLetter(tx, point, "NOTICE", dueAt === null ? null : words, {
      concerns: { noticeId, recipientId, streamId, eventType, audience, kind, urgent },
      ...(dueAt === null ? {} : { dueAt }),
    });
  }
}

/** As they wait to be sent; what was sent, and came back, is said again. */
async function wordsOf(tx: Tx, account: Account, letter: Letter): Promise<LetterWords | null> {
  const kept = letter.words && ContactAddresses.of(tx).decrypt(letter.id, letter.words);
  if (kept) return JSON.parse(kept) as LetterWords;
  for (const say of tx.hooked(NOTICE_WORDS)) {
    const words = await say(tx, letter, account);
    if (words) return words;
  }
  return null;
}
