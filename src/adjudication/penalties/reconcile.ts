import { SYSTEM } from "../../accounts/account/record-on-account";
import { Complaint } from "../../case/complaints/complaint.entity";
import { dueIds } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { DAY } from "../../platform/time";
import { PointsLedger } from "../points/points-ledger";
import { HouseRules } from "../../house-rules/house-rules";
import type { PenaltyKind } from "../../house-rules/measures.table";
import { dueAfter } from "../../house-rules/working-time.pure";
import type { Provider } from "../../market/providers/provider.entity";
import { recordOnProvider } from "../../market/providers/record-on-provider";
import { endsByRule } from "../measures/penalty-schedule.pure";
import { settleFines } from "./settle-fines";
import { PAID_FREEZE } from "./paid-freeze.queries";
import { Penalty } from "./penalty.entity";
import { recordPenalties } from "./record-penalties";
import { readStanding, type Standing } from "./standing.queries";
import { supersessions, thresholdOrders, type ThresholdOrder } from "./standing.pure";

/**
 * Brings a provider's rows in line with the rulings in force (points.pure.ts, standing.pure.ts) and records what changed. Called
 * under the provider's lock after any change of its rulings, penalties or debts, so the order in which cases are decided, appealed and
 * reversed does not matter. `known`: its standing under that lock, with what has changed since.
 */
export async function reconcile(tx: Tx, provider: Provider, known?: Standing): Promise<void> {
  const { ledger, penalties } = known ?? (await readStanding(tx, provider.id));
  tellPoints(tx, provider, ledger, ledger.writeMissing(tx));
  const ends = endsByRule(await HouseRules.inForce(tx, tx.now));
  const { reverse, order } = thresholdOrders(penalties, ledger.firings, tx.now, ends);
  await reversePenalties(tx, provider, reverse);
  penalties.push(...(await orderByThreshold(tx, provider, ledger, order)));
  await settleFines(tx, provider, penalties);
  await endPaidFreezes(tx, provider, penalties);
  await supersede(tx, provider, penalties);
}

function tellPoints(tx: Tx, provider: Provider, ledger: PointsLedger, lines: number): void {
  if (lines === 0) return;
  const { active, provisional } = ledger.pointsAt(tx.now);
  recordOnProvider(tx, provider, "POINTS_CHANGED", SYSTEM, "MEMBERS", { active, provisional, lines });
}

/** In any state: as if they had never been ordered. */
export async function reversePenalties(tx: Tx, provider: Provider, penalties: readonly Penalty[]): Promise<void> {
  const acted = penalties.filter(({ startsAt }) => startsAt !== null && startsAt <= tx.now);
  for (const penalty of penalties) tx.change(penalty, { status: "REVERSED", reversedAt: tx.now, supersededById: null });
  await recordPenalties(tx, provider, null, "PENALTY_REVERSED", acted);
  await recordPenalties(
    tx,
    provider,
    null,
    "PENALTY_WITHDRAWN",
    penalties.filter((penalty) => !acted.includes(penalty)),
  );
}

async function orderByThreshold(
  tx: Tx,
  provider: Provider,
  ledger: PointsLedger,
  orders: readonly ThresholdOrder[],
): Promise<Penalty[]> {
  const rules = await HouseRules.inForce(tx, tx.now);
  const ordered: Penalty[] = [];
  for (const order of orders) {
    const complaintId = ledger.violations.find(({ rulingId }) => rulingId === order.firing.rulingId)?.complaintId;
    const complaint = await tx.byId(Complaint, complaintId ?? null);
    if (!complaint) throw new Error(`no case found for ruling ${order.firing.rulingId}`);
    ordered.push(toPenalty(tx, complaint, order, rules));
  }
  tx.insert(Penalty, ...ordered);
  await recordPenalties(tx, provider, null, "PENALTY_STARTED", ordered.filter(isIn("ACTIVE")));
  await recordPenalties(tx, provider, null, "PENALTY_AWAITS_APPROVAL", ordered.filter(isIn("AWAITING_APPROVAL")));
  return ordered;
}

const isIn =
  (status: Penalty["status"]) =>
  (penalty: Penalty): boolean =>
    penalty.status === status;

function toPenalty(
  { now }: Tx,
  complaint: Complaint,
  { firing, measure, status, startsAt, endsAt }: ThresholdOrder,
  rules: HouseRules,
): Penalty {
  const { kind, days, amount } = measure;
  const { points } = firing.threshold;
  return Object.assign(new Penalty(), {
    id: newId(Penalty),
    providerId: complaint.providerId,
    listingId: null,
    rulingId: firing.rulingId,
    complaintId: complaint.id,
    kind,
    days,
    amount,
    currency: amount === null ? null : complaint.currency,
    reason: `违规积分达到 ${points} 分。\nThe points for violations reached ${points}.`,
    status,
    startsAt,
    endsAt,
    createdAt: now,
    cause: "THRESHOLD" as const,
    threshold: points,
    step: firing.step,
    supersededById: null,
    reversedAt: null,
    ...waiting(kind, status, rules, now),
    hearingStatement: null,
    hearingStatementAt: null,
  });
}

/** The platform's own clock begins when the provider has been heard; the pause of orders begins at once. */
function waiting(
  kind: PenaltyKind,
  status: Penalty["status"],
  rules: HouseRules,
  now: number,
): Pick<Penalty, "hearingUntil" | "approvalDueAt" | "approvalLateAt" | "pausesWhileWaiting"> {
  const hearingUntil = kind === "TERMINATION" ? now + rules.number("hearing.TERMINATION", "days") * DAY : null;
  const waits = status === "AWAITING_APPROVAL";
  return {
    hearingUntil,
    approvalDueAt: waits ? dueAfter(rules.calendar, hearingUntil ?? now, rules.length("approvals.due")) : null,
    approvalLateAt: null,
    pausesWhileWaiting: waits ? rules.number("approvals.pause", "pauses") : 0,
  };
}

/** A freeze until payment ends once nothing is owed, neither to consumers nor as an overdue fine. */
async function endPaidFreezes(tx: Tx, provider: Provider, penalties: readonly Penalty[]): Promise<void> {
  if (!penalties.some(({ cause, status }) => cause === "UNREMEDIED" && status === "ACTIVE")) return;
  const paid = await dueIds(tx, `SELECT t.id AS id FROM penalty t WHERE t.provider_id = ? AND ${PAID_FREEZE}`, [
    provider.id,
  ]);
  const ended = penalties.filter(({ id }) => paid.includes(id));
  for (const penalty of ended) tx.change(penalty, { status: "EXPIRED", endsAt: tx.now });
  await recordPenalties(tx, provider, null, "PENALTY_ENDED", ended);
}

async function supersede(tx: Tx, provider: Provider, penalties: readonly Penalty[]): Promise<void> {
  const changes = supersessions(penalties, tx.now);
  const superseded = changes.filter(({ penalty, status }) => status === "SUPERSEDED" && penalty.status !== status);
  const restored = changes.filter(({ status }) => status !== "SUPERSEDED");
  const told = [superseded, restored].map((list) => list.map(({ penalty }) => penalty));
  for (const { penalty, status, supersededById } of changes) tx.change(penalty, { status, supersededById });
  await recordPenalties(tx, provider, null, "PENALTY_SUPERSEDED", told[0] ?? []);
  await recordPenalties(tx, provider, null, "PENALTY_RESTORED", told[1] ?? []);
}
