import type { Reader } from "../../platform/database/reader";
import type { SqlValue } from "../../platform/database/row-mapper";
import { Connection, page, type Page, type PageArgs } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { isIdOf } from "../../platform/ids";
import { Attempt } from "./attempt.entity";
import { Enrolment } from "./enrolment.entity";
import type { EnrolmentFilter } from "./enrolment.types";
import { seesTrainingOf } from "./training.policy";

export const EnrolmentConnection = Connection(Enrolment, "Enrolment");

export async function findEnrolment(ctx: Context, id: string): Promise<Enrolment | null> {
  const enrolment = isIdOf(Enrolment, id) ? await ctx.loaders.byId(Enrolment, id) : null;
  return enrolment && seesTrainingOf(ctx.actor, enrolment.providerId) ? enrolment : null;
}

/** Everybody's, the latest assigned first. What is overdue is so by its date, told or not. */
export function listEnrolments(ctx: Context, args: PageArgs, filter: EnrolmentFilter): Promise<Page<Enrolment>> {
  const { providerId = null, courseId = null, status = null } = filter;
  const conditions: [string, ...SqlValue[]][] = [["1 = 1"]];
  if (providerId) conditions.push(["t.provider_id = ?", providerId]);
  if (courseId) conditions.push(["t.course_id = ?", courseId]);
  if (status === "OPEN") conditions.push(["t.status = 'OPEN' AND t.due_at > ?", ctx.now()]);
  else if (status === "OVERDUE")
    conditions.push(["(t.status = 'OVERDUE' OR (t.status = 'OPEN' AND t.due_at <= ?))", ctx.now()]);
  else if (status) conditions.push(["t.status = ?", status]);
  return page(ctx.db, ctx.services.sealer, args, {
    name: `enrolments ${JSON.stringify([providerId, courseId, status])}`,
    entity: Enrolment,
    where: conditions.map(([sql]) => sql).join(" AND "),
    params: conditions.flatMap(([, ...params]) => params),
    by: "assignedAt",
    direction: "DESC",
  });
}

/** Ids of those to be reminded of, and of those overdue and not told yet. Each arm walks its own index. */
export async function dueEnrolments(reader: Reader, now: number, limit: number): Promise<string[]> {
  const arm = (date: string): string =>
    `SELECT * FROM (SELECT t.id FROM enrolment t WHERE t.status = 'OPEN' AND t.${date} <= ? ORDER BY t.${date} LIMIT ${limit}) ${date}`;
  const rows = await reader.query<{ id: string }>(`${arm("due_at")} UNION ${arm("remind_at")}`, [now, now]);
  return rows.map(({ id }) => id);
}

/** Of a provider's attempts at one course, under whichever enrolment: the one that can still be handed in, and when one last failed. */
export async function attemptsAt(
  reader: Reader,
  { providerId, courseId }: Pick<Enrolment, "providerId" | "courseId">,
  now: number,
): Promise<{ open: Attempt | null; lastFailedAt: number | null }> {
  const mapper = reader.mapper(Attempt);
  const rows = await reader.query(
    `SELECT ${mapper.select("t")} FROM enrolment e JOIN course_attempt t ON t.enrolment_id = e.id
     WHERE e.provider_id = ? AND e.course_id = ? ORDER BY t.id DESC LIMIT 20`,
    [providerId, courseId],
  );
  const attempts = rows.map((row) => mapper.hydrate(row));
  const failed = attempts.flatMap(({ passed, submittedAt }) => (passed === false ? (submittedAt ?? []) : []));
  return {
    open: attempts.find(({ submittedAt, expiresAt }) => submittedAt === null && expiresAt > now) ?? null,
    lastFailedAt: failed.length > 0 ? Math.max(...failed) : null,
  };
}

export interface TrainingShare {
  /** Enrolments that a provider did not choose: at its admission, and by rulings. */
  required: number;
  passed: number;
}

/**
 * How much of its required training each provider had passed at a moment; those of whom nothing was required are left out. What was
 * taken back by then does not count, what was assigned by then does at once. For reputation's V.
 */
export async function trainingShare(
  reader: Reader,
  providerIds: readonly string[],
  at: number,
): Promise<Map<string, TrainingShare>> {
  if (providerIds.length === 0) return new Map();
  const rows = await reader.query<{ provider_id: string; required: number | string; passed: number | string }>(
    `SELECT t.provider_id, COUNT(*) AS required, SUM(CASE WHEN t.passed_at <= ? THEN 1 ELSE 0 END) AS passed
     FROM enrolment t WHERE t.provider_id IN (${providerIds.map(() => "?").join(", ")}) AND t.assigned_at <= ?
       AND t.reason IN ('ONBOARDING', 'MANDATORY') AND (t.cancelled_at IS NULL OR t.cancelled_at > ?)
     GROUP BY t.provider_id`,
    [at, ...providerIds, at, at],
  );
  return new Map(rows.map((row) => [row.provider_id, { required: Number(row.required), passed: Number(row.passed) }]));
}
