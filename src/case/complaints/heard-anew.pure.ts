import type { Complaint } from "./complaint.entity";
import { NO_LEASE } from "./no-lease.pure";

/** The fields of a case as they are before the platform has looked at it: what is asked and closed once in each hearing. */
export const HEARD_ANEW = {
  informationRequests: 0,
  evidenceRounds: 0,
  consumerEvidenceClosedAt: null,
  providerEvidenceClosedAt: null,
  evidenceRoot: null,
} as const;

/** Initial values of what is counted or asked once in each round. What was said and decided stays in the history. */
export const OPENED_ANEW = {
  ...HEARD_ANEW,
  providerRefusedAt: null,
  finalAnswer: null,
  finalAnswerText: null,
  finalAnswerAt: null,
  verdict: null,
  verdictSatisfaction: null,
  verdictText: null,
  verdictAt: null,
  ...NO_LEASE,
  assignedToId: null,
  escalatedAt: null,
  refusalGround: null,
  // What is said from now on is kept, and erased, as of its next closing.
  wordsGone: null,
} satisfies Partial<Complaint>;
