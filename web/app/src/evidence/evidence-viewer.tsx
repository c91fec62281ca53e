import { useEffect, type ReactNode } from "react";
import type { FileBytes } from "../api/use-file-bytes";
import { later } from "../design/later";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { Loading } from "../design/loading";
import { Notice } from "../design/notice";
import { Refused } from "../design/refused";
import { defineText, useText } from "../text/language";
import type { EvidencePieceFragment } from "./evidence.generated";
import { ImageView } from "./image-view";
import { MediaView } from "./media-view";
import { PieceFacts } from "./piece-facts";
import { TextView } from "./text-view";
import { useEvidenceBytes } from "./use-evidence-bytes";

// Large, and only needed for such documents.
const PdfView = later(() => import("./pdf-view"));

const text = defineText("evidenceViewer", {
  en: {
    previous: "Previous piece",
    next: "Next piece",
    position: "{{at}} of {{count}}",
    download: "Download",
    noView: "This kind of file cannot be shown here. Download it to look at it.",
    matches: "The bytes match the digest.",
    copy: "This is a copy of the other side's picture, without the other data in its file. The bytes match its digest.",
    differs: "The bytes received do not match the digest. Do not rely on what is shown here.",
    unchecked: "The digest cannot be checked here: that needs a secure connection (https).",
  },
  zh: {
    previous: "上一份",
    next: "下一份",
    position: "第 {{at}} 份，共 {{count}} 份",
    download: "下载",
    noView: "此类文件无法在这里显示，请下载后查看。",
    matches: "文件内容与摘要一致。",
    copy: "这是对方图片的副本，不含文件中的其他信息；内容与副本摘要一致。",
    differs: "收到的内容与摘要不一致，请勿以此处显示的内容为准。",
    unchecked: "无法在此核对摘要：需要安全连接（https）。",
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
      {piece.description && <p className="prose">{piece.description}</p>}
      <Bytes key={piece.id} piece={piece} />
      <PieceFacts piece={piece} />
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

function Bytes({ piece }: { piece: EvidencePieceFragment }): ReactNode {
  const say = useText(text);
  const { bytes, refusal, onAgain } = useEvidenceBytes(piece);
  if (refusal) return <Refused refusal={refusal} onAgain={onAgain} />;
  if (!bytes) return <Loading />;
  const outcome = compare(bytes.sha256, piece);
  return (
    <>
      <Notice tone={outcome === "unchecked" ? "warn" : outcome === "differs" ? "bad" : "good"}>
        <div className="row spread">
          <span>{say(outcome)}</span>
          <a className="button" href={bytes.address} download={piece.fileName}>
            {say("download")}
          </a>
        </div>
      </Notice>
      <View piece={piece} bytes={bytes} />
    </>
  );
}

function compare(found: string | null, { sha256, shownSha256 }: EvidencePieceFragment) {
  if (found === null) return "unchecked";
  if (found === sha256) return "matches";
  return found === shownSha256 ? "copy" : "differs";
}

function View({ piece: { title, mediaType }, bytes }: { piece: EvidencePieceFragment; bytes: FileBytes }): ReactNode {
  const say = useText(text);
  const [kind] = mediaType?.split("/") ?? [];
  if (mediaType === "application/pdf") return <PdfView blob={bytes.blob} name={title} />;
  if (kind === "image") return <ImageView address={bytes.address} name={title} />;
  if (kind === "text") return <TextView blob={bytes.blob} name={title} />;
  if (kind === "audio" || kind === "video") return <MediaView kind={kind} address={bytes.address} name={title} />;
  return <Notice>{say("noView")}</Notice>;
}
