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

/** The remedies of a case's current ruling, while they are being performed. */
export class RemediesOfCase {
  private constructor(
    private readonly caseFile: CaseFile,
    readonly all: readonly Remedy[],
  ) {}

  static async read(caseFile: CaseFile): Promise<RemediesOfCase> {
    const rulingId = caseFile.complaint.currentRulingId;
    return new RemediesOfCase(
      caseFile,
      rulingId === null ? [] : await caseFile.tx.find(Remedy, { rulingId }, "ORDER BY id"),
    );
  }

  named(id: string): Remedy {
    const remedy = this.all.find((each) => each.id === id);
    if (!remedy) throw new Refusal("NOT_FOUND", { field: "input.remedyId" });
    return remedy;
  }

  /** The one named, if the consumer has neither received nor waived it. */
  pending(id: string): Remedy {
    const remedy = this.named(id);
    if (remedy.isDone)
      throw new Refusal("NOT_IN_THIS_STATE", { reason: "remedy.alreadyDone", field: "input.remedyId" });
    return remedy;
  }

  /** The same for the parties: a sum taken from the deposit is sent by the platform, so no party can perform or waive it. */
  open(id: string): Remedy {
    const remedy = this.pending(id);
    if (remedy.isOnItsWay)
      throw new Refusal("NOT_IN_THIS_STATE", { reason: "remedy.onItsWay", field: "input.remedyId" });
    return remedy;
  }

  /** The remedy that a return belongs to. */
  ofReturn(id: string): Remedy {
    const remedy = this.all.find((each) => each.id === id);
    if (!remedy) throw new Error(`${id} is no remedy of ${this.caseFile.complaint.id}`);
    return remedy;
  }

  /** The provider need not refund goods that have not been returned. */
  awaitsGoods({ kind }: Remedy): boolean {
    return kind === "RETURN_AND_REFUND" && awaitsGoods(this.caseFile.facts);
  }

  /** The remedies that the provider has not proved by the time REMEDY_DUE expires. */
  get overdue(): Remedy[] {
    return this.all.filter((each) => !each.isProved && each.defaultedAt === null && !this.awaitsGoods(each));
  }

  /** The goods are back: the time for the refund begins. Returns when it ends. */
  startRefund(remedy: Remedy): number {
    const dueAt = remedy.dueFrom(this.caseFile.now);
    this.caseFile.tx.change(remedy, { dueAt });
    this.runDueClock();
    return dueAt;
  }

  /** The consumer did not object to the proofs, including that of a refund for goods. */
  letStand(): void {
    for (const { id, kind, isDone } of this.all)
      if (kind === "RETURN_AND_REFUND" && !isDone) endReturn(this.caseFile, { remedyId: id }, "REFUNDED");
  }

  /** When the last of them was done. */
  get doneAt(): number {
    return Math.max(
      ...this.all.map(({ proofFiledAt, confirmedAt, waivedAt }) => proofFiledAt ?? confirmedAt ?? waivedAt ?? Infinity),
    );
  }

  /** REMEDY_DUE runs until the last due date of the remedies that can still be in default. */
  private runDueClock(): void {
    const { timers, now } = this.caseFile;
    const open = this.all.filter(({ isProved, defaultedAt }) => !isProved && defaultedAt === null);
    const last = Math.max(...open.map(({ dueAt }) => dueAt ?? now));
    if (open.length === 0) timers.stop("REMEDY_DUE");
    else if (timers.get("REMEDY_DUE")?.dueAt !== last) timers.start("REMEDY_DUE", now, last);
  }

  /** Records a step and its automatic consequences: the objection period once all are proved, the end of the case once all are done. */
  async step<T extends Step>(type: T, remedy: Remedy, data: Events[T]): Promise<void> {
    const { caseFile } = this;
    if (remedy.kind === "RETURN_AND_REFUND" && remedy.isDone)
      endReturn(caseFile, { remedyId: remedy.id }, remedy.waivedAt === null ? "REFUNDED" : "LAPSED");
    if (caseFile.complaint.status === "CLOSED") return caseFile.apply({ type, data });
    const done = this.all.every(({ isDone }) => isDone);
    if (!done && this.all.every(({ isProved }) => isProved)) {
      caseFile.timers.stop("REMEDY_DUE");
      // Only the last proof starts it: a waiver or confirmation does not give the consumer more time.
      if (!caseFile.timers.get("REMEDY_OBJECTION"))
        caseFile.timers.start(
          "REMEDY_OBJECTION",
          caseFile.now,
          dueOf(caseFile.rules, "REMEDY_OBJECTION", caseFile.now),
        );
    } else if (remedy.waivedAt !== null) this.runDueClock();
    caseFile.apply({ type, data });
    if (!done) return;
    const close = findMove("CLOSE_REMEDIED", caseFile.complaint.status);
    if (!close) throw new Error(`a remedy was performed in ${caseFile.complaint.status}`);
    caseFile.next(close).apply({ type: "COMPLAINT_REMEDIED", data: {} });
    await rewardPromptRemedy(caseFile, this.doneAt);
  }
}
