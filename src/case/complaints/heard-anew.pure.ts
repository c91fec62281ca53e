/** The fields of a case as they are before the platform has looked at it: what is asked and closed once in each hearing. */
export const HEARD_ANEW = {
  informationRequests: 0,
  evidenceRounds: 0,
  consumerEvidenceClosedAt: null,
  providerEvidenceClosedAt: null,
  evidenceRoot: null,
} as const;
