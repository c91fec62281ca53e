import type { Leaves } from "../../../platform/commitments";

/** Leaves as a dossier shows them: the value with its proof, or the bare commitment. */
export interface ShownLeaves {
  fields: Record<string, unknown>;
  /** Salt and commitment of each field. */
  proof: Record<string, [salt: string, commitment: string]>;
  redacted: Record<string, string>;
}

export function showLeaves(leaves: Leaves, hides: (name: string) => boolean): ShownLeaves {
  const shown: ShownLeaves = { fields: {}, proof: {}, redacted: {} };
  for (const [name, { value, salt, commitment }] of Object.entries(leaves)) {
    if (hides(name)) shown.redacted[name] = commitment;
    else {
      shown.fields[name] = value;
      shown.proof[name] = [salt, commitment];
    }
  }
  return shown;
}
