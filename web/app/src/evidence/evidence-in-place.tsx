import { useState, type KeyboardEvent, type ReactNode } from "react";
import { Empty } from "../design/empty";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import { evidenceText } from "./evidence.text";
import type { EvidencePieceFragment } from "./evidence.generated";
import { EvidencePiece } from "./evidence-piece";
import styles from "./viewer.module.css";

/** All pieces by their titles, and one of them open below. The arrow keys go from piece to piece. */
export function EvidenceInPlace({ pieces }: { pieces: EvidencePieceFragment[] }): ReactNode {
  const say = useText(evidenceText);
  const label = useLabel();
  const [chosen, setChosen] = useState<string | null>(null);
  const piece = pieces.find(({ id }) => id === chosen) ?? pieces[0];
  if (!piece) return <Empty title={say("empty")}>{say("emptyHint")}</Empty>;
  const at = pieces.indexOf(piece);
  function move({ key, currentTarget }: KeyboardEvent<HTMLElement>): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    const next = step === undefined ? undefined : pieces[at + step];
    if (!next) return;
    setChosen(next.id);
    currentTarget.querySelector<HTMLElement>(`[data-piece="${next.id}"]`)?.focus();
  }
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- one of its buttons has the focus */}
      <div role="toolbar" aria-label={say("title")} className={styles.pieces} onKeyDown={move}>
        {pieces.map((each) => (
          <button
            key={each.id}
            type="button"
            className={styles.piece}
            data-piece={each.id}
            aria-pressed={each === piece}
            tabIndex={each === piece ? 0 : -1}
            onClick={() => setChosen(each.id)}
          >
            <span className="muted">{label("Side", each.side)}</span> {each.title}
          </button>
        ))}
      </div>
      <EvidencePiece key={piece.id} piece={piece} />
    </>
  );
}
