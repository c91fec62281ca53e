import { useEffect, type ReactNode } from "react";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { defineText, useText } from "../text/language";
import type { EvidencePieceFragment } from "./evidence.generated";
import { EvidencePiece } from "./evidence-piece";

const text = defineText("evidenceViewer", {
  en: {
    previous: "Previous piece",
    next: "Next piece",
    position: "{{at}} of {{count}}",
  },
  zh: {
    previous: "上一份",
    next: "下一份",
    position: "第 {{at}} 份，共 {{count}} 份",
  },
});

interface Props {
  pieces: EvidencePieceFragment[];
  id: string;
  onLook: (id: string) => void;
  onClose: () => void;
}

export default function EvidenceViewer({ pieces, id, onLook, onClose }: Props): ReactNode {
  const say = useText(text);
  const at = pieces.findIndex((piece) => piece.id === id);
  const piece = pieces[at];
  const previous = pieces[at - 1]?.id;
  const next = pieces[at + 1]?.id;
  useArrows(previous, next, onLook);
  if (!piece) return null;
  return (
    <Dialog wide title={piece.title} onClose={onClose}>
      {pieces.length > 1 && (
        <div className="row spread">
          <Button disabled={!previous} onClick={() => previous && onLook(previous)}>
            ← {say("previous")}
          </Button>
          <span role="status" className="numeric">
            {say("position", { at: at + 1, count: pieces.length })}
          </span>
          <Button disabled={!next} onClick={() => next && onLook(next)}>
            {say("next")} →
          </Button>
        </div>
      )}
      <EvidencePiece key={piece.id} piece={piece} />
    </Dialog>
  );
}

/** Arrow keys are ignored where they already have a meaning: in a video, or where the person scrolls. */
function useArrows(previous: string | undefined, next: string | undefined, onLook: (id: string) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest("[data-keeps-arrows]") || event.altKey || event.ctrlKey || event.metaKey) return;
      const to = event.key === "ArrowLeft" ? previous : event.key === "ArrowRight" ? next : undefined;
      if (to) onLook(to);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [previous, next, onLook]);
}
