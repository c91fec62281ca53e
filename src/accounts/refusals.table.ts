import type { RefusalRow } from "../platform/refusals.table";

// oxfmt-ignore
export const ACCOUNT_REFUSALS = {
  CONFLICT_OF_INTEREST:     { status: 403, retry: "NEVER", carries: ["availableAt", "field"], says: "This person is concerned in the matter, or was not long ago: somebody else has to decide." },
  SECOND_APPROVER_REQUIRED: { status: 403, retry: "NEVER", carries: ["availableAt", "field"], says: "It takes another person, who is independent of the first." },
} as const satisfies Record<string, RefusalRow>;
