import { Breach } from "../../case/complaints/breach.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import type { ComplaintStatus } from "../../case/complaints/complaint.lifecycle";
import { StageRecord } from "../../case/complaints/stage-record.entity";
import type { Loaders } from "../../platform/database/loaders";
import { list, sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { EventData, EventType } from "../../platform/database/event";
import type { EventOf } from "../../platform/database/event.entity";
import type { Projection } from "../../platform/feed/projection";
import { newId } from "../../platform/ids";
import { MINUTE } from "../../platform/time";
import { RulingFinding } from "../../adjudication/rulings/ruling-finding.entity";
import type { ReversalReason } from "../../adjudication/rulings/ruling-enums.types";
import { Ruling } from "../../adjudication/rulings/ruling.entity";
import { isForConsumer } from "../../adjudication/stays/stay-enums.types";
import { RuleVersion } from "../../adjudication/rules/rule-version.entity";
import { bucketOf } from "./duration-bucket.pure";
import { earlierEvents } from "./earlier-events.queries";
import { dayOf, monthOf, type Grain } from "./period.pure";
import { COUNTED, REMEDY, StageTime, WHOLE } from "./stage-time.entity";
import { StatisticCount } from "./statistic-count.entity";
import { PUBLIC_MEASURES, type Measure, type StateMeasure } from "./statistics-enums.types";

type Heading = Pick<StatisticCount, "dimension" | "value">;

type OfRuling = "RULING_PUBLISHED" | "RULING_APPEALED" | "RULING_REVERSED" | "RULING_FINAL";
const OF_RULINGS: ReadonlySet<EventType> = new Set<OfRuling>([
  "RULING_PUBLISHED",
  "RULING_APPEALED",
  "RULING_REVERSED",
  "RULING_FINAL",
]);
const isOfRuling = (event: EventOf<EventType>): event is EventOf<OfRuling> => OF_RULINGS.has(event.type);
/** The state from which it moved the case; nothing where the state did not change. */
const stateLeft = ({ from }: EventData): ComplaintStatus | undefined => from;

/** Reversals on appeal or by an external body; a ruling whose case was reopened for other reasons was not overturned. */
const OVERTURNED: ReadonlySet<ReversalReason> = new Set<ReversalReason>([
  "APPEAL_GRANTED",
  "APPEAL_PARTLY_GRANTED",
  "REMITTED",
  "EXTERNAL",
]);
const EVERYTHING: Heading = { dimension: "ALL", value: "-" };

/** Counts cases and rulings by day and by month as events arrive: a few rows for each event, however much is there already. */
export const statisticsProjection: Projection = {
  name: "statistics",
  types: null,
  wants: (event) => event.type === "COMPLAINT_OPENED" || isOfRuling(event) || stateLeft(event.data) !== undefined,
  async ahead(known, event) {
    const { from, to }: EventData = event.data;
    const countsCase = event.type === "COMPLAINT_OPENED" || isOutside(event) || from === "CLOSED" || to === "CLOSED";
    const [complaint] = await Promise.all([
      known.byId(Complaint, event.streamId),
      countsCase && known.manyBy(Breach, "complaintId", event.streamId),
      from && known.manyBy(StageRecord, "complaintId", event.streamId),
    ]);
    const ruling = isOfRuling(event) ? await known.byId(Ruling, event.data.rulingId) : null;
    if (complaint && ruling) await headingsOf(known, complaint, ruling);
  },
  async apply(tx, event, known) {
    const complaint = await known.byId(Complaint, event.streamId);
    if (!complaint) return;
    const { from, to }: EventData = event.data;
    if (isOfRuling(event)) await countRuling(tx, known, complaint, event);
    if (isOutside(event)) await countOutside(tx, known, complaint, event, 1);
    if (event.type === "COMPLAINT_REOPENED") await takeBackOutside(tx, known, complaint, event);
    countStates(tx, event.at, from, to);
    if (event.type === "COMPLAINT_OPENED") await countCase(tx, known, complaint, event, "OPENED");
    if (from === "CLOSED") await countCase(tx, known, complaint, event, "REOPENED");
    else if (from !== undefined) await countStage(tx, known, complaint, event, from);
    if (to !== "CLOSED") return;
    await countCase(tx, known, complaint, event, "CLOSED");
    countTime(tx, complaint, event.at, { stage: WHOLE, took: event.at - complaint.openedAt, late: 0 });
  },
  async empty(tx) {
    tx.execute(sql`DELETE FROM statistic_count WHERE measure NOT IN (${list([...PUBLIC_MEASURES])})`);
    tx.execute(sql`DELETE FROM stage_time WHERE stage NOT IN (${list([REMEDY, COUNTED])})`);
  },
};

async function countCase(
  tx: Tx,
  known: Loaders,
  complaint: Complaint,
  { at, data }: EventOf<EventType>,
  measure: "OPENED" | "REOPENED" | "CLOSED",
): Promise<void> {
  const breaches = await known.manyBy(Breach, "complaintId", complaint.id);
  const { closureReason }: EventData = data;
  const reason = closureReason ?? complaint.closureReason;
  add(
    tx,
    dayOf(at),
    [measure],
    [
      EVERYTHING,
      ...ofCase(complaint),
      ...distinct(breaches.map(({ kind }) => kind)).map((value) => ({ dimension: "PROMISE_KIND" as const, value })),
      ...(measure === "CLOSED" && reason ? [{ dimension: "CLOSURE_REASON" as const, value: reason }] : []),
    ],
  );
}

/** A closed case waits for nobody. */
function countStates(tx: Tx, at: number, from: ComplaintStatus | undefined, to: ComplaintStatus | undefined): void {
  const count = (value: ComplaintStatus, amount: 1 | -1): void =>
    value === "CLOSED" ? undefined : add(tx, dayOf(at), ["NET"], [{ dimension: "STATE", value }], amount);
  if (from !== undefined && to !== undefined) count(from, -1);
  if (to !== undefined) count(to, 1);
}

type Outside = EventOf<"COMPLAINT_DECIDED_OUTSIDE">;
const isOutside = (event: EventOf<EventType>): event is Outside => event.type === "COMPLAINT_DECIDED_OUTSIDE";

/** A case decided outside counts on the day it was closed for that, until it is reopened. */
async function countOutside(
  tx: Tx,
  known: Loaders,
  complaint: Complaint,
  { at, data }: Outside,
  times: 1 | -1,
): Promise<void> {
  const upheld = isForConsumer(data.result);
  if (!upheld && data.result !== "FOR_PROVIDER") return;
  const breaches = await known.manyBy(Breach, "complaintId", complaint.id);
  const kinds = distinct(breaches.map(({ kind }) => kind)).map((value) => ({
    dimension: "PROMISE_KIND" as const,
    value,
  }));
  const measures: Measure[] = upheld ? ["OUTSIDE", "OUTSIDE_UPHELD"] : ["OUTSIDE"];
  add(tx, dayOf(at), measures, [EVERYTHING, ...ofCase(complaint), ...kinds], times);
}

/** Unless it was reopened before, and ended otherwise. */
async function takeBackOutside(tx: Tx, known: Loaders, complaint: Complaint, event: EventOf<EventType>): Promise<void> {
  const last = (await earlierEvents(tx, event, ["COMPLAINT_DECIDED_OUTSIDE", "COMPLAINT_REOPENED"])).at(-1);
  if (last && isOutside(last)) await countOutside(tx, known, complaint, last, -1);
}

/** Later events of a ruling count on the day it was published. */
async function countRuling(tx: Tx, known: Loaders, complaint: Complaint, event: EventOf<OfRuling>): Promise<void> {
  const ruling = await known.byId(Ruling, event.data.rulingId);
  if (!ruling) return;
  const measures = measuresOf(event, ruling);
  if (measures.length > 0)
    add(tx, dayOf(ruling.issuedAt ?? event.at), measures, await headingsOf(known, complaint, ruling));
}

function measuresOf(event: EventOf<OfRuling>, { outcome }: Ruling): Measure[] {
  switch (event.type) {
    case "RULING_PUBLISHED":
      return ["RULINGS", outcome];
    case "RULING_APPEALED":
      return ["APPEALS"];
    case "RULING_FINAL":
      return ["FINAL"];
    case "RULING_REVERSED":
      return OVERTURNED.has(event.data.because) ? ["OVERTURNED"] : [];
  }
}

async function headingsOf(known: Loaders, complaint: Complaint, ruling: Ruling): Promise<Heading[]> {
  const findings = await known.manyBy(RulingFinding, "rulingId", ruling.id);
  const breaches = await known.manyBy(Breach, "complaintId", complaint.id);
  const versions = await Promise.all(
    distinct(findings.map(({ ruleVersionId }) => ruleVersionId)).map((id) => known.byId(RuleVersion, id)),
  );
  const found = new Set(findings.map(({ breachId }) => breachId));
  const kinds = breaches.filter(({ id }) => found.has(id)).map(({ kind }) => kind);
  return [
    EVERYTHING,
    ...ofCase(complaint),
    { dimension: "ROOT_CAUSE", value: ruling.rootCause },
    { dimension: "OUTCOME", value: ruling.outcome },
    ...distinct(kinds).map((value) => ({ dimension: "PROMISE_KIND" as const, value })),
    ...distinct(versions.flatMap((version) => version?.code ?? [])).map((value) => ({
      dimension: "RULE" as const,
      value,
    })),
  ];
}

const ofCase = ({ category, providerId }: Complaint): Heading[] => [
  { dimension: "CATEGORY", value: category ?? "-" },
  { dimension: "PROVIDER", value: providerId },
];

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

function add(
  tx: Tx,
  day: number,
  measures: readonly (Measure | StateMeasure)[],
  headings: readonly Heading[],
  amount: 1 | -1 = 1,
): void {
  const rows = headings.flatMap((heading) =>
    measures.flatMap((measure) =>
      grains(day).map((when) => ({ ...heading, ...when, measure, amount, id: newId(StatisticCount) })),
    ),
  );
  tx.addUp(StatisticCount, ["dimension", "grain", "period", "value", "measure"], ["amount"], rows);
}

/** The stage that this event ended; imported cases have none on record. */
async function countStage(
  tx: Tx,
  known: Loaders,
  complaint: Complaint,
  { at }: EventOf<EventType>,
  stage: ComplaintStatus,
): Promise<void> {
  const stages = await known.manyBy(StageRecord, "complaintId", complaint.id);
  const left = stages.find((record) => record.stage === stage && record.leftAt === at);
  if (!left) return;
  countTime(tx, complaint, at, { stage, took: at - left.enteredAt, late: left.lateAt === null ? 0 : 1 });
}

function countTime(
  tx: Tx,
  { category, providerId }: Complaint,
  at: number,
  { stage, took, late }: Pick<StageTime, "stage" | "late"> & { took: number },
): void {
  const what = { stage, bucket: bucketOf(took), cases: 1, late, minutes: Math.round(took / MINUTE) };
  const rows = ["ALL", category ?? "-", providerId].flatMap((scope) =>
    grains(dayOf(at)).map((when) => ({ scope, ...when, ...what, id: newId(StageTime) })),
  );
  tx.addUp(StageTime, ["scope", "grain", "period", "stage", "bucket"], ["cases", "late", "minutes"], rows);
}

const grains = (day: number): { grain: Grain; period: number }[] => [
  { grain: "DAY", period: day },
  { grain: "MONTH", period: monthOf(day) },
];
