import { Refusal } from "./refusal";
import { passes } from "./retries";

/** A `clientMutationId`, also in browsers without TLS. */
export function newMutationId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * A mutation that a person starts. While its result is unknown (no network, a server that restarts, or does not know itself, an app that
 * did not wait) the same attempt keeps its `clientMutationId`, so pressing again does not do it twice; after a final response, or with
 * other input, it is a new attempt.
 */
export class Attempt {
  #last: { id: string; input: string } | null = null;

  idFor(input: unknown): string {
    const text = JSON.stringify(input);
    if (this.#last?.input !== text) this.#last = { id: newMutationId(), input: text };
    return this.#last.id;
  }

  /** What came of it: nothing when it was done, else what was thrown. That it was not done only Redress itself can say. */
  settle(reason: unknown): void {
    const isDone = reason === null || reason === undefined;
    if (isDone || (reason instanceof Refusal && reason.code !== "UNREACHABLE" && !passes(reason))) this.#last = null;
  }
}
