import { dueOf } from "../../case/complaints/case-clocks";
import type { CaseFile } from "../../case/complaints/case-file";
import { awaitsGoods } from "../../case/complaints/complaint-guards.pure";
import { findMove } from "../../case/complaints/complaint.lifecycle";
import { rewardPromptRemedy } from "../penalties/penalties-of-ruling";
import type { Events } from "../../platform/database/event";
import { Refusal } from "../../platform/refusal";
import { endReturn } from "../../case/returns/end-return";
import { Remedy } from "./remedy.entity";

type Step =
  | "REMEDY_PAID_FROM_DEPOSIT"
  | "REMEDY_PROOF_FILED"
  | "REMEDY_CONFIRMED"
  | "REMEDY_WAIVED"
  | "RETURN_LAPSED"
  | "RETURN_DECIDED";

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

  named(id: string): Remedy {
    const remedy = this.all.find((each) => each.id === id);
    if (!remedy) throw new Refusal("NOT_FOUND", { field: "input.remedyId" });
    return remedy;
  }

  /** The one named, if the consumer has not had or waived it yet. */
  pending(id: string): Remedy {
    const remedy = this.named(id);
    if (remedy.isDone)
      throw new Refusal("NOT_IN_THIS_STATE", { reason: "remedy.alreadyDone", field: "input.remedyId" });
    return remedy;
  }

  /** The same for the parties: what was taken from the deposit is the platform's to send, and nobody else's to do or do without. */
  open(id: string): Remedy {
    const remedy = this.pending(id);
    if (remedy.isOnItsWay)
      throw new Refusal("NOT_IN_THIS_STATE", { reason: "remedy.onItsWay", field: "input.remedyId" });
    return remedy;
  }

  /** The one that a return belongs to. */
  ofReturn(id: string): Remedy {
    const remedy = this.all.find((each) => each.id === id);
    if (!remedy) throw new Error(`${id} is no remedy of ${this.file.complaint.id}`);
    return remedy;
  }

  /** Money for goods that have not come back is not expected of the provider. */
  awaitsGoods({ kind }: Remedy): boolean {
    return kind === "RETURN_AND_REFUND" && awaitsGoods(this.file.facts);
  }

  /** What the provider should have proved by the time that REMEDY_DUE runs out, and has not. */
  get overdue(): Remedy[] {
    return this.all.filter((each) => !each.isProved && each.defaultedAt === null && !this.awaitsGoods(each));
  }

  /** The goods are back: the refund's own time begins. Answers when it is over. */
  startRefund(remedy: Remedy): number {
    const dueAt = remedy.dueFrom(this.file.now);
    this.file.tx.change(remedy, { dueAt });
    this.runDueClock();
    return dueAt;
  }

  /** The consumer let the proofs stand: also that of a refund for goods. */
  letStand(): void {
    for (const { id, kind, isDone } of this.all)
      if (kind === "RETURN_AND_REFUND" && !isDone) endReturn(this.file, { remedyId: id }, "REFUNDED");
  }

  /** When the last of them was done. */
  get doneAt(): number {
    return Math.max(
      ...this.all.map(({ proofFiledAt, confirmedAt, waivedAt }) => proofFiledAt ?? confirmedAt ?? waivedAt ?? Infinity),
    );
  }

  /** REMEDY_DUE runs to the last due date of what can still be in default. */
  private runDueClock(): void {
    const { timers, now } = this.file;
    const open = this.all.filter(({ isProved, defaultedAt }) => !isProved && defaultedAt === null);
    const last = Math.max(...open.map(({ dueAt }) => dueAt ?? now));
    if (open.length === 0) timers.stop("REMEDY_DUE");
    else if (timers.get("REMEDY_DUE")?.dueAt !== last) timers.start("REMEDY_DUE", now, last);
  }

  /** Records a step and what follows from it by itself: time to object once all are proved, the end of the case once all are done. */
  async step<T extends Step>(type: T, remedy: Remedy, data: Events[T]): Promise<void> {
    const { file } = this;
    if (remedy.kind === "RETURN_AND_REFUND" && remedy.isDone)
      endReturn(file, { remedyId: remedy.id }, remedy.waivedAt === null ? "REFUNDED" : "LAPSED");
    if (file.complaint.status === "CLOSED") return file.apply({ type, data });
    const done = this.all.every(({ isDone }) => isDone);
    if (!done && this.all.every(({ isProved }) => isProved)) {
      file.timers.stop("REMEDY_DUE");
      // Only the last proof starts it: a waiver or confirmation does not give the consumer more time.
      if (!file.timers.get("REMEDY_OBJECTION"))
        file.timers.start("REMEDY_OBJECTION", file.now, dueOf(file.rules, "REMEDY_OBJECTION", file.now));
    } else if (remedy.waivedAt !== null) this.runDueClock();
    file.apply({ type, data });
    if (!done) return;
    const close = findMove("CLOSE_REMEDIED", file.complaint.status);
    if (!close) throw new Error(`a remedy was performed in ${file.complaint.status}`);
    file.next(close).apply({ type: "COMPLAINT_REMEDIED", data: {} });
    await rewardPromptRemedy(file, this.doneAt);
  }
}
