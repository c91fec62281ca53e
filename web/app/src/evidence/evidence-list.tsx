import { useState, type ReactNode } from "react";
import { Button } from "../design/button";
import { Empty } from "../design/empty";
import { Time } from "../design/time";
import { colon, formatBytes } from "../text/format";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import { evidenceText } from "./evidence.text";
import EvidenceViewer from "./evidence-viewer";
import type { EvidencePieceFragment } from "./evidence.generated";
import { PieceBadges } from "./piece-badges";

/** The pieces that have arrived, oldest first, and the one being viewed. */
export function EvidenceList({ pieces }: { pieces: EvidencePieceFragment[] }): ReactNode {
  const say = useText(evidenceText);
  const [looking, setLooking] = useState<string | null>(null);
  if (pieces.length === 0) return <Empty title={say("empty")}>{say("emptyHint")}</Empty>;
  return (
    <>
      <ol className="grid">
        {pieces.map((piece) => (
          <Piece key={piece.id} piece={piece} onLook={() => setLooking(piece.id)} />
        ))}
      </ol>
      {looking !== null && (
        <EvidenceViewer pieces={pieces} id={looking} onLook={setLooking} onClose={() => setLooking(null)} />
      )}
    </>
  );
}

function Piece({ piece, onLook }: { piece: EvidencePieceFragment; onLook: () => void }): ReactNode {
  const say = useText(evidenceText);
  const label = useLabel();
  return (
    <li className="card stack-tight">
      <div className="row spread">
        <strong>{piece.title}</strong>
        <Button aria-label={say("openPiece") + colon() + piece.title} onClick={onLook}>
          {say("openPiece")}
        </Button>
      </div>
      <p className="small muted">
        {label("Side", piece.side)} · <Time at={piece.storedAt ?? piece.createdAt} /> ·{" "}
        <span className="numeric">{formatBytes(piece.size)}</span>
      </p>
      <PieceBadges piece={piece} />
      {piece.description && <p className="small">{piece.description}</p>}
    </li>
  );
}
