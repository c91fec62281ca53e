import type { PenaltyKind } from "../../house-rules/measures.table";

/** SQL: penalty `p` is of one of these kinds. */
export const isOfKind = (kinds: readonly PenaltyKind[]): string =>
  `p.kind IN (${kinds.map((kind) => `'${kind}'`).join(", ")})`;

/** SQL: penalty `p` is in force at the instant given twice as parameter. Its dates alone start and end it; no job has to run. */
export const ACTS =
  "p.status NOT IN ('STAYED', 'REVERSED', 'SUPERSEDED') AND p.starts_at <= ? AND (p.ends_at IS NULL OR p.ends_at > ?)";
