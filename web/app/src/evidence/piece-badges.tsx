import type { ReactNode } from "react";
import { Badge, type Tone } from "../design/badge";
import { formatTime } from "../text/format";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import { evidenceText } from "./evidence.text";
import type { EvidencePieceFragment } from "./evidence.generated";

const DECISIONS = {
  ADMITTED: { key: "lateAdmitted", tone: "good" },
  NOT_ADMITTED: { key: "lateNotAdmitted", tone: "bad" },
} as const satisfies Record<string, { key: string; tone: Tone }>;

/** What is special about a piece: restricted to one side, late (and what was decided about that), replaced. */
export function PieceBadges({ piece }: { piece: EvidencePieceFragment }): ReactNode {
  const say = useText(evidenceText);
  const label = useLabel();
  const decision = piece.lateDecision && DECISIONS[piece.lateDecision];
  return (
    <>
      <div className="row">
        <Badge>{label("EvidenceKind", piece.kind)}</Badge>
        {piece.visibility !== "PARTIES" && <Badge tone="info">{label("EvidenceVisibility", piece.visibility)}</Badge>}
        {decision && <Badge tone={decision.tone}>{say(decision.key)}</Badge>}
        {piece.late && !decision && <Badge tone="warn">{say("late")}</Badge>}
        {piece.status === "SUPERSEDED" && <Badge>{say("superseded")}</Badge>}
        {piece.supersedesId && <Badge>{say("replaces")}</Badge>}
      </div>
      {piece.late && !decision && <p className="small muted">{say("lateWaiting")}</p>}
      {piece.lateReason && piece.lateDecidedAt && (
        <p className="small">{say("lateReason", { at: formatTime(piece.lateDecidedAt), reason: piece.lateReason })}</p>
      )}
    </>
  );
}
