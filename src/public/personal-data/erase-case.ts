import { recordOnCase } from "../../case/complaints/case-file";
import type { Complaint } from "../../case/complaints/complaint.entity";
import { Evidence } from "../../case/evidence/evidence.entity";
import { forgetFiles } from "../../case/evidence/forget-files";
import type { Tx } from "../../platform/database/tx";
import { wordsOf } from "../../platform/graphql/event-catalogue";
import type { Storage } from "../../platform/storage/storage";
import { Dossier } from "../dossier/dossier.entity";
import { removeArchive } from "../dossier/remove-archive";
import { CASE_WORDS } from "./case-words";
import { Eraser } from "./eraser";

/**
 * Erases what was said in a closed case, and its files: the consumer's part, or all. The chain of its events still verifies; where words
 * stood is a mark. Runs under the case's lock.
 */
export async function eraseCase(
  tx: Tx,
  storage: Pick<Storage, "remove">,
  complaint: Complaint,
  whose: "CONSUMER" | "ALL",
): Promise<void> {
  const { id, consumerId } = complaint;
  const eraser = new Eraser(tx, id, (count) =>
    recordOnCase(tx, complaint, null, { type: "WORDS_ERASED", data: { whose, count } }, { wordsGone: whose }),
  );
  eraser.row(complaint, ["title", "story", "demandText", "verdictText", "newFacts"]);
  if (whose === "ALL") eraser.row(complaint, ["finalAnswerText", "holdReason"]);
  for (const { entity, consumers, others, isConsumers } of CASE_WORDS)
    for (const row of await tx.find(entity, { complaintId: id }, "ORDER BY id")) {
      const concerns = whose === "ALL" || isConsumers(row);
      if (concerns) eraser.row(row, whose === "ALL" ? [...consumers, ...others] : consumers);
      if (concerns && row instanceof Evidence) await forgetFiles(tx, storage, row);
    }
  for (const dossier of await tx.find(Dossier, { complaintId: id, removedAt: null })) {
    await removeArchive(tx, storage, dossier);
    eraser.row(dossier, ["purpose"]);
  }
  await eraser.events((event) => (whose === "ALL" || event.actorId === consumerId ? wordsOf(event.type) : []));
  // Also when there was nothing: so that it is not looked for again.
  eraser.finish({ always: true });
}
