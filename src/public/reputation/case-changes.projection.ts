import { Complaint } from "../../case/complaints/complaint.entity";
import { SEVERITY_OF } from "../../case/complaints/severity.table";
import { StageRecord } from "../../case/complaints/stage-record.entity";
import type { Tx } from "../../platform/database/tx";
import type { CaseRecord } from "../../case/complaints/case-events";
import type { EventOf } from "../../platform/database/event.entity";
import { isForConsumer } from "../../adjudication/stays/stay-enums.types";
import { Remedy } from "../../adjudication/remedies/remedy.entity";
import { gravestOf, linesOf, standingLines } from "./reputation-ledger.queries";
import { formulaAt } from "./formula.queries";
import { weighedBy } from "./independent-order.queries";
import { settlesOften, worthOf } from "./norms.queries";
import type { Change, Handler } from "./ledger-change";
import type { InputKind } from "./reputation-ledger.pure";
import type { ReputationInput } from "./reputation-input.entity";

/*
 * The effects of a case's events on its provider's ledger. Rows may be newer than the event: only values that never change are read from them, or
 * what had happened by then.
 */

/** A case with its lines in the ledger. */
interface CaseLines {
  complaint: Complaint;
  /** The line of one of these kinds that has not been taken back. */
  standing: (...kinds: InputKind[]) => ReputationInput | undefined;
}

async function caseLines(tx: Tx, complaintId: string): Promise<CaseLines> {
  const complaint = await tx.byId(Complaint, complaintId);
  if (!complaint) throw new Error(`complaint ${complaintId} not found`);
  const standing = standingLines(await linesOf(tx, complaintId));
  return { complaint, standing: (...kinds) => standing.find(({ kind }) => kinds.includes(kind)) };
}

/** A ruling begins to count, or counts as more serious, or less, by whether its remedy was performed. A case counts once, as its gravest violation. */
async function weigh(tx: Tx, { streamId, at }: EventOf<CaseRecord>, rulingId: string): Promise<Change | null> {
  const gravest = await gravestOf(tx, rulingId, at);
  if (!gravest) return null;
  const { complaint, standing } = await caseLines(tx, streamId);
  const before = standing("UPHELD");
  if (before?.level === gravest.level && before.rulingId === rulingId) return null;
  const worth = await worthOf(tx, complaint.orderId);
  const agesFrom = before?.agesFrom ?? at;
  const line = { kind: "UPHELD" as const, sourceId: streamId, rulingId, ...gravest, agesFrom, worth };
  return {
    providerId: complaint.providerId,
    async write(ledger) {
      if (before) ledger.takeBack(before, at);
      await ledger.add(line, at);
    },
  };
}

export const rulingFinal: Handler<"RULING_FINAL"> = (tx, event) => weigh(tx, event, event.data.rulingId);

async function weighAgain(tx: Tx, event: EventOf<CaseRecord>, remedyId: string): Promise<Change | null> {
  const remedy = await tx.byId(Remedy, remedyId);
  return remedy?.rulingId ? weigh(tx, event, remedy.rulingId) : null;
}

export const remedyDefaulted: Handler<"REMEDY_DEFAULTED"> = (tx, event) =>
  weighAgain(tx, event, event.data.remedyIds.split(" ")[0] ?? "");

/** Paid by the deposit whole after all, it is no violation. */
export const owedAgain: Handler<"COMPENSATION_OWED_AGAIN"> = (tx, event) => weighAgain(tx, event, event.data.remedyId);

/** A ruling that was not yet final has no line. */
export const rulingReversed: Handler<"RULING_REVERSED"> = async (tx, { streamId, data, at }) => {
  const { complaint, standing } = await caseLines(tx, streamId);
  const line = standing("UPHELD");
  if (line?.rulingId !== data.rulingId) return null;
  return { providerId: complaint.providerId, write: (ledger) => line && ledger.takeBack(line, at) };
};

export const settled: Handler<CaseRecord> = async (tx, { streamId, at }) => {
  const { complaint } = await caseLines(tx, streamId);
  const level = SEVERITY_OF[complaint.breachClass];
  const worth = await worthOf(tx, complaint.orderId);
  const often = await settlesOften(tx, complaint, at, await formulaAt(tx, at));
  return {
    providerId: complaint.providerId,
    write: (ledger) => ledger.add({ kind: "SETTLED", sourceId: streamId, level, agesFrom: at, worth, often }, at),
  };
};

/** Imported cases come without the orders they would be weighed against. */
export const settledHere: Handler<"COMPLAINT_SETTLED"> = (tx, event) =>
  event.data.because === undefined ? null : settled(tx, event);

/** A body outside found for the consumer: as grave as what was alleged. A ruling that stands beside it counts already. */
export const decidedOutside: Handler<"COMPLAINT_DECIDED_OUTSIDE"> = async (tx, { streamId, data, at }) => {
  if (!isForConsumer(data.result)) return null;
  const { complaint, standing } = await caseLines(tx, streamId);
  if (standing("UPHELD")) return null;
  const level = SEVERITY_OF[complaint.breachClass];
  const worth = await worthOf(tx, complaint.orderId);
  return {
    providerId: complaint.providerId,
    write: (ledger) => ledger.add({ kind: "UPHELD", sourceId: streamId, level, agesFrom: at, worth }, at),
  };
};

/** What was settled, or decided outside, is open again. A ruling of the platform's own counts until it is reversed. */
export const reopened: Handler<CaseRecord> = async (tx, { streamId, at }) => {
  const { complaint, standing } = await caseLines(tx, streamId);
  const upheld = standing("UPHELD");
  const line = standing("SETTLED") ?? (upheld?.rulingId === null ? upheld : undefined);
  return line ? { providerId: complaint.providerId, write: (ledger) => ledger.takeBack(line, at) } : null;
};

/** A case counts once here: when the provider first answers it, or misses the time for that; and only when its order counts. */
async function answer(
  tx: Tx,
  { streamId, at }: EventOf<CaseRecord>,
  kind: "ANSWERED" | "UNANSWERED",
): Promise<Change | null> {
  const { complaint, standing } = await caseLines(tx, streamId);
  if (standing("ANSWERED", "UNANSWERED")) return null;
  const weighed = await weighedBy(tx, { orderId: complaint.orderId, at });
  if (!weighed) return null;
  return {
    providerId: complaint.providerId,
    write: (ledger) => ledger.add({ kind, sourceId: streamId, agesFrom: at, ...weighed }, at),
  };
}

/** When the provider's first answer was due; null for cases that went straight to the platform, where none is due. */
async function answerDue(tx: Tx, complaintId: string): Promise<number | null> {
  const talks = await tx.findOne(StageRecord, { complaintId, stage: "NEGOTIATING" }, "ORDER BY number");
  return talks?.dueAt ?? null;
}

/** The provider spoke; was it its first answer, and in time? */
export const spoke: Handler<CaseRecord> = async (tx, event) => {
  const complaint = await tx.byId(Complaint, event.streamId);
  if (complaint?.providerFirstResponseAt !== event.at) return null;
  const dueAt = await answerDue(tx, event.streamId);
  return dueAt === null ? null : answer(tx, event, event.at < dueAt ? "ANSWERED" : "UNANSWERED");
};

/** Escalated unanswered, before the missed deadline was recorded. */
export const escalated: Handler<CaseRecord> = async (tx, event) => {
  const complaint = await tx.byId(Complaint, event.streamId);
  const answeredAt = complaint?.providerFirstResponseAt ?? null;
  if (answeredAt !== null && answeredAt <= event.at) return null;
  const dueAt = await answerDue(tx, event.streamId);
  return dueAt !== null && dueAt <= event.at ? answer(tx, event, "UNANSWERED") : null;
};

/** The consumer's latest verdict counts, when the order does: complaints cost nothing, and neither do verdicts. */
export const verdictGiven: Handler<"VERDICT_GIVEN"> = async (tx, { streamId, data, at }) => {
  const { complaint, standing } = await caseLines(tx, streamId);
  const before = standing("SOLVED", "PARTLY_SOLVED", "NOT_SOLVED");
  const kind = data.verdict;
  const weighed = await weighedBy(tx, { orderId: complaint.orderId, at });
  if (!before && !weighed) return null;
  return {
    providerId: complaint.providerId,
    async write(ledger) {
      if (before) ledger.takeBack(before, at);
      if (weighed) await ledger.add({ kind, sourceId: streamId, agesFrom: at, ...weighed }, at);
    },
  };
};

export const missed: Handler<CaseRecord> = (tx, event) => answer(tx, event, "UNANSWERED");
export const responded: Handler<CaseRecord> = (tx, event) => answer(tx, event, "ANSWERED");
