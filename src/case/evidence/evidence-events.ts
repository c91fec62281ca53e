import type { Code, Codes, Flag, Id, NoData, Quantity, Text, Time } from "../../platform/database/event";
import type { Side } from "../complaints/complaint-guards.pure";
import type { Action } from "../complaints/complaint.lifecycle";
import type { EvidenceKind, LateEvidenceDecision } from "./evidence-enums.types";

type Piece = { evidenceId: Id; by: Side; kind: EvidenceKind; title: Text; sha256: Code; size: Quantity };

declare module "../complaints/case-events" {
  interface CaseEvents {
    EVIDENCE_SUBMITTED: Piece & { shownSha256: Code | null; supersedesId: Id | null; late: Flag };
    EVIDENCE_REFUSED: Piece & { found: Code };
    EVIDENCE_CLOSED: { by: Side };
    /** `unanswered`: the sides that owed an answer, between spaces. */
    EVIDENCE_SEALED: { because: Action; evidenceRoot: Code; pieces: Quantity; unanswered: Codes | null };
    EVIDENCE_REQUESTED: {
      requestId: Id;
      addressedTo: Side;
      text: Text;
      dueAt: Time;
      formerRoot: Code | null;
    };
    EVIDENCE_REQUEST_ANSWERED: { requestId: Id; by: Side; text: Text };
    LATE_EVIDENCE_DECIDED: {
      evidenceId: Id;
      decision: LateEvidenceDecision | null;
      reason: Text;
      formerRoot: Code | null;
      root: Code | null;
    };
    INFORMATION_REQUESTED: { requestId: Id; text: Text; dueAt: Time };
    INFORMATION_SUPPLIED: { requestId: Id; text: Text };
    INFORMATION_MISSED: NoData;
  }
}
