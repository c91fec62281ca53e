import { dueOf } from "../../case/complaints/case-clocks";
import type { CaseFile } from "../../case/complaints/case-file";
import { awaitsGoods } from "../../case/complaints/complaint-guards.pure";
import type { ClockName } from "../../case/complaints/clock-names.pure";
import { keep } from "../../case/negotiation/settlement-changes";
import type { ReturnOf } from "../../case/returns/open-return";
import { rewardPromptRemedy } from "../penalties/penalties-of-ruling";
import type { Events } from "../../platform/database/event";
import { Refusal } from "../../platform/refusal";
import { endReturn } from "../../case/returns/end-return";
import { HOUR } from "../../platform/time";
import { Payment } from "../payments/payment.entity";
import { Remedy } from "./remedy.entity";

type Step =
  | "REMEDY_PAID_FROM_DEPOSIT"
  | "REMEDY_PROOF_FILED"
  | "REMEDY_VERIFIED"
  | "REMEDY_CONFIRMED"
  | "REMEDY_WAIVED"
  | "RETURN_LAPSED"
  | "RETURN_RECEIVED"
  | "RETURN_DECIDED";

const returnOf = ({ id, settlementId }: Remedy): ReturnOf =>
  settlementId === null ? { remedyId: id } : { settlementId };

/** The remedies of a case's current ruling, or of a case that needed none, that are to be performed now or were. */
export class RemediesOfCase {
  private constructor(
    private readonly caseFile: CaseFile,
    readonly all: readonly Remedy[],
  ) {}

  static async read(caseFile: CaseFile): Promise<RemediesOfCase> {
    const rulingId = caseFile.complaint.currentRulingId;
    const found = await caseFile.tx.find(Remedy, { complaintId: caseFile.complaint.id, rulingId }, "ORDER BY id");
    return RemediesOfCase.of(caseFile, found);
  }

  /** `all`: those of the ruling, in their order. */
  static of(caseFile: CaseFile, all: readonly Remedy[]): RemediesOfCase {
    return new RemediesOfCase(
      caseFile,
      all.filter(({ hasBegun }) => hasBegun),
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

  /** The remedies for whose time REMEDY_DUE ran, and that the provider has not proved by then. */
  get overdue(): Remedy[] {
    const { now } = this.caseFile;
    const unproved = this.all.filter((each) => !each.isProved && each.defaultedAt === null);
    const first = Math.min(...unproved.map(({ dueAt }) => dueAt ?? now));
    return unproved.filter((each) => (each.dueAt ?? now) <= Math.max(first, now) && !this.awaitsGoods(each));
  }

  /** The goods are back: the time for the refund begins. Returns when it ends. */
  startRefund(remedy: Remedy): number {
    const dueAt = remedy.dueFrom(this.caseFile.now);
    this.caseFile.tx.change(remedy, { dueAt });
    this.setClocks();
    return dueAt;
  }

  /** The payment by which the provider says it refunded this remedy, while finance has not found it. */
  refundOf(remedy: Remedy): Promise<Payment | null> {
    return this.caseFile.tx.findOne(Payment, { remedyId: remedy.id, purpose: "REFUND", status: "CLAIMED" });
  }

  /**
   * Proofs that the consumer contests or does not answer. What can be verified, the platform checks; of the others nothing is left, and
   * the provider has its time to prove them verifiably. Those already in default are owed again: call `payDefaultFromDeposit` afterwards.
   */
  async doubt(doubtful: readonly Remedy[]): Promise<void> {
    const { tx, rules, now } = this.caseFile;
    for (const remedy of doubtful) {
      const verifiable = (remedy.proofEvidence?.length ?? 0) > 0 || (await this.refundOf(remedy)) !== null;
      const dueAt =
        remedy.defaultedAt === null ? now + rules.number("remedy.verification", "hours") * HOUR : remedy.dueAt;
      tx.change(remedy, {
        verificationRequestedAt: now,
        ...(verifiable ? { checkSince: now } : { proofFiledAt: null, dueAt }),
      });
    }
    this.setClocks();
  }

  /** Until when the provider can prove it before it is in default; null when it has, or is too late. */
  provableUntil({ isProved, defaultedAt, dueAt }: Remedy): number | null {
    return isProved || defaultedAt !== null ? null : dueAt;
  }

  /** The platform found that it was done. */
  verify(remedy: Remedy, data: Events["REMEDY_VERIFIED"]): Promise<void> {
    this.caseFile.tx.change(remedy, { verifiedAt: this.caseFile.now });
    return this.step("REMEDY_VERIFIED", remedy, data);
  }

  /** The platform found that it was not done: the proof counts for nothing. */
  refute(remedy: Remedy): void {
    this.caseFile.tx.change(remedy, { proofFiledAt: null, checkSince: null });
  }

  /** So much of it has come: that alone is owed no longer. */
  receivePart(remedy: Remedy, amount: number): void {
    this.caseFile.tx.change(remedy, { creditedAmount: remedy.creditedAmount + amount });
  }

  /** What was to be paid in time could not be: there is time for a proof that can be verified, and not again. */
  giveLastTime(remedy: Remedy): void {
    const { tx, rules, now } = this.caseFile;
    const dueAt = now + rules.number("remedy.verification", "hours") * HOUR;
    tx.change(remedy, { dueAt: Math.max(remedy.dueAt ?? 0, dueAt), verificationRequestedAt: now });
  }

  /** When the last of them was done. */
  get doneAt(): number {
    return Math.max(
      ...this.all.map(({ proofFiledAt, confirmedAt, waivedAt }) => proofFiledAt ?? confirmedAt ?? waivedAt ?? Infinity),
    );
  }

  /**
   * REMEDY_DUE runs until the next due date of the remedies that can still be in default; REMEDY_OBJECTION once all are proved or in
   * default, while the consumer may answer; REMEDY_CHECK while the platform has one to check. One that runs is not started anew. A refund whose time ran out
   * before the goods are back runs no clock: it has its time anew once they are.
   */
  setClocks(): void {
    const { timers, now } = this.caseFile;
    const open = this.all.filter(
      (each) => !each.isProved && each.defaultedAt === null && ((each.dueAt ?? now) > now || !this.awaitsGoods(each)),
    );
    const next = Math.min(...open.map(({ dueAt }) => dueAt ?? now));
    if (open.length === 0) timers.stop("REMEDY_DUE");
    else if (timers.get("REMEDY_DUE")?.dueAt !== next) this.start("REMEDY_DUE", next);
    const areSaid = this.all.every(({ isProved, defaultedAt }) => isProved || defaultedAt !== null);
    this.runs("REMEDY_OBJECTION", areSaid && this.all.some(({ awaitsConsumer }) => awaitsConsumer));
    this.runs(
      "REMEDY_CHECK",
      this.all.some(({ checkSince, isDone }) => checkSince !== null && !isDone),
    );
  }

  private runs(clock: "REMEDY_OBJECTION" | "REMEDY_CHECK", wanted: boolean): void {
    const { timers, rules, now } = this.caseFile;
    if (!wanted) timers.stop(clock);
    else if (!timers.get(clock)) this.start(clock, dueOf(rules, clock, now));
  }

  /** With the arrow about to be taken, which ends the clocks of the state that it leaves. */
  private start(clock: ClockName, dueAt: number): void {
    const { complaint, move, timers, now } = this.caseFile;
    if (move.to === null || move.to === complaint.status) timers.start(clock, now, dueAt);
    else this.caseFile.startsWith(clock, dueAt);
  }

  /** Records a step and its automatic consequences: the clocks, and the end of the case once all are done. */
  async step<T extends Step>(type: T, remedy: Remedy, data: Events[T]): Promise<void> {
    const { caseFile } = this;
    if (remedy.kind === "RETURN_AND_REFUND" && remedy.isDone)
      endReturn(caseFile, returnOf(remedy), remedy.waivedAt === null ? "REFUNDED" : "LAPSED");
    if (caseFile.complaint.status === "CLOSED") return caseFile.apply({ type, data });
    this.setClocks();
    caseFile.apply({ type, data });
    await this.endIfDone();
  }

  /** What was done before the ruling is final closes nothing: an appeal is still possible. */
  async endIfDone(): Promise<void> {
    const { caseFile } = this;
    if (!this.areDone || caseFile.complaint.status === "RULED") return;
    const agreed = this.all.filter(({ settlementId }) => settlementId !== null).at(-1);
    if (agreed) return this.closeSettled(agreed);
    if (caseFile.complaint.currentRulingId === null)
      return caseFile.follow("CLOSE_COMPENSATED").apply({ type: "COMPLAINT_COMPENSATED", data: {} });
    await this.closeRemedied();
  }

  /** Something is in default that the deposit did not cover. */
  get isUnpaid(): boolean {
    return this.all.some(({ defaultedAt, isDone, outstanding }) => defaultedAt !== null && !isDone && outstanding > 0);
  }

  get areDone(): boolean {
    return this.all.every(({ isDone }) => isDone);
  }

  async closeRemedied(): Promise<void> {
    this.caseFile.follow("CLOSE_REMEDIED").apply({ type: "COMPLAINT_REMEDIED", data: {} });
    // Where nothing was ordered, nothing was done promptly.
    if (this.all.length > 0) await rewardPromptRemedy(this.caseFile, this.doneAt);
  }

  /** What was agreed was done after all, waived, or paid from the deposit. */
  private async closeSettled({ settlementId, paidFromDepositAt, waivedAt }: Remedy): Promise<void> {
    const { caseFile } = this;
    if (settlementId !== null && waivedAt === null) await keep(caseFile.tx, settlementId);
    const because = paidFromDepositAt === null ? "PERFORMED" : "PAID_FROM_DEPOSIT";
    caseFile.follow("CLOSE_SETTLED").apply({ type: "COMPLAINT_SETTLED", data: { because } });
  }
}
