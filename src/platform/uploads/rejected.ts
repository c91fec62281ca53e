import { Refusal } from "../refusal";

/** The bytes that came are not what was announced, or nothing that can be taken. */
export function rejected(reason: string, params: Record<string, string | number> = {}): Refusal {
  return new Refusal("EVIDENCE_REJECTED", { reason, params });
}

export const isRejected = (error: unknown): boolean => error instanceof Refusal && error.code === "EVIDENCE_REJECTED";
