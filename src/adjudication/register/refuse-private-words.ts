import { Refusal } from "../../platform/refusal";
import { findPersonalData } from "./redact.pure";

/** Words by which a text would tell of somebody, and words that it may contain although they look like that. */
export interface PrivateWords {
  /** Display names of people. */
  names: readonly string[];
  /** What else they are called, and call themselves. */
  calls: readonly string[];
  allowed?: readonly string[];
}

/** Every text by which the platform speaks in public: refused before it is written, as it stays. */
export function refusePrivateWords(text: string, { names, calls, allowed = [] }: PrivateWords, field: string): void {
  const [personal] = findPersonalData(text, { names: [...names, ...calls], allowed });
  if (!personal) return;
  const { kind, text: found } = personal;
  throw new Refusal("BAD_USER_INPUT", { reason: `publicWords.${kind}`, field, params: { found } });
}
