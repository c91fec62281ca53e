import type { PenaltyKind } from "../../house-rules/measures.table";
import { list, sql, type Sql } from "../../platform/database/sql";

/** SQL: penalty `p` is of one of these kinds. */
export const isOfKind = (kinds: readonly PenaltyKind[]): Sql => sql`p.kind IN (${list(kinds)})`;

/** SQL: penalty `p` is in force at the instant `at`. Its dates alone start and end it; no job has to run. */
export const actsAt = (at: number): Sql =>
  sql`p.status NOT IN ('STAYED', 'REVERSED', 'SUPERSEDED') AND p.starts_at <= ${at} AND (p.ends_at IS NULL OR p.ends_at > ${at})`;
