import type { InspectionFilter } from "../api/schema.generated";
import { valuesOf } from "../text/labels";

const DAY_MS = 86_400_000;
/** The choices, in whole days from now. */
export const DUE_WITHIN = ["0", "3", "7"] as const;

const oneOf = <Value extends string>(values: readonly Value[], value: string | null): Value | undefined =>
  values.find((one) => one === value);

/** The filter in the address, as the API expects it. */
export function filterOf(params: URLSearchParams, now: number): InspectionFilter {
  const status = oneOf(valuesOf("InspectionStatus"), params.get("status"));
  const origin = oneOf(valuesOf("InspectionOrigin"), params.get("origin"));
  const due = oneOf(DUE_WITHIN, params.get("due"));
  const providerId = params.get("provider");
  return {
    ...(status && { status }),
    ...(origin && { origin }),
    ...(providerId && { providerId }),
    ...(params.get("who") === "me" && { assignedToMe: true }),
    ...(params.get("who") === "nobody" && { unassigned: true }),
    ...(due && { dueAt: { to: new Date(now + Number(due) * DAY_MS).toISOString() } }),
  };
}
