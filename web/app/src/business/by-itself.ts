import type { Refusal } from "../api/refusal";

/** A refusal that no field of these is to blame for; the others are said beside their field. */
export const byItself = (refusal: Refusal | null, fields: readonly string[]): Refusal | null =>
  fields.some((field) => refusal?.at(field)) ? null : refusal;
