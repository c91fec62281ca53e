import { Tx } from "../../src/platform/database/tx";
import type { Answer } from "./world";

type Send = (this: { deadline?: unknown }, statements: { sql: string }[], asArrays?: boolean) => Promise<unknown>;

/** Thrown in place of the commit, so that the transaction is rolled back. */
class HeldBack extends Error {}

/**
 * Whether a request's command succeeds, leaving everything as it was: its transaction runs, writes all its statements, and is rolled back instead of committed.
 * What runs beside requests (sweeps, projections) commits as always: only an operation has a deadline.
 */
export async function wouldSucceed(
  request: () => Promise<Answer>,
): Promise<Pick<Answer, "errors"> & { succeeds: boolean }> {
  let heldBack = 0;
  const prototype = Tx.prototype as unknown as { send: Send };
  const { send } = prototype;
  const { stackTraceLimit } = Error;
  // Tens of thousands are refused, and graphql-jit has each error's stack written out. Who has the log told (TEST_LOG) gets them.
  if (!process.env.TEST_LOG) Error.stackTraceLimit = 0;
  // By hand: a spy of Jest's remembers every call.
  prototype.send = async function (statements, asArrays) {
    const last = statements.at(-1);
    if (last?.sql !== "COMMIT" || !this.deadline) return send.call(this, statements, asArrays);
    if (statements.length > 1) await send.call(this, statements.slice(0, -1));
    heldBack += 1;
    throw new HeldBack("would have been committed");
  };
  try {
    const { errors } = await request();
    return { errors, succeeds: heldBack > 0 };
  } finally {
    prototype.send = send;
    Error.stackTraceLimit = stackTraceLimit;
  }
}
