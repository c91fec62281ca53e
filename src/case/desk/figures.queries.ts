import { Field, Int, ObjectType } from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import { findModerators, isActiveModerator } from "../../accounts/account/moderators.queries";
import { ComplaintStatusEnum, SeverityEnum, type Severity } from "../complaints/case-enums.types";
import type { ComplaintStatus } from "../complaints/complaint.lifecycle";
import type { Reader } from "../../platform/database/reader";
import type { Context } from "../../platform/graphql/context";
import { DAY } from "../../platform/time";

@ObjectType({ simpleResolvers: true, description: "How many cases wait in a queue." })
export class QueueCount {
  @Field(() => String, { description: "Code of the queue." })
  queue: string;

  @Field(() => Int, { description: "How many cases wait." })
  cases: number;
}

@ObjectType({ simpleResolvers: true, description: "How many cases are in a state." })
export class StatusCount {
  @Field(() => ComplaintStatusEnum, { description: "State of the cases." })
  status: ComplaintStatus;

  @Field(() => Int, { description: "How many cases are in it." })
  cases: number;
}

@ObjectType({ simpleResolvers: true, description: "How many cases are this urgent." })
export class SeverityCount {
  @Field(() => SeverityEnum, { description: "How urgent they are." })
  severity: Severity;

  @Field(() => Int, { description: "How many cases are so urgent." })
  cases: number;
}

@ObjectType({ simpleResolvers: true, description: "How many cases were opened so long ago." })
export class AgeingCount {
  @Field(() => Int, { description: "At least so many days ago." })
  fromDays: number;

  @Field(() => Int, { nullable: true, description: "Less than so many days ago; null: no limit." })
  toDays: number | null;

  @Field(() => Int, { description: "How many cases are so old." })
  cases: number;
}

@ObjectType({ simpleResolvers: true, description: "What one moderator has to do and has done." })
export class Workload {
  @Field(() => Account, { description: "The moderator who works on them." })
  moderator: Account;

  @Field(() => Int, { description: "Cases under their lease now, on hold or not." })
  held: number;

  @Field(() => Int, { description: "Open cases assigned to them." })
  assigned: number;

  @Field(() => Int, {
    description: "Rulings they decided in the last seven days, also those a second person has yet to approve.",
  })
  decidedIn7Days: number;
}

@ObjectType({
  simpleResolvers: true,
  description: "The desk's present figures, over the cases that wait for the platform.",
})
export class DeskFigures {
  @Field(() => Int, { description: "How many cases wait for the platform." })
  open: number;

  @Field(() => Int, {
    description: "How many of the cases that wait for the platform have a next clock that has run out.",
  })
  overdue: number;

  @Field(() => Int, {
    description: "How many of the cases that wait for the platform have a next clock that runs out within 24 hours.",
  })
  dueIn24Hours: number;

  @Field(() => [QueueCount], {
    description: "How many cases wait in each queue that is not empty, in the order of the queues' codes.",
  })
  byQueue: QueueCount[];

  @Field(() => [StatusCount], {
    description: "How many cases wait in each state that is not empty, in the order of the states' names.",
  })
  byStatus: StatusCount[];

  @Field(() => [SeverityCount], {
    description: "How many cases of each severity wait, the mildest first; without severities of which none does.",
  })
  bySeverity: SeverityCount[];

  @Field(() => [AgeingCount], {
    description: "How many of the cases that wait were opened how long ago: all five steps, the youngest first.",
  })
  ageing: AgeingCount[];

  @Field(() => [Workload], {
    description: "Every moderator who has a case, is assigned one or decided one in the last seven days; by name.",
  })
  workload: Workload[];
}

/** Steps of the ageing report, in days. */
const STEPS = [
  [0, 1],
  [1, 3],
  [3, 7],
  [7, 14],
  [14, null],
] as const;

type Counts = Record<"cases" | "overdue" | "soon" | `age${number}`, number | null>;
type Group = Counts & { queue: string | null; status: ComplaintStatus; severity: Severity };

/** What is counted: the open cases in groups, and the work of each moderator. */
interface Counted {
  at: number;
  groups: readonly Group[];
  work: readonly ({ account_id: string } & Record<"held" | "assigned" | "decided", number>)[];
}

/** The last count of each database: every open desk asks again at each change of the queue. */
const counts = new WeakMap<object, Counted>();
const KEPT_MS = 1_000;

/** As they were at most a second ago. */
export async function deskFigures(ctx: Context): Promise<DeskFigures> {
  const now = ctx.now();
  const known = counts.get(ctx.db.source);
  const isFresh = known !== undefined && now >= known.at && now < known.at + KEPT_MS;
  const { groups, work } = isFresh ? known : await count(ctx.db, now);
  return {
    open: total(groups, "cases"),
    overdue: total(groups, "overdue"),
    dueIn24Hours: total(groups, "soon"),
    byQueue: countBy(groups, ({ queue }) => queue ?? "").map(([queue, cases]) => ({ queue, cases })),
    byStatus: countBy(groups, ({ status }) => status).map(([status, cases]) => ({ status, cases })),
    bySeverity: countBy(groups, ({ severity }) => severity).map(([severity, cases]) => ({ severity, cases })),
    ageing: STEPS.map(([fromDays, toDays], index) => ({ fromDays, toDays, cases: total(groups, `age${index}`) })),
    workload: await workload(ctx, work),
  };
}

/** Two statements over the open cases only; each reads only indexes. */
async function count(reader: Reader, now: number): Promise<Counted> {
  const ages = STEPS.map(([from, to], index) => {
    const younger = to === null ? "1 = 1" : "opened_at > ?";
    return { sql: `SUM(opened_at <= ? AND ${younger}) AS age${index}`, params: [from, to].flatMap((n) => n ?? []) };
  });
  const groups = await reader.query<Group>(
    `SELECT queue, status, severity, COUNT(*) AS cases, SUM(due_at <= ?) AS overdue,
       SUM(due_at > ? AND due_at <= ?) AS soon, ${ages.map(({ sql }) => sql).join(", ")}
     FROM complaint WHERE in_queue = 1 GROUP BY queue, status, severity`,
    [now, now, now + DAY, ...ages.flatMap(({ params }) => params.map((days) => now - days * DAY))],
  );
  const work = await reader.query<Counted["work"][number]>(
    `SELECT account_id, SUM(held) AS held, SUM(assigned) AS assigned, SUM(decided) AS decided FROM (
       SELECT lease_holder_id AS account_id, 1 AS held, 0 AS assigned, 0 AS decided
         FROM complaint WHERE in_queue = 1 AND lease_holder_id > '' AND lease_expires_at > ?
       UNION ALL SELECT assigned_to_id, 0, 1, 0 FROM complaint WHERE in_queue = 1 AND assigned_to_id > ''
       UNION ALL SELECT decided_by_id, 0, 0, 1 FROM ruling WHERE decided_at > ?
     ) work GROUP BY account_id`,
    [now, now - 7 * DAY],
  );
  const counted = { at: now, groups, work };
  counts.set(reader.source, counted);
  return counted;
}

/** Active moderators found by name, or those who have to do with something on the desk now; who has the least first. */
export async function moderators(ctx: Context, text: string | null): Promise<Workload[]> {
  const { workload } = await deskFigures(ctx);
  const busy = workload.filter(({ moderator }) => isActiveModerator(moderator));
  const known = busy.map(({ moderator }) => moderator);
  const found = text ? await findModerators(ctx.db, text, known) : known;
  const idle = { held: 0, assigned: 0, decidedIn7Days: 0 };
  return found
    .map((moderator) => busy.find((each) => each.moderator.id === moderator.id) ?? { moderator, ...idle })
    .sort((one, other) => load(one) - load(other) || (one.moderator.displayName < other.moderator.displayName ? -1 : 1))
    .slice(0, MOST_FOUND);
}

const MOST_FOUND = 20;
const load = ({ held, assigned }: Workload): number => held + assigned;

async function workload(ctx: Context, work: Counted["work"]): Promise<Workload[]> {
  const all = await Promise.all(
    work.map(async ({ account_id, held, assigned, decided }) => {
      const moderator = await ctx.loaders.byId(Account, account_id);
      return moderator && { moderator, held, assigned, decidedIn7Days: decided };
    }),
  );
  return all.flatMap((one) => one ?? []).sort((a, b) => a.moderator.displayName.localeCompare(b.moderator.displayName));
}

const total = (groups: readonly Group[], name: keyof Counts): number =>
  groups.reduce((sum, group) => sum + (group[name] ?? 0), 0);

function countBy<K extends string>(groups: readonly Group[], keyOf: (group: Group) => K): [K, number][] {
  const keys = [...new Set(groups.map(keyOf))].sort();
  return keys.map((key) => [
    key,
    total(
      groups.filter((group) => keyOf(group) === key),
      "cases",
    ),
  ]);
}
