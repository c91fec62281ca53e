import type { ReactNode } from "react";
import type { RuleDraftStatus } from "../api/schema.generated";
import { Badge, type Tone } from "../design/badge";
import { useLabel } from "../text/room-labels";

const TONE: Record<RuleDraftStatus, Tone> = { OPEN: "info", PUBLISHED: "good", DISCARDED: "muted" };

export function DraftStatus({ status }: { status: RuleDraftStatus }): ReactNode {
  return <Badge tone={TONE[status]}>{useLabel()("RuleDraftStatus", status)}</Badge>;
}
