import type { RegisterEntryKind, RegisterFilter, RulingOutcome } from "../api/schema.generated";
import { valuesOf } from "../text/labels";

/** The register's filters in the address. Days are in the viewer's own time zone. */
export interface Wanted {
  provider: string;
  kind: RegisterEntryKind | "";
  rule: string;
  outcome: RulingOutcome | "";
  from: string;
  to: string;
}

export function readAddress(params: URLSearchParams): Wanted {
  const text = (name: string): string => params.get(name) ?? "";
  return {
    provider: text("provider"),
    kind: valuesOf("RegisterEntryKind").find((kind) => kind === params.get("kind")) ?? "",
    rule: text("rule"),
    outcome: valuesOf("RulingOutcome").find((outcome) => outcome === params.get("outcome")) ?? "",
    from: text("from"),
    to: text("to"),
  };
}

export function writeAddress(wanted: Wanted, asOf: string | null): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...wanted, asOf: asOf ?? "" }))
    if (value.trim()) params.set(name, value.trim());
  return params;
}

const startOf = (day: string, daysLater = 0): string | null => {
  const start = new Date(`${day}T00:00:00`);
  if (Number.isNaN(start.getTime())) return null;
  start.setDate(start.getDate() + daysLater);
  return start.toISOString();
};

/** `to` is the last day included; the API expects the first moment excluded. */
export function registerFilter({ provider, kind, rule, outcome, from, to }: Wanted): RegisterFilter {
  return {
    ...(provider && { providerId: provider }),
    ...(kind && { kind }),
    ...(rule && { ruleCode: rule }),
    ...(outcome && { outcome }),
    at: { from: startOf(from), to: startOf(to, 1) },
  };
}
