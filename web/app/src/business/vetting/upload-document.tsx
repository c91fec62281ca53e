import { useRef, useState, type FormEvent, type ReactNode } from "react";
import type { VerificationKind } from "../../api/schema.generated";
import { Button } from "../../design/button";
import { Field, Select, TextInput } from "../../design/field";
import { Notice } from "../../design/notice";
import { Refused } from "../../design/refused";
import { canDigest } from "../../api/redress";
import { formatBytes, formatPercent } from "../../text/format";
import { useOptions } from "../../text/labels";
import { defineText, useText } from "../../text/language";
import { useKept } from "../../shell/use-kept";
import { byItself } from "../by-itself";
import { useBusiness } from "../use-business";
import { useDocumentUpload } from "./use-document-upload";
import type { OwnVettingFragment } from "./vetting.generated";

const text = defineText("uploadDocument", {
  en: {
    title: "Add a document",
    insecure: "Files need a secure connection (https).",
    kind: "What it proves",
    number: "Its number",
    issuer: "Issued by",
    validUntil: "Valid until",
    validHint: "Leave it empty if it does not expire.",
    file: "File",
    fileHint: "PDF or photo. Add each side of a card.",
    send: "Send",
    arrived: "Arrived: {{name}}",
    SENDING: "{{sent}} of {{size}} sent ({{share}})",
    WAITING: "The connection is broken. The upload continues by itself.",
    progress: "Progress of {{name}}",
  },
  zh: {
    title: "添加材料",
    insecure: "上传文件须用安全连接（https）。",
    kind: "材料类型",
    number: "证件号码",
    issuer: "签发机构",
    validUntil: "有效期至",
    validHint: "长期有效的可不填。",
    file: "文件",
    fileHint: "PDF 或照片；证件正反面请分两次添加。",
    send: "上传",
    arrived: "已上传：{{name}}",
    SENDING: "已上传 {{sent}}，共 {{size}}（{{share}}）",
    WAITING: "连接已断开，恢复后会自动继续上传。",
    progress: "{{name}} 的上传进度",
  },
});

type Vetting = NonNullable<OwnVettingFragment["vetting"]>;

/** For people who may add documents now or again later. */
export function UploadDocument({ vetting, onArrived }: { vetting: Vetting; onArrived: () => void }): ReactNode {
  const say = useText(text);
  const action = vetting.availableActions.find(({ action }) => action === "ADD_DOCUMENT");
  if (!action) return null;
  const because = action.unavailableBecause;
  return (
    <section className="card stack measure" aria-labelledby="add-document">
      <h2 id="add-document">{say("title")}</h2>
      {because ? (
        <Notice>{because.message}</Notice>
      ) : canDigest() ? (
        <DocumentForm kinds={vetting.requirements.map(({ kind }) => kind)} onArrived={onArrived} />
      ) : (
        <Notice tone="warn">{say("insecure")}</Notice>
      )}
    </section>
  );
}

const NOTHING = { number: "", issuer: "", validUntil: "" };

function DocumentForm({ kinds, onArrived }: { kinds: VerificationKind[]; onArrived: () => void }): ReactNode {
  const say = useText(text);
  const optionsOf = useOptions();
  const { provider } = useBusiness();
  const kept = useKept(`document of ${provider.id}`, "", { ...NOTHING, kind: kinds[0] ?? "IDENTITY" });
  const typed = kept.value;
  // It stays when the document has arrived, for the other side of the card.
  const [kind, setKind] = useState(typed.kind);
  const [arrived, setArrived] = useState("");
  const chooser = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const { stage, sent, refusal, start } = useDocumentUpload((file) => {
    kept.forget();
    if (chooser.current?.files?.[0] === file) chooser.current.value = "";
    setArrived(say("arrived", { name: file.name }));
    onArrived();
  });
  const wire = (name: keyof typeof NOTHING) => ({
    label: say(name),
    value: typed[name],
    error: refusal?.at(name),
    onChange: ({ target }: { target: { value: string } }) => kept.change({ ...typed, kind, [name]: target.value }),
  });

  function send(event: FormEvent): void {
    event.preventDefault();
    const chosen = chooser.current?.files?.[0];
    if (!chosen) return;
    setArrived("");
    setFile(chosen);
    // A document is valid through its last day, in any time zone.
    const validUntil = typed.validUntil ? new Date(`${typed.validUntil}T23:59:59`).toISOString() : null;
    void start(chosen, { kind, number: typed.number, issuer: typed.issuer, validUntil });
  }

  return (
    <form className="stack" onSubmit={send}>
      <Select
        label={say("kind")}
        value={kind}
        options={optionsOf("VerificationKind", kinds)}
        error={refusal?.at("kind")}
        onChange={({ target }) => {
          const chosen = target.value as VerificationKind;
          setKind(chosen);
          if (kept.touched) kept.change({ ...typed, kind: chosen });
        }}
      />
      <TextInput {...wire("number")} required autoComplete="off" />
      <TextInput {...wire("issuer")} required />
      <TextInput {...wire("validUntil")} type="date" hint={say("validHint")} />
      <Field label={say("file")} hint={say("fileHint")} error={refusal?.at("fileName") ?? refusal?.at("mediaType")}>
        {(wiring) => <input ref={chooser} type="file" required accept="application/pdf,image/*" {...wiring} />}
      </Field>
      {file && stage !== "READY" && (
        <div className="stack-tight">
          <progress value={sent} max={file.size} aria-label={say("progress", { name: file.name })} />
          <span className="small muted">
            {say(stage === "WAITING" ? stage : "SENDING", {
              sent: formatBytes(sent),
              size: formatBytes(file.size),
              share: formatPercent(sent / file.size),
            })}
          </span>
        </div>
      )}
      <p role="status" className="small">
        {arrived}
      </p>
      <Refused refusal={byItself(refusal, ["kind", "number", "issuer", "validUntil", "fileName", "mediaType"])} />
      <div>
        <Button kind="primary" type="submit" busy={stage !== "READY"}>
          {say("send")}
        </Button>
      </div>
    </form>
  );
}
