import type { ReactNode } from "react";
import type { RulingOutcome } from "../api/schema.generated";
import { Badge, type Tone } from "../design/badge";
import { useLabel } from "../text/labels";

const TONE: Record<RulingOutcome, Tone> = { UPHELD: "bad", PARTLY_UPHELD: "warn", DISMISSED: "muted" };

export function OutcomeBadge({ outcome }: { outcome: RulingOutcome }): ReactNode {
  const label = useLabel();
  return <Badge tone={TONE[outcome]}>{label("RulingOutcome", outcome)}</Badge>;
}
