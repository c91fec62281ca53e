import type { Params } from "./messages/params";
import { Refusal, type Reason } from "./refusal";

/** The code is named after the API's first kind of upload. */
const CODE = "EVIDENCE_REJECTED";

/** The received bytes are not what was announced, or cannot be accepted. */
export function rejected(reason: Reason, params: Params = {}, field?: string): Refusal {
  return new Refusal(CODE, { reason, params, ...(field === undefined ? {} : { field }) });
}

export const isRejected = (error: unknown): boolean => error instanceof Refusal && error.code === CODE;
