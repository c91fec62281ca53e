import type { RefusalRow } from "../platform/refusals.table";

// oxfmt-ignore
export const CASE_REFUSALS = {
  ALREADY_DECIDED:        { status: 409, retry: "NEVER", carries: ["existingId", "field"], says: "The platform has decided about this order and promise; with new facts it can be filed again." },
  COMPLAINT_ALREADY_OPEN: { status: 409, retry: "NEVER", carries: ["existingId", "field"], says: "A case about this order and promise is open: `existingId`." },
  EVIDENCE_REJECTED:      { status: 400, retry: "NEVER", carries: ["field"], says: "The bytes received are not what was announced, or are of a kind that is not accepted. Of every kind of upload." },
  FILING_LIMITED:         { status: 403, retry: "LATER", carries: ["availableAt", "existingId"], says: "A limit on this person's complaints is in force: `existingId`, until `availableAt`." },
  OFFER_NOT_OPEN:         { status: 409, retry: "AFTER_READING", carries: ["availableAt", "field"], says: "No such offer is open for this person to answer." },
} as const satisfies Record<string, RefusalRow>;
