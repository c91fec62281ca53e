import type { ReactNode } from "react";
import type { FileBytes } from "../api/use-file-bytes";
import { later } from "../design/later";
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

const text = defineText("evidencePiece", {
  en: {
    download: "Download",
    noView: "This kind of file cannot be shown here. Download it to look at it.",
    matches: "The bytes match the digest.",
    copy: "This is a copy of the other side's picture, without the other data in its file. The bytes match its digest.",
    differs: "The bytes received do not match the digest. Do not rely on what is shown here.",
    unchecked: "The digest cannot be checked here: that needs a secure connection (https).",
  },
  zh: {
    download: "下载",
    noView: "此类文件无法在这里显示，请下载后查看。",
    matches: "文件内容与摘要一致。",
    copy: "这是对方图片的副本，不含文件中的其他信息；内容与副本摘要一致。",
    differs: "收到的内容与摘要不一致，请勿以此处显示的内容为准。",
    unchecked: "无法在此核对摘要：需要安全连接（https）。",
  },
});

/** One piece as it is, and what is known about it. */
export function EvidencePiece({ piece }: { piece: EvidencePieceFragment }): ReactNode {
  return (
    <>
      {piece.description && <p className="prose">{piece.description}</p>}
      <Bytes piece={piece} />
      <PieceFacts piece={piece} />
    </>
  );
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
