import { setTimeout as delay } from "node:timers/promises";
import { PATIENCE_MS } from "../support/eventually";

/**
 * Resolves when the condition holds. Gives up when things have stood still for all its patience, however long they take while they
 * move, and says what it waited for, and how things stand.
 */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  state: () => string = () => "",
): Promise<void> {
  let [deadline, last] = [Date.now() + PATIENCE_MS, state()];
  while (!(await condition())) {
    if (Date.now() > deadline) {
      const now = state();
      if (now === last) throw new Error(`waited in vain for ${what}\n${now}`);
      [deadline, last] = [Date.now() + PATIENCE_MS, now];
    }
    await delay(20);
  }
}
