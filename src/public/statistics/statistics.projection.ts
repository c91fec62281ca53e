import { Breach } from "../../case/complaints/breach.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import type { ComplaintStatus } from "../../case/complaints/complaint.lifecycle";
import { StageRecord } from "../../case/complaints/stage-record.entity";
import type { Tx } from "../../platform/database/tx";
import type { LoggedEvent } from "../../platform/database/event.entity";
import type { Projection } from "../../platform/feed/projection";
import { newId } from "../../platform/ids";
import { MINUTE } from "../../platform/time";
import { RulingFinding } from "../../adjudication/rulings/ruling-finding.entity";
import type { ReversalReason } from "../../adjudication/rulings/ruling-enums";
import { Ruling } from "../../adjudication/rulings/ruling.entity";
import { RuleVersion } from "../../adjudication/rules/rule-version.entity";
import { bucketOf } from "./duration-bucket.policy";
import { dayOf, monthOf, type Grain } from "./period.policy";
import { StageTime, WHOLE } from "./stage-time.entity";
import { StatisticCount } from "./statistic-count.entity";
import type { Measure } from "./statistics-enums";

type Heading = Pick<StatisticCount, "dimension" | "value">;

const OF_RULINGS = new Set(["RULING_PUBLISHED", "RULING_APPEALED", "RULING_REVERSED", "RULING_FINAL"]);
/** What an appeal or another body found wrong; a ruling whose case was reopened for other reasons was not overturned. */
const OVERTURNED: ReadonlySet<ReversalReason> = new Set<ReversalReason>([
  "APPEAL_GRANTED",
  "APPEAL_PARTLY_GRANTED",
  "REMITTED",
  "EXTERNAL",
]);
const EVERYTHING: Heading = { dimension: "ALL", value: "-" };

/** Counts cases and rulings by day and by month as they happen: a few rows for each event, whatever is there already. */
export const statisticsProjection: Projection = {
  name: "statistics",
  types: null,
  wants: ({ type, data }) => type === "COMPLAINT_OPENED" || OF_RULINGS.has(type) || typeof data.from === "string",
  async apply(tx, event) {
    const complaint = await tx.byId(Complaint, event.streamId);
    if (!complaint) return; // other things than cases also come from one state to another
    const { from, to } = event.data;
    if (OF_RULINGS.has(event.type)) await countRuling(tx, complaint, event);
    if (event.type === "COMPLAINT_OPENED") await countCase(tx, complaint, event, "OPENED");
    if (from === "CLOSED") await countCase(tx, complaint, event, "REOPENED");
    else if (typeof from === "string") await countStage(tx, complaint, event, from as ComplaintStatus);
    if (to !== "CLOSED") return;
    await countCase(tx, complaint, event, "CLOSED");
    countTime(tx, complaint, event.at, { stage: WHOLE, took: event.at - complaint.openedAt, late: 0 });
  },
};

async function countCase(
  tx: Tx,
  complaint: Complaint,
  { at, data }: LoggedEvent,
  measure: "OPENED" | "REOPENED" | "CLOSED",
): Promise<void> {
  const breaches = await tx.find(Breach, { complaintId: complaint.id });
  const reason = data.closureReason ?? complaint.closureReason;
  add(
    tx,
    dayOf(at),
    [measure],
    [
      EVERYTHING,
      ...ofCase(complaint),
      ...distinct(breaches.map(({ kind }) => kind)).map((value) => ({ dimension: "PROMISE_KIND" as const, value })),
      ...(measure === "CLOSED" && reason ? [{ dimension: "CLOSURE_REASON" as const, value: String(reason) }] : []),
    ],
  );
}

/** Whatever becomes of a ruling later counts on the day it was published. */
async function countRuling(tx: Tx, complaint: Complaint, { type, at, data }: LoggedEvent): Promise<void> {
  const ruling = await tx.byId(Ruling, String(data.rulingId));
  if (!ruling) return;
  const measures = measuresOf(type, ruling, data.because as ReversalReason);
  if (measures.length > 0) add(tx, dayOf(ruling.issuedAt ?? at), measures, await headingsOf(tx, complaint, ruling));
}

function measuresOf(type: string, { outcome }: Ruling, because: ReversalReason): Measure[] {
  if (type === "RULING_PUBLISHED") return ["RULINGS", outcome];
  if (type === "RULING_APPEALED") return ["APPEALS"];
  if (type === "RULING_FINAL") return ["FINAL"];
  return OVERTURNED.has(because) ? ["OVERTURNED"] : [];
}

async function headingsOf(tx: Tx, complaint: Complaint, ruling: Ruling): Promise<Heading[]> {
  const findings = await tx.find(RulingFinding, { rulingId: ruling.id });
  const breaches = await tx.find(Breach, { complaintId: complaint.id });
  const versions = await tx.find(RuleVersion, { id: distinct(findings.map(({ ruleVersionId }) => ruleVersionId)) });
  const found = new Set(findings.map(({ breachId }) => breachId));
  const kinds = breaches.filter(({ id }) => found.has(id)).map(({ kind }) => kind);
  return [
    EVERYTHING,
    ...ofCase(complaint),
    { dimension: "ROOT_CAUSE", value: ruling.rootCause },
    { dimension: "OUTCOME", value: ruling.outcome },
    ...distinct(kinds).map((value) => ({ dimension: "PROMISE_KIND" as const, value })),
    ...distinct(versions.map(({ code }) => code)).map((value) => ({ dimension: "RULE" as const, value })),
  ];
}

const ofCase = ({ category, providerId }: Complaint): Heading[] => [
  { dimension: "CATEGORY", value: category ?? "-" },
  { dimension: "PROVIDER", value: providerId },
];

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

function add(tx: Tx, day: number, measures: readonly Measure[], headings: readonly Heading[]): void {
  const rows = headings.flatMap((heading) =>
    measures.flatMap((measure) =>
      grains(day).map((when) => ({ ...heading, ...when, measure, amount: 1, id: newId(StatisticCount) })),
    ),
  );
  tx.addUp(StatisticCount, ["dimension", "grain", "period", "value", "measure"], ["amount"], rows);
}

/** The stay that this event ended; cases from elsewhere have none on record. */
async function countStage(tx: Tx, complaint: Complaint, { at }: LoggedEvent, stage: ComplaintStatus): Promise<void> {
  const left = await tx.findOne(StageRecord, { complaintId: complaint.id, stage, leftAt: at });
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
