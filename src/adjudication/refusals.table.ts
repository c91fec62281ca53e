import type { RefusalRow } from "../platform/refusals.table";

// oxfmt-ignore
export const ADJUDICATION_REFUSALS = {
  MEASURE_NOT_ALLOWED: { status: 400, retry: "NEVER", carries: ["field"], says: "The rule that was broken does not provide for this measure." },
} as const satisfies Record<string, RefusalRow>;
