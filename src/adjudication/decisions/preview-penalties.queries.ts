import { Breach } from "../../case/complaints/breach.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import { findVisibleComplaint } from "../../case/complaints/complaint.queries";
import { sideOf } from "../../case/complaints/complaint.policy";
import { readOrderMoney } from "../../case/complaints/order-money.queries";
import { lineageOf } from "../../market/promises/promise-lineage.pure";
import { ServicePromise } from "../../market/promises/service-promise.entity";
import { largeFineIn } from "../measures/penalty-schedule.pure";
import { needsApproval } from "../penalties/standing.pure";
import type { Reader } from "../../platform/database/reader";
import { list, sql, type Sql } from "../../platform/database/sql";
import type { Context } from "../../platform/graphql/context";
import { moneyOrNull } from "../../platform/graphql/money";
import { Refusal } from "../../platform/refusal";
import { hasDefaultedOnSettlement, LEVEL_OF_NON_PERFORMANCE } from "../points/non-performance.queries";
import { previewStanding, type NewFinding, type StandingPreview } from "../points/preview-standing.queries";
import { HouseRules } from "../../house-rules/house-rules";
import { needsAmount } from "../../house-rules/measures.table";
import { readDecidedCase } from "../rulings/decided-case.queries";
import { listingsStopped, listingsTouched, type Reach } from "./measure-reach.pure";
import type { PenaltyPreview, PenaltyPreviewInput } from "./penalty-preview.types";
import { compareWithPrecedents, type PrecedentComparison } from "../rulings/precedents.queries";
import { readProviderHistory } from "./provider-history.queries";
import {
  checkFindingsAndPenalties,
  measuresNeedingSecondApprover,
  severityOf,
  type DecidedCase,
} from "../rulings/decision-check.pure";

/** Only reads. The result is a snapshot: another ruling against the provider may be issued first. */
export async function previewPenalties(ctx: Context, input: PenaltyPreviewInput): Promise<PenaltyPreview> {
  const complaint = await readCase(ctx, input.complaintId);
  const { db: reader } = ctx;
  const now = ctx.now();
  const rules = await HouseRules.inForce(reader, now);
  const known = await readDecidedCase({ tx: reader, complaint }, input, readOrderMoney(reader, complaint, now));
  checkFindingsAndPenalties(input, known);

  const violations = await violationsOf(reader, complaint, input, known);
  const standing = await previewStanding(reader, complaint, violations, now);
  const measures = [...input.penalties, ...standing.measures];
  const [listings, orders, compared, history] = await Promise.all([
    countListings(reader, complaint.providerId, listingsTouched(measures)),
    countOpenOrders(reader, complaint.providerId, listingsStopped(measures)),
    compareWithPrecedents(reader, rules, { decision: input, known, complaint }),
    readProviderHistory(reader, rules, complaint.providerId, now),
  ]);
  const largeFine = largeFineIn(complaint.currency, rules);
  return {
    pointsBefore: { active: standing.activePoints, provisional: standing.provisionalPoints },
    pointsAfter: standing.pointsAfter,
    thresholds: toThresholds(standing, complaint.currency),
    listingsTouched: listings,
    openOrdersTouched: orders,
    secondApprovalBecause: measuresNeedingSecondApprover(input, known, largeFine),
    precedents: compared.map((comparison) => toComparison(comparison, complaint.currency)),
    departureReasonRequired: compared.some(({ departures }) => departures.length > 0),
    history,
    about: {
      providerId: complaint.providerId,
      orderId: complaint.orderId,
      currentRulingId: complaint.currentRulingId,
      level:
        violations
          .map(({ level }) => level)
          .sort()
          .at(-1) ?? null,
      measures: [...input.penalties.filter(({ listingId }) => !listingId), ...standing.measures].map(
        ({ kind }) => kind,
      ),
    },
  };
}

async function readCase(ctx: Context, complaintId: string): Promise<Complaint> {
  const complaint = await findVisibleComplaint(ctx, complaintId);
  if (!complaint) throw new Refusal("NOT_FOUND", { field: "input.complaintId" });
  if (sideOf(ctx.actor, complaint) !== null) throw new Refusal("CONFLICT_OF_INTEREST");
  return complaint;
}

async function violationsOf(
  reader: Reader,
  { id: complaintId, providerId, currency }: Complaint,
  { findings }: PenaltyPreviewInput,
  known: DecidedCase,
): Promise<NewFinding[]> {
  const breaches = await reader.find(Breach, { id: findings.map(({ breachId }) => breachId) });
  const promises = await reader.find(ServicePromise, { id: breaches.map(({ promiseId }) => promiseId) });
  const found = findings.flatMap((finding) => {
    const level = severityOf(finding, known);
    const breach = breaches.find(({ id }) => id === finding.breachId);
    const promise = promises.find(({ id }) => id === breach?.promiseId);
    if (level === null) return [];
    const stake = breach ? { amount: breach.amount, currency } : null;
    const lineage = promise ? lineageOf(promise, providerId) : null;
    return [{ kind: "PROMISE_BROKEN" as const, level, lineage, stake }];
  });
  const defaulted = found.length > 0 && (await hasDefaultedOnSettlement(reader, complaintId));
  const unperformed = { kind: "NON_PERFORMANCE" as const, level: LEVEL_OF_NON_PERFORMANCE, lineage: null, stake: null };
  return defaulted ? [...found, unperformed] : found;
}

const toThresholds = ({ thresholdsCrossed, fires }: StandingPreview, currency: string): PenaltyPreview["thresholds"] =>
  thresholdsCrossed.map(({ points, measures }) => ({
    points,
    fires: points === fires,
    measures: measures.map(({ kind, days, amount }) => ({
      kind,
      days,
      // A fine in proportion is a sum only where it fires.
      amount: moneyOrNull(amount === 0 ? null : amount, currency),
      needsApproval: needsApproval(kind),
    })),
  }));

const toComparison = (
  { extents, ...comparison }: PrecedentComparison,
  currency: string,
): PenaltyPreview["precedents"][number] => ({
  ...comparison,
  extents: extents.map(({ kind, precedents, median }) => ({
    kind,
    precedents,
    medianDays: needsAmount(kind) ? null : median,
    medianFine: needsAmount(kind) ? moneyOrNull(median, currency) : null,
  })),
});

const countListings = (reader: Reader, providerId: string, reach: Reach): Promise<number> =>
  count(reader, sql`FROM listing WHERE provider_id = ${providerId} AND status = 'LISTED'`, sql`id`, reach);

const countOpenOrders = (reader: Reader, providerId: string, reach: Reach): Promise<number> =>
  count(
    reader,
    sql`FROM service_order WHERE provider_id = ${providerId} AND status IN ('PLACED', 'DELIVERED')`,
    sql`listing_id`,
    reach,
  );

async function count(reader: Reader, from: Sql, column: Sql, reach: Reach): Promise<number> {
  if (reach.length === 0) return 0;
  const only = reach === "ALL" ? sql`` : sql` AND ${column} IN (${list(reach)})`;
  const [row] = await reader.query<{ n: number }>(sql`SELECT COUNT(*) AS n ${from}${only}`);
  return row?.n ?? 0;
}
