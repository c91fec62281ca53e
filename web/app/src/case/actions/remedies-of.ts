import type { Case } from "../case-context";

/** What is to be performed: of the ruling in effect, or what needed none. */
export const remediesOf = ({ ruling, compensation }: Case): NonNullable<Case["compensation"]>[] => [
  ...(ruling?.remedies ?? (compensation ? [compensation] : [])),
];
