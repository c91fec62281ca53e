import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import type { ContactPoint } from "./contact-point.entity";
import { Letter } from "./letter.entity";
import type { Concerns } from "./queue-letter";

/** What was told by a way that keeps no letters, as the same record of service. */
export const recordTelling = (
  tx: Tx,
  { id: contactPointId, accountId, kind: channel }: Pick<ContactPoint, "id" | "accountId" | "kind">,
  concerns: Concerns,
): void =>
  tx.insert(Letter, {
    ...{ id: newId(Letter), accountId, contactPointId, channel, purpose: "NOTICE", ...concerns },
    ...{ words: null, state: "SENT", dueAt: null, attempts: 1, mailId: null, detail: null },
    ...{ createdAt: tx.now, settledAt: tx.now },
  });
