import type { ReactNode } from "react";
import { Time } from "../design/time";
import { formatBytes } from "../text/format";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import { evidenceText } from "./evidence.text";
import type { EvidencePieceFragment } from "./evidence.generated";
import { PieceBadges } from "./piece-badges";

/** Everything the case records about a piece, except its bytes. */
export function PieceFacts({ piece }: { piece: EvidencePieceFragment }): ReactNode {
  const say = useText(evidenceText);
  const label = useLabel();
  return (
    <>
      <PieceBadges piece={piece} />
      <dl className="facts">
        <dt>{say("by")}</dt>
        <dd>{label("Side", piece.side)}</dd>
        <dt>{say("visibleTo")}</dt>
        <dd>{label("EvidenceVisibility", piece.visibility)}</dd>
        <dt>{say("file")}</dt>
        <dd>
          {piece.fileName} <span className="muted numeric">{formatBytes(piece.size)}</span>
        </dd>
        <dt>{say("added")}</dt>
        <dd>
          <Time at={piece.storedAt ?? piece.createdAt} />
        </dd>
        <dt>{say("digest")}</dt>
        <dd className="mono">{piece.sha256}</dd>
        {piece.shownSha256 && (
          <>
            <dt>{say("copyDigest")}</dt>
            <dd className="mono">{piece.shownSha256}</dd>
          </>
        )}
      </dl>
    </>
  );
}
