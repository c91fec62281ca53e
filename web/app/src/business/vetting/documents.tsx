import type { ReactNode } from "react";
import { here } from "../../api/redress";
import { useAct } from "../../api/use-act";
import { Button } from "../../design/button";
import { Badge } from "../../design/badge";
import { Refused } from "../../design/refused";
import { Time } from "../../design/time";
import { formatBytes } from "../../text/format";
import { useLabel } from "../../text/room-labels";
import { defineText, useText } from "../../text/language";
import { Table } from "../table";
import { WithdrawDocumentDocument, type OwnDocumentFragment } from "./vetting.generated";

const text = defineText("documents", {
  en: {
    title: "Your documents",
    kind: "Document",
    number: "Number",
    issuer: "Issued by",
    until: "Valid until",
    file: "File",
    state: "State",
    act: "To do",
    none: "No document yet.",
    withdraw: "Take back",
    unreadable: "cannot be decrypted; send it again",
  },
  zh: {
    title: "已有材料",
    kind: "材料",
    number: "证件号码",
    issuer: "签发机构",
    until: "有效期至",
    file: "文件",
    state: "状态",
    act: "操作",
    none: "暂无材料。",
    withdraw: "撤回",
    unreadable: "无法解密，请重新提交",
  },
});

interface Props {
  documents: readonly OwnDocumentFragment[];
  onWithdrawn: () => void;
}

export function Documents({ documents, onWithdrawn }: Props): ReactNode {
  const say = useText(text);
  return (
    <Table
      title={say("title")}
      heads={[say("kind"), say("number"), say("issuer"), say("until"), say("file"), say("state"), say("act")]}
      empty={say("none")}
      rows={documents.toReversed()}
      row={(document) => <DocumentRow key={document.id} document={document} onWithdrawn={onWithdrawn} />}
    />
  );
}

function DocumentRow({ document, onWithdrawn }: { document: OwnDocumentFragment; onWithdrawn: () => void }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { act, busy, refusal } = useAct(WithdrawDocumentDocument);
  const { id, kind, number, issuer, validUntil, fileName, size, status, downloadUrl } = document;
  const name = label("VerificationKind", kind);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{number ?? say("unreadable")}</td>
      <td>{issuer}</td>
      <td>{validUntil && <Time at={validUntil} />}</td>
      <td>
        {downloadUrl ? <a href={here(downloadUrl)}>{fileName}</a> : fileName}{" "}
        <span className="small muted">{formatBytes(size)}</span>
      </td>
      <td>
        <Badge tone={status === "STORED" ? "info" : "muted"}>{label("VerificationDocumentStatus", status)}</Badge>
      </td>
      <td>
        {(status === "STORED" || status === "PENDING") && (
          <Button
            kind="quiet"
            busy={busy}
            aria-label={`${say("withdraw")} · ${name} · ${fileName}`}
            onClick={() => void act({ documentId: id }).then((done) => done && onWithdrawn())}
          >
            {say("withdraw")}
          </Button>
        )}
        <Refused refusal={refusal} />
      </td>
    </tr>
  );
}
