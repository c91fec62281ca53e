import type { Case } from "../case-context";

/** What is to be performed: of the ruling in effect, or what needed none. */
export function remediesOf({ ruling, settlement, compensation }: Case): NonNullable<Case["compensation"]>[] {
  if (ruling?.remedies) return ruling.remedies;
  const owed = settlement?.remedy ?? compensation;
  return owed ? [owed] : [];
}
