import { useState, type ReactNode } from "react";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { later } from "../design/later";
import { DataTable } from "../design/data-table";
import { Time } from "../design/time";
import { formatBytes, formatDate } from "../text/format";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/room-labels";
import { DocumentNumber } from "./document-number";
import type { ApplicationShownFragment, DocumentShownFragment } from "./vetting.generated";

const DocumentView = later(() => import("./document-view"));

const text = defineText("documents", {
  en: {
    title: "Documents",
    kind: "Kind",
    number: "Number",
    issuer: "Issued by",
    validUntil: "Valid until",
    noEnd: "no expiry",
    status: "Status",
    file: "File",
    look: "Open",
    lookAt: "Open {{name}}",
    recorded: "Every viewing of a document or of its number is recorded.",
    empty: "No documents.",
  },
  zh: {
    title: "材料",
    kind: "类型",
    number: "编号",
    issuer: "签发机构",
    validUntil: "有效期至",
    noEnd: "长期",
    status: "状态",
    file: "文件",
    look: "查看",
    lookAt: "查看 {{name}}",
    recorded: "查阅材料或其编号会被记录。",
    empty: "暂无材料。",
  },
});

const COLUMNS = ["kind", "number", "issuer", "validUntil", "status", "file"] as const;

export function Documents({ application }: { application: ApplicationShownFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const [shown, setShown] = useState<DocumentShownFragment | null>(null);
  const { documents } = application;
  return (
    <section className="stack-tight">
      <h2>{say("title")}</h2>
      <p className="muted small">{say(documents.length === 0 ? "empty" : "recorded")}</p>
      {documents.length > 0 && (
        <DataTable label={say("title")} heads={COLUMNS.map((column) => say(column))}>
          {documents.map((one) => (
            <tr key={one.id}>
              <th scope="row">{label("VerificationKind", one.kind)}</th>
              <td>
                <DocumentNumber document={one} />
              </td>
              <td>{one.issuer}</td>
              <td>{one.validUntil ? formatDate(one.validUntil) : say("noEnd")}</td>
              <td>
                {label("VerificationDocumentStatus", one.status)}{" "}
                {one.storedAt && (
                  <span className="muted small">
                    <Time at={one.storedAt} />
                  </span>
                )}
              </td>
              <td>
                <Button aria-label={say("lookAt", { name: one.fileName })} onClick={() => setShown(one)}>
                  {say("look")}
                </Button>
                {/* The column stays in view on a phone: it leaves room for the others. */}
                <span className="muted small anywhere" style={{ display: "block", maxWidth: "8.5rem" }}>
                  {one.fileName} · {formatBytes(one.size)}
                </span>
              </td>
            </tr>
          ))}
        </DataTable>
      )}
      {shown && (
        <Dialog
          wide
          title={`${label("VerificationKind", shown.kind)} · ${shown.fileName}`}
          onClose={() => setShown(null)}
        >
          <DocumentView applicationId={application.id} document={shown} />
        </Dialog>
      )}
    </section>
  );
}
