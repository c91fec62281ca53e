import { setTimeout as delay } from "node:timers/promises";

export const PATIENCE_MS = 40_000;

/** Resolves when the condition holds; gives up in the end, and says what it waited for, and how things stand. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  state: () => string = () => "",
): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}\n${state()}`);
    await delay(20);
  }
}
