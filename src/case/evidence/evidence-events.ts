import type { NoData } from "../../platform/database/event";
import type { Side } from "../complaints/complaint-guards.pure";
import type { Action } from "../complaints/complaint.lifecycle";
import type { EvidenceKind, LateEvidenceDecision } from "./evidence-enums.types";

type Piece = { evidenceId: string; by: Side; kind: EvidenceKind; title: string; sha256: string; size: number };

declare module "../complaints/case-events" {
  interface CaseEvents {
    EVIDENCE_SUBMITTED: Piece & { shownSha256: string | null; supersedesId: string | null; late: number };
    EVIDENCE_REFUSED: Piece & { found: string };
    EVIDENCE_CLOSED: { by: Side };
    /** `unanswered`: the sides that owed an answer, between spaces. */
    EVIDENCE_SEALED: { because: Action; evidenceRoot: string; pieces: number; unanswered: string | null };
    EVIDENCE_REQUESTED: {
      requestId: string;
      addressedTo: Side;
      text: string;
      dueAt: number;
      formerRoot: string | null;
    };
    EVIDENCE_REQUEST_ANSWERED: { requestId: string; by: Side; text: string };
    LATE_EVIDENCE_DECIDED: {
      evidenceId: string;
      decision: LateEvidenceDecision | null;
      reason: string;
      formerRoot: string | null;
      root: string | null;
    };
    INFORMATION_REQUESTED: { requestId: string; text: string; dueAt: number };
    INFORMATION_SUPPLIED: { requestId: string; text: string };
    INFORMATION_MISSED: NoData;
  }
}
