import { dueOf } from "../complaints/case-clocks";
import type { CaseFile } from "../complaints/case-file";
import { findMove } from "../complaints/complaint.lifecycle";
import { Refusal } from "../platform/refusal";
import { Remedy } from "./remedy.entity";

/** What the current ruling of a case orders, while it is being performed. */
export class RemediesOfCase {
  private constructor(
    private readonly file: CaseFile,
    readonly all: readonly Remedy[],
  ) {}

  static async read(file: CaseFile): Promise<RemediesOfCase> {
    const rulingId = file.complaint.currentRulingId;
    return new RemediesOfCase(file, rulingId === null ? [] : await file.tx.find(Remedy, { rulingId }, "ORDER BY id"));
  }

  /** The one named, if the consumer has not had or waived it yet. */
  pending(id: string): Remedy {
    const remedy = this.all.find((each) => each.id === id);
    if (!remedy) throw new Refusal("NOT_FOUND", { field: "input.remedyId" });
    if (remedy.isDone)
      throw new Refusal("NOT_IN_THIS_STATE", { reason: "remedy.alreadyDone", field: "input.remedyId" });
    return remedy;
  }

  /** Records a step and what follows from it by itself: time to object once all are proved, the end of the case once all are done. */
  step(event: "REMEDY_PROOF_FILED" | "REMEDY_CONFIRMED" | "REMEDY_WAIVED", remedy: Remedy): void {
    const { file } = this;
    const done = this.all.every(({ isDone }) => isDone);
    if (!done && this.all.every(({ isProved }) => isProved)) {
      file.timers.stop("REMEDY_DUE");
      // Only the last proof starts it: a waiver or confirmation does not give the consumer more time.
      if (!file.timers.get("REMEDY_OBJECTION"))
        file.timers.start("REMEDY_OBJECTION", file.now, dueOf(file.rules, "REMEDY_OBJECTION", file.now));
    }
    file.apply({ type: event, data: { remedyId: remedy.id } });
    if (!done) return;
    const close = findMove("CLOSE_REMEDIED", file.complaint.status);
    if (!close) throw new Error(`a remedy was performed in ${file.complaint.status}`);
    file.next(close).apply({ type: "COMPLAINT_REMEDIED" });
  }
}
