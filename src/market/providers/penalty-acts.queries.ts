import type { PenaltyKind } from "../../house-rules/measures.table";
import { list, sql, type Sql } from "../../platform/database/sql";

/** SQL: penalty `p` is of one of these kinds. */
export const isOfKind = (kinds: readonly PenaltyKind[]): Sql => sql`p.kind IN (${list(kinds)})`;

/**
 * SQL: penalty `p` is in force at the instant `at`. Its dates alone start and end it; no job has to run. No row is looked for by the states
 * that it is not in: MariaDB would weigh four ranges of each of the six indexes with a state in them, which costs more than the answer.
 */
export const actsAt = (at: number): Sql =>
  sql`COALESCE(p.status, '') NOT IN ('STAYED', 'REVERSED', 'SUPERSEDED') AND p.starts_at <= ${at} AND (p.ends_at IS NULL OR p.ends_at > ${at})`;

/**
 * SQL for the pauses of new orders at the instant `at`, with `provider_id`, `listing_id` (null: all) and `until` (null: a decision ends
 * it): interim measures by their dates, and penalties that wait for approval, if the house rule was so when they were ordered.
 */
export const pausesAt = (at: number, whose: Sql = sql`1 = 1`): Sql =>
  sql`SELECT p.provider_id, p.listing_id, p.ends_at AS until FROM interim_measure p
    WHERE ${whose} AND p.ends_at > ${at} AND p.starts_at <= ${at}
    UNION ALL SELECT p.provider_id, NULL, NULL FROM penalty p
    WHERE ${whose} AND p.status = 'AWAITING_APPROVAL' AND p.pauses_while_waiting = 1`;
