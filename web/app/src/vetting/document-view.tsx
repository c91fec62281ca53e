import { lazy, Suspense, useEffect, useState, type ReactNode } from "react";
import { useClient, type Client } from "urql";
import { fetchFile } from "../api/fetch-file";
import { Refusal, refusalOf } from "../api/refusal";
import { Loading } from "../design/loading";
import { Notice } from "../design/notice";
import { Refused } from "../design/refused";
import { canDigest, sha256Of } from "../evidence/digest";
import { ImageView } from "../evidence/image-view";
import { defineText, useText } from "../text/language";
import { DocumentAddressDocument, type DocumentShownFragment } from "./vetting.generated";

const PdfView = lazy(() => import("../evidence/pdf-view"));

const text = defineText("documentView", {
  en: {
    download: "Download",
    matches: "The bytes match the digest given by the provider.",
    differs: "The bytes that came do not match the digest. Do not rely on what is shown here.",
    unchecked: "The digest cannot be checked here: that needs a secure connection (https).",
    noView: "This kind of file cannot be shown here. Download it to look at it.",
  },
  zh: {
    download: "下载",
    matches: "文件内容与服务商提供的摘要一致。",
    differs: "收到的内容与摘要不一致，请勿以此处显示的内容为准。",
    unchecked: "无法在此核对摘要：需要安全连接（https）。",
    noView: "此类文件无法在这里显示，请下载后查看。",
  },
});

interface Props {
  applicationId: string;
  document: DocumentShownFragment;
}

export default function DocumentView({ applicationId, document }: Props): ReactNode {
  const say = useText(text);
  const { bytes, refusal, onAgain } = useDocumentBytes(applicationId, document);
  if (refusal) return <Refused refusal={refusal} onAgain={onAgain} />;
  if (!bytes) return <Loading />;
  const matches = bytes.sha256 === document.sha256;
  return (
    <>
      <Notice tone={bytes.sha256 === null ? "warn" : matches ? "good" : "bad"}>
        <div className="row spread">
          <span>{say(bytes.sha256 === null ? "unchecked" : matches ? "matches" : "differs")}</span>
          <a className="button" href={bytes.address} download={document.fileName}>
            {say("download")}
          </a>
        </div>
      </Notice>
      {document.mediaType === "application/pdf" ? (
        <Suspense fallback={<Loading />}>
          <PdfView blob={bytes.blob} name={document.fileName} />
        </Suspense>
      ) : document.mediaType?.startsWith("image/") ? (
        <ImageView address={bytes.address} name={document.fileName} />
      ) : (
        <Notice>{say("noView")}</Notice>
      )}
    </>
  );
}

interface Bytes {
  blob: Blob;
  address: string;
  /** Worked out here from what came; null where the browser cannot. */
  sha256: string | null;
}

/** Fetched only when somebody looks, because that is recorded; by an address that the server gives for the moment. */
function useDocumentBytes(applicationId: string, { id, mediaType }: DocumentShownFragment) {
  const client = useClient();
  const [bytes, setBytes] = useState<Bytes | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const stopped = new AbortController();
    let address: string | null = null;
    setBytes(null);
    setRefusal(null);
    fetchBytes(client, applicationId, id, stopped.signal).then(
      async (buffer) => {
        const sha256 = canDigest() ? await sha256Of(buffer) : null;
        if (stopped.signal.aborted) return;
        const blob = new Blob([buffer], { type: mediaType ?? "" });
        address = URL.createObjectURL(blob);
        setBytes({ blob, address, sha256 });
      },
      (error: unknown) => {
        if (!stopped.signal.aborted) setRefusal(error instanceof Refusal ? error : new Refusal("UNREACHABLE"));
      },
    );
    return () => {
      stopped.abort();
      if (address !== null) URL.revokeObjectURL(address);
    };
  }, [client, applicationId, id, mediaType, attempt]);
  return { bytes, refusal, onAgain: () => setAttempt((before) => before + 1) };
}

async function fetchBytes(
  client: Client,
  applicationId: string,
  documentId: string,
  signal: AbortSignal,
): Promise<ArrayBuffer> {
  const { data, error } = await client.query(
    DocumentAddressDocument,
    { id: applicationId },
    { requestPolicy: "network-only" },
  );
  const refused = refusalOf(error);
  if (refused) throw refused;
  const address = data?.providerApplication?.documents.find(({ id }) => id === documentId)?.downloadUrl;
  if (!address) throw new Refusal("NOT_FOUND");
  return (await fetchFile(address, signal)).arrayBuffer();
}
