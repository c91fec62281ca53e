import type { ReactNode } from "react";
import type { Severity } from "../api/schema.generated";
import { Badge, type Tone } from "./badge";
import { useLabel } from "../text/labels";

const TONES: Record<Severity, Tone> = { L1: "muted", L2: "info", L3: "warn", L4: "bad" };

export function SeverityBadge({ severity }: { severity: Severity }): ReactNode {
  const label = useLabel();
  return <Badge tone={TONES[severity]}>{label("Severity", severity)}</Badge>;
}
