import type { Params } from "./messages/params";
import { Refusal, type Reason, type RefusalCode } from "./refusal";

/** More than any form has; of a list of a hundred wrong items only the first are reported. */
const MOST = 20;

/** Collects what is wrong with an input, so that a form can mark every field at once. Of one field the first problem counts. */
export class Problems {
  private readonly byField = new Map<string, Refusal>();

  get isFull(): boolean {
    return this.byField.size >= MOST;
  }

  add(refusal: Refusal): void {
    const { field } = refusal.details;
    if (field === undefined) throw refusal;
    if (!this.isFull && !this.byField.has(field)) this.byField.set(field, refusal);
  }

  wrong(reason: Reason, field: string, params: Params = {}, code: RefusalCode = "BAD_USER_INPUT"): void {
    this.add(new Refusal(code, { reason, field, params }));
  }

  /** For a check that refuses by itself. */
  check(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      for (const { code, ...details } of error.details.problems ?? [{ code: error.code, ...error.details }])
        this.add(new Refusal(code, details));
    }
  }

  /** The refusal of the first, with all of them; null when nothing is wrong. */
  get refusal(): Refusal | null {
    const all = [...this.byField.values()];
    const [first] = all;
    if (!first || all.length === 1) return first ?? null;
    return new Refusal(first.code, {
      ...first.details,
      problems: all.map(({ code, details }) => ({ code, ...details })),
    });
  }

  /** Refuses when something is wrong. */
  throwAll(): void {
    const { refusal } = this;
    if (refusal) throw refusal;
  }
}
