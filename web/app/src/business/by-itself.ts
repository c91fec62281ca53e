import type { Refusal } from "../api/refusal";

/** Returns the refusal unless one of these fields caused it; those are shown beside their field. */
export const byItself = (refusal: Refusal | null, fields: readonly string[]): Refusal | null =>
  fields.some((field) => refusal?.at(field)) ? null : refusal;
