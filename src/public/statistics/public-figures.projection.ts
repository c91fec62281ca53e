import { Remedy } from "../../adjudication/remedies/remedy.entity";
import { Ruling } from "../../adjudication/rulings/ruling.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import { StageRecord } from "../../case/complaints/stage-record.entity";
import type { EventData, EventType } from "../../platform/database/event";
import { LoggedEvent, type EventOf } from "../../platform/database/event.entity";
import type { Loaders } from "../../platform/database/loaders";
import { list, sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { Projection } from "../../platform/feed/projection";
import { newId } from "../../platform/ids";
import { MINUTE } from "../../platform/time";
import { bucketOf } from "./duration-bucket.pure";
import { dayOf, monthOf } from "./period.pure";
import { REMEDY, StageTime } from "./stage-time.entity";
import { StatisticCount } from "./statistic-count.entity";
import { PUBLIC_MEASURES, type PublicMeasure } from "./statistics-enums.types";

type Amounts = Partial<Record<PublicMeasure, number>>;
type Reached = "REMEDY_CONFIRMED" | "REMEDY_VERIFIED" | "REMEDY_PAID_FROM_DEPOSIT";
type Told = "VERDICT_GIVEN" | "RULING_FINAL" | "RULING_REVERSED" | "REMEDY_WAIVED" | Reached;

type Handler<T extends Told> = (tx: Tx, known: Loaders, complaint: Complaint, event: EventOf<T>) => Promise<void>;

const HANDLERS: { [T in Told]: Handler<T> } = {
  VERDICT_GIVEN: countVerdict,
  RULING_FINAL: countOrdered,
  RULING_REVERSED: takeBackOrdered,
  REMEDY_WAIVED: countWaived,
  REMEDY_CONFIRMED: countReached,
  REMEDY_VERIFIED: countReached,
  REMEDY_PAID_FROM_DEPOSIT: countReached,
};
const isTold = (type: EventType): type is Told => type in HANDLERS;
const leavesTalks = ({ from, to }: EventData): boolean => from === "NEGOTIATING" && to !== from;

/**
 * What only the public statistics show, by month, beside what `statistics` counts. Under its own name, so that it begins at the log's
 * beginning.
 */
export const publicFiguresProjection: Projection = {
  name: "public-figures",
  types: null,
  wants: ({ type, data }) => isTold(type) || leavesTalks(data),
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
    if (isTold(event.type)) await handlerOf(event.type)(tx, known, complaint, event as never);
  },
  async empty(tx) {
    tx.execute(sql`DELETE FROM statistic_count WHERE measure IN (${list([...PUBLIC_MEASURES])})`);
    tx.execute(sql`DELETE FROM stage_time WHERE stage = ${REMEDY}`);
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

/** The talks are over: had the provider answered in time? Unasked when its time had not passed and it need not have answered yet. */
async function countAnswer(tx: Tx, known: Loaders, complaint: Complaint, { at }: EventOf<EventType>): Promise<void> {
  const talks = await talksOf(known, complaint.id);
  if (!talks || talks.dueAt === null) return;
  const answeredAt = complaint.providerFirstResponseAt;
  const answered = answeredAt !== null && answeredAt <= at;
  if (!answered && at < talks.dueAt) return;
  add(tx, complaint, at, { ASKED: 1, ANSWERED: answered && answeredAt < talks.dueAt ? 1 : 0 });
}

/** The consumer's latest verdict counts, in its own month. */
async function countVerdict(tx: Tx, _: Loaders, complaint: Complaint, event: EventOf<"VERDICT_GIVEN">): Promise<void> {
  const earlier = await tx.find(LoggedEvent, { streamId: event.streamId, type: "VERDICT_GIVEN" }, "ORDER BY seq");
  const before = earlier.filter(({ seq }) => seq < event.seq).at(-1) as typeof event | undefined;
  if (before) add(tx, complaint, before.at, verdictOf(before.data, -1));
  add(tx, complaint, event.at, verdictOf(event.data, 1));
}

const verdictOf = ({ verdict, satisfaction }: EventOf<"VERDICT_GIVEN">["data"], times: 1 | -1): Amounts => ({
  JUDGED: times,
  SOLVED: verdict === "SOLVED" ? times : 0,
  SATISFACTION: satisfaction * times,
});

/** Remedies count in the month in which their ruling was published, like everything that becomes of a ruling. */
async function countOrdered(
  tx: Tx,
  known: Loaders,
  complaint: Complaint,
  { data, at }: EventOf<"RULING_FINAL">,
): Promise<void> {
  const [ruling, remedies] = await withRemedies(known, data.rulingId);
  if (remedies.length > 0) add(tx, complaint, ruling?.issuedAt ?? at, { ORDERED: remedies.length });
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
  if (open.length > 0) add(tx, complaint, ruling.issuedAt ?? at, { ORDERED: -open.length });
}

const endsOf = ({ confirmedAt, verifiedAt, paidFromDepositAt, waivedAt }: Remedy) => [
  ...[confirmedAt, verifiedAt, paidFromDepositAt, waivedAt],
];

async function countWaived(
  tx: Tx,
  known: Loaders,
  complaint: Complaint,
  { data, at }: EventOf<"REMEDY_WAIVED">,
): Promise<void> {
  const ruling = await rulingOf(known, data.remedyId);
  if (ruling) add(tx, complaint, ruling.issuedAt ?? at, { ORDERED: -1 });
}

async function countReached(
  tx: Tx,
  known: Loaders,
  complaint: Complaint,
  { data, at }: EventOf<Reached>,
): Promise<void> {
  const ruling = await rulingOf(known, data.remedyId);
  if (!ruling) return;
  const issuedAt = ruling.issuedAt ?? at;
  add(tx, complaint, issuedAt, { REACHED: 1 });
  const took = at - issuedAt;
  const what = {
    stage: REMEDY,
    bucket: bucketOf(took),
    cases: 1,
    late: 0,
    minutes: Math.round(took / MINUTE),
  } as const;
  const rows = ["ALL", complaint.category ?? "-", complaint.providerId].map((scope) => ({
    ...{ id: newId(StageTime), scope, grain: "MONTH" as const, period: monthOf(dayOf(issuedAt)) },
    ...what,
  }));
  tx.addUp(StageTime, ["scope", "grain", "period", "stage", "bucket"], ["cases", "late", "minutes"], rows);
}

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
