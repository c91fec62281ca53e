import type { Tx } from "../../platform/database/tx";
import type { Account } from "../account/account.entity";
import { ContactAddresses } from "./contact-addresses";
import { reachedBy } from "./contact.queries";
import { noticeDueAt } from "./letter-due.pure";
import { Letter } from "./letter.entity";
import type { LetterWords } from "./letter-words.pure";
import { pointsTold } from "./notice-channels.pure";
import { chosenBy } from "./notice-choice.queries";
import { queueLetter } from "./queue-letter";

/** A notice that does not reach its person there goes to where else they are to be told of it, as if the other way had never been. */
export async function tellOtherwise(tx: Tx, account: Account, letter: Letter): Promise<void> {
  const { noticeId, recipientId, streamId, eventType, audience, kind, urgent } = letter;
  const kept = letter.words && ContactAddresses.of(tx).decrypt(letter.id, letter.words);
  if (!kept || noticeId === null || recipientId === null || streamId === null || eventType === null) return;
  if (audience === null || kind === null) return;
  const { choices, quiet } = await chosenBy(tx, account.id, tx.now);
  const left = (await reachedBy(tx, [account.id])).filter(
    ({ id, state }) => id !== letter.contactPointId && state === "VERIFIED",
  );
  const known = new Set((await tx.find(Letter, { noticeId })).map(({ contactPointId }) => contactPointId));
  for (const point of pointsTold(kind, left, choices)) {
    if (known.has(point.id)) continue;
    const dueAt = noticeDueAt(tx.now, point, urgent, account.timeZone, quiet);
    queueLetter(tx, point, "NOTICE", dueAt === null ? null : (JSON.parse(kept) as LetterWords), {
      concerns: { noticeId, recipientId, streamId, eventType, audience, kind, urgent },
      ...(dueAt === null ? {} : { dueAt }),
    });
  }
}
