import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { ContactAddresses } from "./contact-addresses";
import type { NoticeKind } from "./contact-enums.types";
import type { ContactPoint } from "./contact-point.entity";
import { Letter, type LetterPurpose } from "./letter.entity";
import type { LetterWords } from "./letter-words.pure";

export interface Concerns {
  noticeId: string;
  recipientId: string;
  streamId: string;
  eventType: string;
  audience: string;
  kind: NoticeKind;
  urgent: boolean;
}

/** What is to be sent; `words` null: nothing is, and that is put on record. */
export function queueLetter(
  tx: Tx,
  point: Pick<ContactPoint, "id" | "accountId" | "kind">,
  purpose: LetterPurpose,
  words: LetterWords | null,
  { concerns, dueAt = tx.now }: { concerns?: Concerns; dueAt?: number } = {},
): void {
  const id = newId(Letter);
  tx.insert(Letter, {
    ...{ id, accountId: point.accountId, contactPointId: point.id, channel: point.kind, purpose },
    ...{ noticeId: null, recipientId: null, streamId: null, eventType: null, audience: null, kind: null, urgent: true },
    ...concerns,
    words: words && ContactAddresses.of(tx).encrypt(id, JSON.stringify(words)),
    state: words ? ("QUEUED" as const) : ("SUPPRESSED" as const),
    dueAt: words ? dueAt : null,
    ...{ attempts: 0, mailId: null, detail: null, createdAt: tx.now, settledAt: words ? null : tx.now },
  });
}
