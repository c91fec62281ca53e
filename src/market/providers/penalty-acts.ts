/** SQL: penalty `p` acts at the instant given twice as parameter. Its dates alone start and end it; no job has to run. */
export const ACTS =
  "p.status NOT IN ('STAYED', 'REVERSED', 'SUPERSEDED') AND p.starts_at <= ? AND (p.ends_at IS NULL OR p.ends_at > ?)";
