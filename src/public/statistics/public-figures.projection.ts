import { Remedy } from "../../adjudication/remedies/remedy.entity";
import { Ruling } from "../../adjudication/rulings/ruling.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import type { ComplaintStatus } from "../../case/complaints/complaint.lifecycle";
import { StageRecord } from "../../case/complaints/stage-record.entity";
import type { EventData, EventType } from "../../platform/database/event";
import type { EventOf } from "../../platform/database/event.entity";
import type { Loaders } from "../../platform/database/loaders";
import { list, sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { Projection } from "../../platform/feed/projection";
import { newId } from "../../platform/ids";
import { MINUTE } from "../../platform/time";
import { arePaidAndIndependent } from "../reputation/independent-order.queries";
import { bucketOf } from "./duration-bucket.pure";
import { earlierEvents } from "./earlier-events.queries";
import { FigurePerson } from "./figure-person.entity";
import { dayOf, monthOf } from "./period.pure";
import { PLATFORM_STAGES } from "./public-figures.table";
import { quarterOf } from "./quarter.pure";
import { COUNTED, REMEDY, StageTime } from "./stage-time.entity";
import { StatisticCount } from "./statistic-count.entity";
import { PUBLIC_MEASURES, type PeopleMeasure, type PublicMeasure } from "./statistics-enums.types";

type Amounts = Partial<Record<PublicMeasure, number>>;
type Ended =
  | "REMEDY_WAIVED"
  | "REMEDY_CONFIRMED"
  | "REMEDY_VERIFIED"
  | "REMEDY_PAID_FROM_DEPOSIT"
  | "COMPENSATION_CREDITED";
type OwedAgain = "COMPENSATION_OWED_AGAIN";
type Told = "VERDICT_GIVEN" | "RULING_PUBLISHED" | "RULING_FINAL" | "RULING_REVERSED" | OwedAgain | Ended;

/** A case, as of a moment. */
interface CaseThen {
  complaint: Complaint;
  at: number;
}

type Handler<T extends Told> = (tx: Tx, known: Loaders, complaint: Complaint, event: EventOf<T>) => Promise<void>;

const HANDLERS: { [T in Told]: Handler<T> } = {
  RULING_PUBLISHED: countRuledOn,
  VERDICT_GIVEN: countVerdict,
  RULING_FINAL: countOrdered,
  RULING_REVERSED: takeBackOrdered,
  REMEDY_WAIVED: countEnded,
  REMEDY_CONFIRMED: countEnded,
  REMEDY_VERIFIED: countEnded,
  REMEDY_PAID_FROM_DEPOSIT: countEnded,
  COMPENSATION_CREDITED: countEnded,
  COMPENSATION_OWED_AGAIN: takeBackPaid,
};
// oxfmt-ignore
const ENDS: readonly Ended[] = [
  "REMEDY_WAIVED", "REMEDY_CONFIRMED", "REMEDY_VERIFIED", "REMEDY_PAID_FROM_DEPOSIT", "COMPENSATION_CREDITED",
];
const isTold = (type: EventType): type is Told => type in HANDLERS;
const isOpening = (event: EventOf<EventType>): event is EventOf<"COMPLAINT_OPENED"> =>
  event.type === "COMPLAINT_OPENED";
const leavesTalks = ({ from, to }: EventData): boolean => from === "NEGOTIATING" && to !== from;
const PLATFORM: ReadonlySet<ComplaintStatus | undefined> = new Set(PLATFORM_STAGES);
/** Steps of the platform, and closings, are counted for the staff, too: here only whose they are. */
const endsStep = ({ from, to }: EventData): boolean => PLATFORM.has(from) || to === "CLOSED";

/**
 * What only the public statistics show, by month, beside what `statistics` counts; and of how many people all of them tell. Under its own name, so that it begins at the log's
 * beginning.
 */
export const publicFiguresProjection: Projection = {
  name: "public-figures",
  types: null,
  wants: (event) => isTold(event.type) || isOpening(event) || leavesTalks(event.data) || endsStep(event.data),
  ahead: (known, { streamId, data }) =>
    Promise.all([
      known.byId(Complaint, streamId),
      leavesTalks(data) && talksOf(known, streamId),
      "rulingId" in data && withRemedies(known, data.rulingId),
      "remedyId" in data && data.remedyId && rulingOf(known, data.remedyId),
    ]),
  async apply(tx, event, known) {
    const complaint = await known.byId(Complaint, event.streamId);
    if (!complaint) return;
    if (leavesTalks(event.data)) await countAnswer(tx, known, complaint, event);
    if (endsStep(event.data)) await countStep(tx, known, complaint, event);
    if (isTold(event.type)) await handlerOf(event.type)(tx, known, complaint, event as never);
  },
  settle: (tx, events, known) => countOpened(tx, known, events.filter(isOpening)),
  async empty(tx) {
    tx.execute(sql`DELETE FROM statistic_count WHERE measure IN (${list([...PUBLIC_MEASURES])})`);
    tx.execute(sql`DELETE FROM stage_time WHERE stage IN (${list([REMEDY, COUNTED])})`);
    tx.execute(sql`DELETE FROM figure_person`);
  },
};

const handlerOf = (type: Told) => HANDLERS[type] as Handler<never>;

async function talksOf(known: Loaders, complaintId: string): Promise<StageRecord | undefined> {
  const stages = await known.manyBy(StageRecord, "complaintId", complaintId, "ORDER BY number");
  return stages.find(({ stage }) => stage === "NEGOTIATING");
}

const withRemedies = (known: Loaders, rulingId: string): Promise<[Ruling | null, Remedy[]]> =>
  Promise.all([known.byId(Ruling, rulingId), known.manyBy(Remedy, "rulingId", rulingId)]);

async function rulingOf(known: Loaders, remedyId: string): Promise<Ruling | null> {
  const remedy = await known.byId(Remedy, remedyId);
  return remedy && known.byId(Ruling, remedy.rulingId);
}

/**
 * Whoever can order can complain, at no cost: of how many cases a provider has, those over orders that somebody paid for tell. More of them come
 * at once than of anything else, so they are counted together.
 */
async function countOpened(tx: Tx, known: Loaders, openings: EventOf<"COMPLAINT_OPENED">[]): Promise<void> {
  const opened = await Promise.all(
    openings.map(async ({ streamId, at }) => ({ complaint: await known.byId(Complaint, streamId), at })),
  );
  const cases = await counted(
    tx,
    opened.flatMap(({ complaint, at }) => (complaint ? [{ complaint, at }] : [])),
  );
  for (const { complaint, at } of cases) add(tx, complaint, at, { FILED: 1 });
  await countPeople(
    tx,
    cases.map((each) => ({ ...each, amounts: { OPENED_BY: 1 } })),
  );
}

/** The talks are over: had the provider answered in time? Unasked when its time had not passed and it need not have answered yet. */
async function countAnswer(tx: Tx, known: Loaders, complaint: Complaint, { at }: EventOf<EventType>): Promise<void> {
  const talks = await talksOf(known, complaint.id);
  if (!talks || talks.dueAt === null) return;
  const answeredAt = complaint.providerFirstResponseAt;
  const answered = answeredAt !== null && answeredAt <= at;
  if (!answered && at < talks.dueAt) return;
  if (!(await counts(tx, complaint, at))) return;
  add(tx, complaint, at, { ASKED: 1, ANSWERED: answered && answeredAt < talks.dueAt ? 1 : 0 });
  await countPeople(tx, [{ complaint, at, amounts: { ASKED_BY: 1 } }]);
}

/** The consumer's latest verdict counts, in its own month. */
async function countVerdict(
  tx: Tx,
  known: Loaders,
  complaint: Complaint,
  event: EventOf<"VERDICT_GIVEN">,
): Promise<void> {
  const before = (await earlierEvents(tx, event, ["VERDICT_GIVEN"])).at(-1);
  for (const [verdict, times] of [[before, -1] as const, [event, 1] as const]) {
    if (!verdict || !(await counts(tx, complaint, verdict.at))) continue;
    add(tx, complaint, verdict.at, verdictOf(verdict.data, times));
    await countPeople(tx, [{ complaint, at: verdict.at, amounts: { JUDGED_BY: times } }]);
  }
}

/**
 * Complaints cost nothing, and neither do verdicts: a case counts, and what is said in it, once for each order that somebody independent has paid
 * for, in its first case.
 */
async function counted(tx: Tx, cases: readonly CaseThen[]): Promise<CaseThen[]> {
  if (cases.length === 0) return [];
  const ids = list([...new Set(cases.map(({ complaint }) => complaint.id))]);
  const first = await tx.query<{ id: string }>(
    sql`SELECT c.id FROM complaint c WHERE c.id IN (${ids}) AND NOT EXISTS (SELECT 1 FROM complaint e
     WHERE e.order_id = c.order_id AND (e.opened_at < c.opened_at OR (e.opened_at = c.opened_at AND e.id < c.id)))`,
  );
  const isFirst = new Set(first.map(({ id }) => id));
  const firsts = cases.filter(({ complaint }) => isFirst.has(complaint.id));
  const arePaid = await arePaidAndIndependent(
    tx,
    firsts.map(({ complaint: { orderId }, at }) => ({ orderId, at })),
  );
  return firsts.filter((_, index) => arePaid[index]);
}

const counts = async (tx: Tx, complaint: Complaint, at: number): Promise<boolean> =>
  (await counted(tx, [{ complaint, at }])).length > 0;

/** A step of the platform has ended, or the case: imported cases have no such step on record. */
async function countStep(
  tx: Tx,
  known: Loaders,
  complaint: Complaint,
  { at, data }: EventOf<EventType>,
): Promise<void> {
  const { from, to }: EventData = data;
  const stages = await known.manyBy(StageRecord, "complaintId", complaint.id, "ORDER BY number");
  const stepped = PLATFORM.has(from) && stages.some(({ stage, leftAt }) => stage === from && leftAt === at);
  const closed = to === "CLOSED" && (await counts(tx, complaint, at));
  if (closed) addTime(tx, complaint, at, COUNTED, at - complaint.openedAt);
  await countPeople(tx, [{ complaint, at, amounts: { STEPS_BY: Number(stepped), CLOSED_BY: Number(closed) } }]);
}

async function countRuledOn(
  tx: Tx,
  known: Loaders,
  complaint: Complaint,
  { data, at }: EventOf<"RULING_PUBLISHED">,
): Promise<void> {
  const ruling = await known.byId(Ruling, data.rulingId);
  if (ruling) await countPeople(tx, [{ complaint, at: ruling.issuedAt ?? at, amounts: { RULINGS_BY: 1 } }]);
}

const verdictOf = ({ verdict, satisfaction }: EventOf<"VERDICT_GIVEN">["data"], times: 1 | -1): Amounts => ({
  JUDGED: times,
  SOLVED: verdict === "SOLVED" ? times : 0,
  SATISFACTION: satisfaction * times,
});

/**
 * Remedies count in the month in which their ruling was published, like everything that becomes of a ruling; and once it is final, with
 * what has become of them by then: money is paid before, and owed back if the ruling falls.
 */
async function countOrdered(
  tx: Tx,
  known: Loaders,
  complaint: Complaint,
  event: EventOf<"RULING_FINAL">,
): Promise<void> {
  const [ruling, remedies] = await withRemedies(known, event.data.rulingId);
  if (!ruling || remedies.length === 0) return;
  await countRemedies(tx, complaint, ruling.issuedAt ?? event.at, remedies.length);
  for (const end of await earlierEvents(tx, event, ENDS))
    if (remedies.some((remedy) => isEndOf(remedy, end))) await addEnd(tx, complaint, ruling, end);
}

/** Of a final ruling: what the consumer had received stays counted, the rest is not owed. */
async function takeBackOrdered(
  tx: Tx,
  known: Loaders,
  complaint: Complaint,
  { data, at }: EventOf<"RULING_REVERSED">,
): Promise<void> {
  const [ruling, remedies] = await withRemedies(known, data.rulingId);
  if (!ruling || ruling.finalAt === null || ruling.finalAt > at) return;
  const open = remedies.filter((remedy) => !endsOf(remedy).some((end) => end !== null && end <= at));
  if (open.length > 0) await countRemedies(tx, complaint, ruling.issuedAt ?? at, -open.length);
}

async function countRemedies(tx: Tx, complaint: Complaint, at: number, remedies: number): Promise<void> {
  add(tx, complaint, at, { ORDERED: remedies });
  await countPeople(tx, [{ complaint, at, amounts: { ORDERED_BY: remedies } }]);
}

const endsOf = ({ confirmedAt, verifiedAt, paidFromDepositAt, waivedAt }: Remedy) => [
  ...[confirmedAt, verifiedAt, paidFromDepositAt, waivedAt],
];

/** Of a ruling that is final and stands: one that is not yet final counts later, or never. */
async function countEnded(tx: Tx, known: Loaders, complaint: Complaint, event: EventOf<Ended>): Promise<void> {
  const remedy = await known.byId(Remedy, event.data.remedyId);
  const ruling = await rulingOf(known, event.data.remedyId);
  if (!remedy || !ruling || !isEndOf(remedy, event)) return;
  const before = await earlierEvents(tx, event, ["RULING_FINAL", "RULING_REVERSED"]);
  if (before.filter(({ data }) => data.rulingId === ruling.id).at(-1)?.type === "RULING_FINAL")
    await addEnd(tx, complaint, ruling, event);
}

/** What the consumer has had from a ruling that fell counts towards the next one; a part of what that orders leaves the rest owed. */
const isEndOf = ({ id, verifiedAt }: Remedy, { type, at, data: { remedyId } }: EventOf<Ended>): boolean =>
  id === remedyId && (type !== "COMPENSATION_CREDITED" || verifiedAt === at);

/** What the deposit had paid whole is not, since less of it goes back otherwise. Once all of it is paid again, that is its end. */
async function takeBackPaid(
  tx: Tx,
  known: Loaders,
  complaint: Complaint,
  event: EventOf<"COMPENSATION_OWED_AGAIN">,
): Promise<void> {
  const { remedyId } = event.data;
  const before = await earlierEvents(tx, event, ["REMEDY_PAID_FROM_DEPOSIT", "COMPENSATION_OWED_AGAIN"]);
  const last = before.filter(({ data }) => data.remedyId === remedyId).at(-1);
  const ruling = await rulingOf(known, remedyId);
  if (ruling && last?.type === "REMEDY_PAID_FROM_DEPOSIT")
    await addEnd(tx, complaint, ruling, { type: last.type, at: last.at }, -1);
}

async function addEnd(
  tx: Tx,
  complaint: Complaint,
  ruling: Ruling,
  { type, at }: Pick<EventOf<Ended>, "type" | "at">,
  times = 1,
): Promise<void> {
  const issuedAt = ruling.issuedAt ?? at;
  if (type === "REMEDY_WAIVED") return countRemedies(tx, complaint, issuedAt, -times);
  add(tx, complaint, issuedAt, { REACHED: times });
  await countPeople(tx, [{ complaint, at: issuedAt, amounts: { REACHED_BY: times } }]);
  addTime(tx, complaint, issuedAt, REMEDY, at - issuedAt, times);
}

/** In the month of this moment. */
function addTime(
  tx: Tx,
  { category, providerId }: Complaint,
  at: number,
  stage: typeof COUNTED | typeof REMEDY,
  took: number,
  times = 1,
): void {
  const what = { stage, bucket: bucketOf(took), cases: times, late: 0, minutes: times * Math.round(took / MINUTE) };
  const rows = ["ALL", category ?? "-", providerId].map((scope) => ({
    ...{ id: newId(StageTime), scope, grain: "MONTH" as const, period: monthOf(dayOf(at)) },
    ...what,
  }));
  tx.addUp(StageTime, ["scope", "grain", "period", "stage", "bucket"], ["cases", "late", "minutes"], rows);
}

/** So much more of its consumer's is counted there, or less. Who has anything there is one of the people, once for each provider. */
async function countPeople(tx: Tx, cases: readonly (CaseThen & { amounts: People })[]): Promise<void> {
  const changes = cases.flatMap(({ complaint, at, amounts }) =>
    (Object.entries(amounts) as [PeopleMeasure, number][])
      .filter(([, more]) => more !== 0)
      .map(([measure, more]) => ({ complaint, at, measure, more, of: personOf(complaint, at, measure) })),
  );
  if (changes.length === 0) return;
  const rows = await tx.find(FigurePerson, {
    consumerId: [...new Set(changes.map(({ of }) => of.consumerId))],
    providerId: [...new Set(changes.map(({ of }) => of.providerId))],
    quarter: [...new Set(changes.map(({ of }) => of.quarter))],
    measure: [...new Set(changes.map(({ of }) => of.measure))],
  });
  const known = new Map(rows.map((row) => [keyOf(row), row.cases]));
  for (const { complaint, at, measure, more, of } of changes) {
    const before = known.get(keyOf(of)) ?? 0;
    known.set(keyOf(of), before + more);
    const row = { id: newId(FigurePerson), ...of, cases: more };
    tx.addUp(FigurePerson, ["consumerId", "providerId", "quarter", "measure"], ["cases"], [row]);
    add(tx, complaint, at, { [measure]: Number(before + more > 0) - Number(before > 0) });
  }
}

type People = Partial<Record<PeopleMeasure, number>>;
type Person = Pick<FigurePerson, "consumerId" | "providerId" | "quarter" | "measure">;

const personOf = ({ consumerId, providerId }: Complaint, at: number, measure: PeopleMeasure): Person => ({
  ...{ consumerId, providerId, quarter: quarterOf(at), measure },
});

const keyOf = ({ consumerId, providerId, quarter, measure }: Person): string =>
  `${consumerId} ${providerId} ${quarter} ${measure}`;

function add(tx: Tx, { category, providerId }: Complaint, at: number, amounts: Amounts): void {
  const headings = [
    { dimension: "ALL", value: "-" },
    { dimension: "CATEGORY", value: category ?? "-" },
    { dimension: "PROVIDER", value: providerId },
  ] as const;
  const rows = headings.flatMap((heading) =>
    (Object.entries(amounts) as [PublicMeasure, number][])
      .filter(([, amount]) => amount !== 0)
      .map(([measure, amount]) => ({
        ...{ ...heading, grain: "MONTH" as const, period: monthOf(dayOf(at)) },
        ...{ measure, amount, id: newId(StatisticCount) },
      })),
  );
  tx.addUp(StatisticCount, ["dimension", "grain", "period", "value", "measure"], ["amount"], rows);
}
