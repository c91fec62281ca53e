import type { Commitment, Leaves } from "../../../platform/secrets/commitments";

/** Leaves as a dossier shows them: the value with its proof, or the bare commitment. */
export interface ShownLeaves {
  fields: Record<string, unknown>;
  /** Salt and commitment of each field. */
  proof: Record<string, [salt: string, commitment: string]>;
  redacted: Record<string, string>;
}

/** `unknown`: leaves of which there is nothing but the commitment. */
export function showLeaves(
  leaves: Leaves,
  hides: (name: string) => boolean,
  unknown: readonly Commitment[] = [],
): ShownLeaves {
  const shown: ShownLeaves = { fields: {}, proof: {}, redacted: {} };
  for (const [name, commitment] of unknown) shown.redacted[name] = commitment;
  for (const [name, { value, salt, commitment }] of Object.entries(leaves)) {
    if (hides(name)) shown.redacted[name] = commitment;
    else {
      shown.fields[name] = value;
      shown.proof[name] = [salt, commitment];
    }
  }
  return shown;
}
