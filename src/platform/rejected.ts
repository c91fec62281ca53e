import { Refusal } from "./refusal";

/** Older in the API than any other kind of upload, and a code keeps its name. */
const CODE = "EVIDENCE_REJECTED";

/** The bytes that came are not what was announced, or nothing that can be taken. */
export function rejected(reason: string, params: Record<string, string | number> = {}, field?: string): Refusal {
  return new Refusal(CODE, { reason, params, ...(field === undefined ? {} : { field }) });
}

export const isRejected = (error: unknown): boolean => error instanceof Refusal && error.code === CODE;
