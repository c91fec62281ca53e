import type { Reader } from "../../platform/database/reader";
import { allOf, list, passing, sql, type Sql } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { isIdOf } from "../../platform/ids";
import { Attempt } from "./attempt.entity";
import { Enrolment } from "./enrolment.entity";
import type { EnrolmentFilter } from "./enrolment.types";
import type { EnrolmentStatus } from "./training-enums.types";
import { maySeeTrainingOf } from "./training.policy";

export const EnrolmentConnection = Connection(Enrolment, "Enrolment");

export async function findEnrolment(ctx: Context, id: string): Promise<Enrolment | null> {
  const enrolment = isIdOf(Enrolment, id) ? await ctx.loaders.byId(Enrolment, id) : null;
  return enrolment && maySeeTrainingOf(ctx.actor, enrolment.providerId) ? enrolment : null;
}

/** All providers' enrolments, the latest assigned first. The date decides what is overdue, recorded or not. */
export function listEnrolments(ctx: Context, args: PageArgs, filter: EnrolmentFilter): Promise<Page<Enrolment>> {
  const { providerId = null, courseId = null, status = null } = filter;
  return page(ctx, args, {
    entity: Enrolment,
    where: allOf([
      providerId && sql`t.provider_id = ${providerId}`,
      courseId && sql`t.course_id = ${courseId}`,
      status && isNow(status, ctx.now()),
    ]),
    by: "assignedAt",
    direction: "DESC",
  });
}

function isNow(status: EnrolmentStatus, now: number): Sql {
  if (status === "OPEN") return sql`t.status = 'OPEN' AND t.due_at > ${passing(now)}`;
  if (status === "OVERDUE") return sql`(t.status = 'OVERDUE' OR (t.status = 'OPEN' AND t.due_at <= ${passing(now)}))`;
  return sql`t.status = ${status}`;
}

/** Ids of those due for a reminder, and of those overdue and not recorded yet. Each arm walks its own index. */
export async function dueEnrolments(reader: Reader, now: number, limit: number): Promise<string[]> {
  const arm = (date: Sql): Sql =>
    sql`SELECT * FROM (SELECT t.id FROM enrolment t WHERE t.status = 'OPEN' AND t.${date} <= ${now} ORDER BY t.${date} LIMIT ${limit}) ${date}`;
  const rows = await reader.query<{ id: string }>(sql`${arm(sql`due_at`)} UNION ${arm(sql`remind_at`)}`);
  return rows.map(({ id }) => id);
}

/** A provider's attempts at one course, under any enrolment: the one that can still be handed in, and when one last failed. */
export async function attemptsAt(
  reader: Reader,
  { providerId, courseId }: Pick<Enrolment, "providerId" | "courseId">,
  now: number,
): Promise<{ open: Attempt | null; lastFailedAt: number | null }> {
  const rows = await reader.select(
    Attempt,
    sql`FROM enrolment e JOIN course_attempt t ON t.enrolment_id = e.id
     WHERE e.provider_id = ${providerId} AND e.course_id = ${courseId} ORDER BY t.id DESC LIMIT 20`,
  );
  const attempts = rows;
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
 * How much of its required training each provider had passed at a moment; providers without required training are left out. Enrolments
 * cancelled by then do not count, those assigned by then count at once. For reputation's V.
 */
export async function trainingShare(
  reader: Reader,
  providerIds: readonly string[],
  at: number,
): Promise<Map<string, TrainingShare>> {
  if (providerIds.length === 0) return new Map();
  const rows = await reader.query<{ provider_id: string; required: number; passed: number }>(
    sql`SELECT t.provider_id, COUNT(*) AS required, SUM(CASE WHEN t.passed_at <= ${at} THEN 1 ELSE 0 END) AS passed
     FROM enrolment t WHERE t.provider_id IN (${list(providerIds)}) AND t.assigned_at <= ${at}
       AND t.reason IN ('ONBOARDING', 'MANDATORY') AND (t.cancelled_at IS NULL OR t.cancelled_at > ${at})
     GROUP BY t.provider_id`,
  );
  return new Map(rows.map(({ provider_id, ...share }) => [provider_id, share]));
}
