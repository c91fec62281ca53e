import type { ReactNode } from "react";
import type { Client } from "urql";
import { absent, refusalOf } from "../api/refusal";
import { useFileBytes } from "../api/use-file-bytes";
import { later } from "../design/later";
import { Loading } from "../design/loading";
import { Notice } from "../design/notice";
import { Refused } from "../design/refused";
import { ImageView } from "../evidence/image-view";
import { defineText, useText } from "../text/language";
import { DocumentAddressDocument, type DocumentShownFragment } from "./vetting.generated";

const PdfView = later(() => import("../evidence/pdf-view"));

const text = defineText("documentView", {
  en: {
    download: "Download",
    matches: "The bytes match the digest given by the provider.",
    differs: "The bytes received do not match the digest. Do not rely on what is shown here.",
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
        <PdfView blob={bytes.blob} name={document.fileName} />
      ) : document.mediaType?.startsWith("image/") ? (
        <ImageView address={bytes.address} name={document.fileName} />
      ) : (
        <Notice>{say("noView")}</Notice>
      )}
    </>
  );
}

function useDocumentBytes(applicationId: string, { id, mediaType }: DocumentShownFragment) {
  return useFileBytes({ id, mediaType, addressOf: (client) => addressOf(client, applicationId, id) });
}

async function addressOf(client: Client, applicationId: string, documentId: string): Promise<string> {
  const { data, error } = await client.query(
    DocumentAddressDocument,
    { id: applicationId },
    { requestPolicy: "network-only" },
  );
  const refused = refusalOf(error);
  if (refused) throw refused;
  const address = data?.providerApplication?.documents.find(({ id }) => id === documentId)?.downloadUrl;
  if (!address) throw absent();
  return address;
}
