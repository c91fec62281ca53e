import type { CaseFile } from "../complaints/case-file";
import { newId } from "../platform/ids";
import type { Ruling } from "../rulings/ruling.entity";
import { Remedy } from "./remedy.entity";

const DAY = 86_400_000;

/** Writes the remedies of a ruling just issued. They fall due once it is final. */
export function orderRemedies({ tx }: CaseFile, ruling: Ruling): void {
  tx.insert(
    Remedy,
    ...ruling.measures.remedies.map(({ kind, amount, text, withinDays }) => ({
      id: newId("remedy"),
      rulingId: ruling.id,
      complaintId: ruling.complaintId,
      kind,
      amount: amount?.amount ?? null,
      currency: amount?.currency ?? null,
      text,
      withinDays,
    })),
  );
}

/** The ruling is final: each remedy's time begins. Answers when the last of them is due. */
export async function setRemediesDue({ tx }: CaseFile, rulingId: string): Promise<number> {
  const remedies = await tx.find(Remedy, { rulingId }, "ORDER BY id");
  for (const remedy of remedies) tx.change(remedy, { dueAt: tx.now + remedy.withinDays * DAY });
  return Math.max(...remedies.map(({ dueAt }) => dueAt ?? tx.now));
}
