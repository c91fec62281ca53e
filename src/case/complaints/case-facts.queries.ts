import { Account } from "../../accounts/account/account.entity";
import { isActiveModerator } from "../../accounts/account/moderators.queries";
import { isPlatform } from "../../accounts/account/platform-account";
import { bondsOf } from "../../accounts/actor/conflicts.queries";
import type { Reader } from "../../platform/database/reader";
import { DAY } from "../../platform/time";
import type { HouseRules } from "../../house-rules/house-rules";
import { dueAfter } from "../../house-rules/working-time.pure";
import type { Timers } from "./case-clocks";
import type { ClockName } from "./clock-names.pure";
import type { Complaint } from "./complaint.entity";
import type { CaseFacts, InterimFacts, ReturnStatus, Side, Speaker } from "./complaint-guards.pure";
import { INTERIM_STATES, type Action, type ComplaintStatus } from "./complaint.lifecycle";
import { REQUEST_IS_OPEN } from "./open-request.queries";
import { ORDER_IS_PAID } from "./paid-order.queries";
import { IS_MONEY, worthOf, type RemedyKind } from "./remedy-kind.pure";
import { isSerious } from "./serious-offer.pure";

interface Extracts {
  overdue?: string | null;
  offer_side?: Speaker | null;
  offer_accepted?: Side | null;
  offer_expires?: number | null;
  answer_kind?: RemedyKind | null;
  answer_amount?: number | null;
  price?: number;
  order_paid?: number;
  closed_by?: Action | null;
  settlement_proof?: number | null;
  agreed_kind?: RemedyKind | null;
  agreed_amount?: number | null;
  agreed_instead?: number | null;
  mandatory_open?: number;
  asked?: string | null;
  late_evidence?: number;
  draft_by?: string | null;
  outcome?: CaseFacts["rulingOutcome"];
  appealable_until?: number | null;
  consumer_waived?: number | null;
  provider_waived?: number | null;
  decided_by?: string | null;
  approved_by?: string | null;
  appealed_by?: string | null;
  appeal_open_of?: string | null;
  consumer_answer_due?: number | null;
  provider_answer_due?: number | null;
  owed_back_since?: number | null;
  refund_missed?: number | null;
  recused?: string | null;
  stay_ground?: CaseFacts["stayGround"];
  return_status?: ReturnStatus | null;
  return_of?: string | null;
}

const ofOpenRequests = (result: string): string =>
  `(SELECT ${result} FROM case_request r WHERE r.complaint_id = c.id AND ${REQUEST_IS_OPEN})`;
const ofRuling = (column: string): string => `(SELECT g.${column} FROM ruling g WHERE g.id = c.current_ruling_id)`;
const sidesOf = (condition: string): string =>
  `(SELECT GROUP_CONCAT(a.by_side) FROM appeal a WHERE a.ruling_id = c.current_ruling_id AND ${condition})`;
const answerDueOf = (side: Side): string =>
  `(SELECT a.answer_due_at FROM appeal a WHERE a.ruling_id = c.current_ruling_id AND a.by_side = '${side}'
    AND a.status = 'FILED' AND a.answered_at IS NULL)`;
const ofReturn = (column: string): string =>
  `(SELECT x.${column} FROM return_case x WHERE x.complaint_id = c.id ORDER BY x.id DESC LIMIT 1)`;

const OFFER =
  "open_offer.made_by_side AS offer_side, open_offer.accepted_by_side AS offer_accepted, open_offer.expires_at AS offer_expires";
/** The provider's last offer, unless it took it back. */
const ofLastAnswer = (column: string): string =>
  `(SELECT o.${column} FROM offer o WHERE o.complaint_id = c.id AND o.made_by_side = 'PROVIDER' AND o.status <> 'WITHDRAWN' ORDER BY o.number DESC LIMIT 1)`;
const PRICE = "(SELECT w.price_amount FROM service_order w WHERE w.id = c.order_id) AS price";
const ANSWER = `${ofLastAnswer("kind")} AS answer_kind, ${ofLastAnswer("amount")} AS answer_amount, ${PRICE}`;
const PAID = `${ORDER_IS_PAID} AS order_paid`;
const CLOSED_BY =
  "(SELECT t.left_by FROM stage_record t WHERE t.complaint_id = c.id ORDER BY t.number DESC LIMIT 1) AS closed_by";
const ofAgreed = (column: string): string =>
  `(SELECT o.${column} FROM settlement s JOIN offer o ON o.id = s.offer_id WHERE s.complaint_id = c.id ORDER BY s.id DESC LIMIT 1)`;
const SETTLEMENT = `(SELECT s.proof_filed_at FROM settlement s WHERE s.complaint_id = c.id ORDER BY s.id DESC LIMIT 1) AS settlement_proof,
  ${ofAgreed("kind")} AS agreed_kind, ${ofAgreed("amount")} AS agreed_amount, ${ofAgreed("instead_amount")} AS agreed_instead, ${PRICE}`;
const REQUESTS = `${ofOpenRequests("SUM(r.mandatory)")} AS mandatory_open, ${ofOpenRequests("GROUP_CONCAT(r.addressed_to)")} AS asked`;
const LATE = `(SELECT COUNT(*) FROM evidence e WHERE e.complaint_id = c.id AND e.late = 1 AND e.status = 'STORED' AND e.late_decision IS NULL) AS late_evidence`;
const DRAFT =
  "(SELECT g.decided_by_id FROM ruling g WHERE g.complaint_id = c.id AND g.status = 'AWAITING_APPROVAL') AS draft_by";
const RULING = `${ofRuling("outcome")} AS outcome, ${ofRuling("appealable_until")} AS appealable_until,
  ${ofRuling("consumer_waived_at")} AS consumer_waived, ${ofRuling("provider_waived_at")} AS provider_waived,
  ${ofRuling("decided_by_id")} AS decided_by, ${ofRuling("approved_by_id")} AS approved_by,
  ${sidesOf("1 = 1")} AS appealed_by, ${sidesOf("a.status = 'FILED'")} AS appeal_open_of,
  ${answerDueOf("CONSUMER")} AS consumer_answer_due, ${answerDueOf("PROVIDER")} AS provider_answer_due`;
const RETURN = `${ofReturn("status")} AS return_status, ${ofReturn("settlement_id")} AS return_of`;
/** Also what has been counted since for what is ordered now; not what was paid back, or given up: that was taken as come. */
const OWED_BACK = `(SELECT MAX(p.settled_at) FROM payment d JOIN payment p ON p.remedy_id = d.remedy_id AND p.purpose = 'PAYOUT' AND p.status = 'CONFIRMED'
  WHERE d.complaint_id = c.id AND d.purpose = 'REPAYMENT' AND NOT EXISTS (SELECT 1 FROM payment s
  WHERE s.remedy_id = d.remedy_id AND s.purpose = 'REPAYMENT' AND (s.status = 'CONFIRMED' OR s.settled_by_id IS NOT NULL))) AS owed_back_since`;
/** When a refund of what is owed now, that its consumer had confirmed, was not found or could not be made. */
const MISSED = `(SELECT MAX(p.settled_at) FROM payment p JOIN remedy r ON r.id = p.remedy_id WHERE p.complaint_id = c.id AND p.purpose = 'REFUND'
  AND p.status = 'REJECTED' AND p.settled_at > r.confirmed_at AND COALESCE(r.ruling_id, '') = COALESCE(c.current_ruling_id, '')) AS refund_missed`;
const RECUSED = "(SELECT GROUP_CONCAT(z.account_id) FROM case_recusal z WHERE z.complaint_id = c.id) AS recused";
const STAY = "(SELECT y.ground FROM case_stay y WHERE y.complaint_id = c.id ORDER BY y.id DESC LIMIT 1) AS stay_ground";

/** The facts that the guards of each state's arrows need; the others are not read. */
const EXTRACTS: Record<ComplaintStatus, readonly string[]> = {
  NEGOTIATING: [OFFER, ANSWER, PAID, RECUSED],
  SETTLING: [SETTLEMENT, RETURN, RECUSED],
  SUBMITTED: [OFFER, RECUSED],
  INFO_REQUESTED: [OFFER, REQUESTS, RECUSED],
  EVIDENCE: [OFFER, REQUESTS, LATE, RECUSED],
  UNDER_REVIEW: [OFFER, REQUESTS, LATE, DRAFT, RECUSED],
  RULED: [RULING, OWED_BACK, RECUSED],
  APPEALED: [RULING, OWED_BACK, RECUSED],
  ENFORCING: [RETURN, OWED_BACK, RECUSED],
  STAYED: [STAY, RULING, DRAFT, RECUSED],
  CLOSED: [CLOSED_BY, OWED_BACK, MISSED, RECUSED],
};

/** In a case that was decided before, also before it is decided again. */
const extractsOf = ({ status, round }: Complaint): readonly string[] =>
  round > 1 && !EXTRACTS[status].includes(OWED_BACK) ? [...EXTRACTS[status], OWED_BACK] : EXTRACTS[status];

const OVERDUE =
  "(SELECT GROUP_CONCAT(t.clock) FROM case_timer t WHERE t.complaint_id = c.id AND t.due_at <= ?) AS overdue";

/**
 * Reads the facts for the table's guards in one statement, plus a second one only while what is owed is being enforced or after that, or
 * where there may be an interim measure; and its stays where a time runs from a payment. `clocks`: those of the case, where they are read anyway.
 */
export async function readFacts(
  reader: Reader,
  complaint: Complaint,
  rules: HouseRules,
  now: number,
  clocks: Timers | Promise<Timers> | null = null,
): Promise<CaseFacts> {
  const extracts = extractsOf(complaint);
  const overdue = clocks ? [] : [OVERDUE];
  const [[row], known] = await Promise.all([
    reader.query<Extracts>(
      `SELECT ${[...overdue, ...extracts].join(", ")} FROM complaint c
       ${extracts.includes(OFFER) ? "LEFT JOIN offer open_offer ON open_offer.open_key = c.id" : ""} WHERE c.id = ?`,
      [...(clocks ? [] : [now]), complaint.id],
    ),
    clocks,
  ]);
  if (!row) throw new Error(`complaint ${complaint.id} not found`);
  /** The end of a time that began at a moment, by the length in force then: nobody's time changes while it runs. */
  const daysFrom = (start: number, code: "compensation.contest" | "reopen.window" | "verdict.window"): number =>
    start + rules.at(start).number(code, "days") * DAY;
  const rulesThen = rules.at(complaint.openedAt);
  const closedAt = complaint.status === "CLOSED" ? complaint.closedAt : null;
  const remedies = asksRemedies(complaint) ? await readRemedies(reader, complaint, rules) : [];
  const claimedAt =
    complaint.currentRulingId === null && !remedies.some(({ isAgreed }) => isAgreed)
      ? Math.max(0, ...remedies.map((each) => each.defaultedAt ?? 0))
      : 0;
  const recused = split(row.recused);
  const sides = (given: readonly [Side, unknown][]): Side[] => given.filter(([, value]) => value).map(([side]) => side);
  return {
    now,
    overdueClocks: known?.overdueAt(now) ?? split<ClockName>(row.overdue),
    openedAt: complaint.openedAt,
    providerFirstResponseAt: complaint.providerFirstResponseAt,
    providerRefusedAt: complaint.providerRefusedAt,
    firstResponseDueAt: dueAfter(rulesThen.calendar, complaint.openedAt, rulesThen.length("clock.FIRST_RESPONSE")),
    escalationOpensAt: dueAfter(rulesThen.calendar, complaint.openedAt, rulesThen.length("escalation.opens")),
    lastWord: complaint.lastWord,
    answeredSeriously: answeredSeriously(complaint, row, rules.number("offer.serious", "percent")),
    orderPaid: row.order_paid === 1,
    openOffer:
      row.offer_side && row.offer_expires
        ? { madeBySide: row.offer_side, expiresAt: row.offer_expires, acceptedBy: row.offer_accepted ?? null }
        : null,
    settlementProvedAt: row.settlement_proof ?? null,
    settlementOwesMoney: owesMoney(complaint, row),
    concededInVain:
      complaint.presumedBroken && (complaint.currentRulingId !== null || !IS_MONEY.has(complaint.demandKind)),
    informationRequests: complaint.informationRequests,
    evidenceRounds: complaint.evidenceRounds,
    evidenceClosedAt: { CONSUMER: complaint.consumerEvidenceClosedAt, PROVIDER: complaint.providerEvidenceClosedAt },
    openMandatoryRequests: row.mandatory_open ?? 0,
    openRequestSides: sides([
      ["CONSUMER", row.asked?.includes("CONSUMER")],
      ["PROVIDER", row.asked?.includes("PROVIDER")],
    ]),
    lease: { holderId: complaint.leaseHolderId, expiresAt: complaint.leaseExpiresAt },
    assignedToId: complaint.assignedToId,
    rulingAwaitingApproval: row.draft_by
      ? { decidedById: row.draft_by, decidesStill: await decidesStill(reader, row.draft_by, complaint, recused, now) }
      : null,
    rulingOutcome: row.outcome ?? null,
    remedies,
    owedBackReportableUntil: row.owed_back_since
      ? await reportMissingUntil(reader, complaint.id, row.owed_back_since, rules)
      : null,
    compensationContestableUntil:
      claimedAt === 0
        ? null
        : daysFrom(claimedAt, "compensation.contest") + (await stayedSince(reader, complaint.id, claimedAt)),
    finalAnswerAt: complaint.finalAnswerAt,
    verdict:
      complaint.verdict && complaint.verdictAt !== null ? { value: complaint.verdict, at: complaint.verdictAt } : null,
    closedAt,
    closureReason: complaint.closureReason,
    isRuled: complaint.currentRulingId !== null,
    settlementConfirmed: row.closed_by === "CONFIRM_SETTLEMENT" || row.closed_by === "CLOSE_SETTLED",
    consumerReopenedAt: complaint.consumerReopenedAt,
    refundMissedAt: row.refund_missed ?? null,
    reopenableUntil: daysFrom(Math.max(closedAt ?? now, row.refund_missed ?? 0), "reopen.window"),
    verdictUntil: daysFrom(closedAt ?? now, "verdict.window"),
    lateEvidence: row.late_evidence ?? 0,
    appealableUntil: row.appealable_until ?? null,
    appealWaivedBy: sides([
      ["CONSUMER", row.consumer_waived],
      ["PROVIDER", row.provider_waived],
    ]),
    appealedBy: split<Side>(row.appealed_by),
    appealOpenOf: split<Side>(row.appeal_open_of),
    answerDueAt: { CONSUMER: row.consumer_answer_due ?? null, PROVIDER: row.provider_answer_due ?? null },
    rulingBy: [row.decided_by, row.approved_by].flatMap((id) => id ?? []),
    recused,
    stayGround: row.stay_ground ?? null,
    return: row.return_status
      ? { status: row.return_status, ofSettlement: row.return_of !== null && row.return_of !== undefined }
      : null,
    isGrave: isGrave(complaint),
    isPlatforms: isPlatform(complaint.consumerId),
    interim: {
      ...(asksInterim(complaint) ? await readInterim(reader, complaint, recused, now) : NO_INTERIM()),
      most: 1 + rules.number("interim.renewals", "times"),
    },
    beyond: {},
  };
}

/** Whether somebody whose signature waits for a second one is a moderator still, and impartial in this case. */
async function decidesStill(
  reader: Reader,
  accountId: string,
  { providerId }: Complaint,
  recused: readonly string[],
  now: number,
): Promise<boolean> {
  const [account, { conflicts, others }] = await Promise.all([
    reader.byId(Account, accountId),
    bondsOf(reader, [accountId], now),
  ]);
  const accounts = [accountId, ...(others.get(accountId) ?? [])];
  return (
    account !== null &&
    isActiveModerator(account) &&
    !accounts.some((id) => recused.includes(id)) &&
    !conflicts.of(accountId).some((conflict) => conflict.providerId === providerId)
  );
}

function answeredSeriously(
  complaint: Complaint,
  { answer_kind: kind, answer_amount: amount = null, price = 0 }: Extracts,
  percent: number,
): boolean {
  if (complaint.finalAnswer !== null && complaint.finalAnswer !== "REFUSED") return true;
  return Boolean(kind && isSerious({ kind, amount }, complaint, { paid: price, percent }));
}

/** A ruling in force, of a case that was reopened, says itself what is owed. */
function owesMoney(
  { currentRulingId }: Complaint,
  { agreed_kind: kind, agreed_amount: amount, agreed_instead: insteadAmount, price = 0 }: Extracts,
): boolean {
  if (!kind || currentRulingId !== null) return false;
  return worthOf({ kind, amount, insteadAmount }, price) > 0;
}

const split = <T extends string>(list: string | null | undefined): T[] => (list?.split(",") ?? []) as T[];

const asksRemedies = ({ status, closureReason }: Complaint): boolean =>
  status === "RULED" ||
  status === "APPEALED" ||
  status === "ENFORCING" ||
  (status === "CLOSED" && PERFORMED.has(closureReason ?? ""));
/** Also where it was taken up again for nothing: what was owed before still is. */
const PERFORMED: ReadonlySet<string> = new Set(["SETTLED", "REMEDIED", "UNREMEDIED", "COMPENSATED", "NOT_ACCEPTED"]);

const isGrave = ({ breachClass }: Complaint): boolean => breachClass !== "ORDINARY";

const asksInterim = (complaint: Complaint): boolean =>
  isGrave(complaint) && (INTERIM_STATES as readonly ComplaintStatus[]).includes(complaint.status);

type InterimOfCase = Omit<InterimFacts, "most">;

const NO_INTERIM = (): InterimOfCase => ({
  proposed: null,
  acting: null,
  imposed: 0,
  liftedByReview: false,
  pausedElsewhere: false,
});

interface InterimRow {
  id: string;
  complaintId: string;
  status: "PROPOSED" | "ACTING" | "DECLINED" | "LAPSED" | "ENDED";
  proposedBy: string;
  confirmedBy: string | null;
  endsAt: number | null;
  askedAt: number | null;
  decidedAt: number | null;
  endedBecause: string | null;
}

async function readInterim(
  reader: Reader,
  complaint: Complaint,
  recused: readonly string[],
  now: number,
): Promise<InterimOfCase> {
  const { id, providerId } = complaint;
  const all = await reader.query<InterimRow>(
    `SELECT id, complaint_id AS complaintId, status, proposed_by_id AS proposedBy, confirmed_by_id AS confirmedBy,
       ends_at AS endsAt, review_asked_at AS askedAt, review_decided_at AS decidedAt, ended_because AS endedBecause
     FROM interim_measure WHERE complaint_id = ?
     UNION ALL SELECT id, complaint_id, status, proposed_by_id, confirmed_by_id, ends_at, NULL, NULL, NULL
     FROM interim_measure WHERE provider_id = ? AND ends_at > ? AND starts_at <= ? AND listing_id IS NULL AND complaint_id <> ?`,
    [id, providerId, now, now, id],
  );
  const rows = all.filter(({ complaintId }) => complaintId === id);
  const proposed = rows.find(({ status }) => status === "PROPOSED");
  const acting = rows.find(({ status }) => status === "ACTING");
  return {
    proposed: proposed
      ? {
          id: proposed.id,
          by: proposed.proposedBy,
          decidesStill: await decidesStill(reader, proposed.proposedBy, complaint, recused, now),
        }
      : null,
    acting: acting
      ? {
          id: acting.id,
          by: [acting.proposedBy, acting.confirmedBy].flatMap((id) => id ?? []),
          endsAt: acting.endsAt ?? 0,
          review: acting.decidedAt !== null ? "DECIDED" : acting.askedAt !== null ? "ASKED" : null,
        }
      : null,
    imposed: rows.filter(({ confirmedBy }) => confirmedBy !== null).length,
    liftedByReview: rows.some(({ endedBecause }) => endedBecause === "REVIEW" || endedBecause === "REVIEW_LATE"),
    pausedElsewhere: rows.length < all.length,
  };
}

/** Until when a consumer may say that a compensation did not arrive. */
export const reportMissingUntil = async (
  reader: Reader,
  complaintId: string,
  paidAt: number,
  rules: HouseRules,
): Promise<number> =>
  paidAt +
  rules.at(paidAt).number("payment.reportMissing", "days") * DAY +
  (await stayedSince(reader, complaintId, paidAt));

/** How long the case has been stayed since then: what nobody could do meanwhile takes none of their time. */
async function stayedSince(reader: Reader, complaintId: string, since: number): Promise<number> {
  const stays = await reader.query<{ stayedAt: number; endedAt: number }>(
    "SELECT stayed_at AS stayedAt, ended_at AS endedAt FROM case_stay WHERE complaint_id = ? AND ended_at > ?",
    [complaintId, since],
  );
  return stays.reduce((sum, { stayedAt, endedAt }) => sum + endedAt - Math.max(stayedAt, since), 0);
}

/** Those of the ruling in force whose time has begun; without one, what is owed or was paid without a ruling. */
async function readRemedies(
  reader: Reader,
  { id, currentRulingId, status }: Complaint,
  rules: HouseRules,
): Promise<CaseFacts["remedies"]> {
  // While an appeal is open, what was ordered waits; but it may have been paid in part.
  const begun =
    status === "APPEALED"
      ? ""
      : "AND COALESCE(due_at, confirmed_at, waived_at, verified_at, paid_from_deposit_at) IS NOT NULL";
  const rows = await reader.query<
    Omit<CaseFacts["remedies"][number], "isRefundClaimed" | "isAgreed" | "reportableUntil"> & {
      claimed: number;
      agreed: number;
      reportableSince: number | null;
    }
  >(
    `SELECT kind, proof_filed_at AS provedAt, COALESCE(confirmed_at, waived_at, verified_at, paid_from_deposit_at) AS doneAt,
       defaulted_at AS defaultedAt, check_since AS checkSince, set_aside_at AS setAsideAt,
       (SELECT COUNT(*) FROM payment p WHERE p.remedy_id = remedy.id AND p.purpose = 'REFUND' AND p.status = 'CLAIMED') AS claimed,
       CASE WHEN settlement_id IS NULL THEN 0 ELSE 1 END AS agreed,
       CASE WHEN reported_missing_at IS NULL THEN (SELECT MAX(p.settled_at) FROM payment p
         WHERE p.remedy_id = remedy.id AND p.purpose = 'PAYOUT' AND p.status = 'CONFIRMED') END AS reportableSince
     FROM remedy WHERE complaint_id = ? AND (ruling_id = ? OR (ruling_id IS NULL AND ? IS NULL)) ${begun}`,
    [id, currentRulingId, currentRulingId],
  );
  return Promise.all(
    rows.map(async ({ claimed, agreed, reportableSince, ...row }) => ({
      ...row,
      isRefundClaimed: claimed > 0,
      isAgreed: agreed > 0,
      reportableUntil: reportableSince && (await reportMissingUntil(reader, id, reportableSince, rules)),
    })),
  );
}
