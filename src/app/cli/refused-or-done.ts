import { explain } from "../../platform/messages/explain";
import { Refusal } from "../../platform/refusal";
import { CannotDo } from "./cannot-do";
import type { Result } from "./on-database";

/** Wrong input is the caller's mistake; any other refusal is an answer. */
export async function refusedOrDone(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === "BAD_USER_INPUT" || error.code === "UNAVAILABLE") throw error;
    const { existingId } = error.details;
    throw new CannotDo(`${explain(error, "en")}${existingId ? ` (${existingId})` : ""}`);
  }
}
