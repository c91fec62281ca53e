import type { Reader } from "../platform/database/reader";
import type { HouseRules } from "../policies/house-rules";
import { dueAfter, chinaCalendar } from "../policies/working-time";
import type { ClockName } from "./clock-names";
import type { Complaint } from "./complaint.entity";
import type { CaseFacts, Side } from "./complaint.guards";

interface Extracts {
  offer_side: Side | null;
  offer_expires: number | null;
  settlement_proof: number | null;
  mandatory_open: number;
  consumer_asked: number;
  provider_asked: number;
  draft_by: string | null;
  outcome: CaseFacts["rulingOutcome"];
  overdue: string | null;
}

/** What the table's guards ask, in one statement and, only while a ruling is enforced, a second. */
export async function readFacts(
  reader: Reader,
  complaint: Complaint,
  rules: HouseRules,
  now: number,
): Promise<CaseFacts> {
  const [row] = await reader.query<Extracts>(
    `SELECT o.made_by_side AS offer_side, o.expires_at AS offer_expires, s.proof_filed_at AS settlement_proof,
       (SELECT COUNT(*) FROM case_request r WHERE r.complaint_id = c.id AND r.mandatory = 1 AND r.answered_at IS NULL AND r.missed_at IS NULL) AS mandatory_open,
       (SELECT COUNT(*) FROM case_request r WHERE r.complaint_id = c.id AND r.addressed_to = 'CONSUMER' AND r.answered_at IS NULL AND r.missed_at IS NULL) AS consumer_asked,
       (SELECT COUNT(*) FROM case_request r WHERE r.complaint_id = c.id AND r.addressed_to = 'PROVIDER' AND r.answered_at IS NULL AND r.missed_at IS NULL) AS provider_asked,
       (SELECT g.decided_by_id FROM ruling g WHERE g.complaint_id = c.id AND g.status = 'AWAITING_APPROVAL') AS draft_by,
       (SELECT GROUP_CONCAT(t.clock) FROM case_timer t WHERE t.complaint_id = c.id AND t.due_at <= ?) AS overdue,
       (SELECT g.outcome FROM ruling g WHERE g.id = c.current_ruling_id) AS outcome
     FROM complaint c
     LEFT JOIN offer o ON o.open_key = c.id
     LEFT JOIN settlement s ON s.id = (SELECT MAX(x.id) FROM settlement x WHERE x.complaint_id = c.id)
     WHERE c.id = ?`,
    [now, complaint.id],
  );
  if (!row) throw new Error(`complaint ${complaint.id} is gone`);
  const remedies =
    complaint.status === "ENFORCING" && complaint.currentRulingId
      ? await readRemedies(reader, complaint.currentRulingId)
      : [];
  const asked: [Side, number][] = [
    ["CONSUMER", Number(row.consumer_asked)],
    ["PROVIDER", Number(row.provider_asked)],
  ];
  return {
    now,
    overdueClocks: (row.overdue?.split(",") ?? []) as ClockName[],
    openedAt: complaint.openedAt,
    providerFirstResponseAt: complaint.providerFirstResponseAt,
    providerRefusedAt: complaint.providerRefusedAt,
    firstResponseDueAt: dueAfter(chinaCalendar, complaint.openedAt, rules.length("clock.FIRST_RESPONSE")),
    escalationOpensAt: dueAfter(chinaCalendar, complaint.openedAt, rules.length("escalation.opens")),
    lastWord: complaint.lastWord,
    openOffer: row.offer_side ? { madeBySide: row.offer_side, expiresAt: Number(row.offer_expires) } : null,
    settlementProvedAt: row.settlement_proof === null ? null : Number(row.settlement_proof),
    informationRequests: complaint.informationRequests,
    evidenceRounds: complaint.evidenceRounds,
    evidenceClosedAt: { CONSUMER: complaint.consumerEvidenceClosedAt, PROVIDER: complaint.providerEvidenceClosedAt },
    openMandatoryRequests: Number(row.mandatory_open),
    openRequestSides: asked.filter(([, count]) => count > 0).map(([side]) => side),
    lease: { holderId: complaint.leaseHolderId, expiresAt: complaint.leaseExpiresAt },
    rulingAwaitingApproval: row.draft_by ? { decidedById: row.draft_by } : null,
    rulingOutcome: row.outcome,
    remedies,
  };
}

async function readRemedies(reader: Reader, rulingId: string): Promise<CaseFacts["remedies"]> {
  const rows = await reader.query<{ proved: number | null; done: number | null; defaulted: number | null }>(
    "SELECT proof_filed_at AS proved, COALESCE(confirmed_at, waived_at) AS done, defaulted_at AS defaulted FROM remedy WHERE ruling_id = ?",
    [rulingId],
  );
  return rows.map(({ proved, done, defaulted }) => ({ provedAt: proved, doneAt: done, defaultedAt: defaulted }));
}
