import { useRef, useState, type FormEvent, type ReactNode } from "react";
import type { UploadStage } from "../api/use-file-upload";
import { Button } from "../design/button";
import { Notice } from "../design/notice";
import { Refused } from "../design/refused";
import { formatBytes, formatPercent } from "../text/format";
import { defineText, useText } from "../text/language";
import { AboutFields, PLACED } from "./about-fields";
import type { EvidenceOfCaseFragment } from "./evidence.generated";
import { kindOf } from "./kind-of";
import type { AboutFile, Chosen } from "./unfinished-uploads";
import { useUpload } from "./use-upload";
import styles from "./uploads.module.css";

const text = defineText("uploadItem", {
  en: {
    send: "Send",
    goOn: "Continue",
    cancel: "Cancel",
    remove: "Do not send it",
    unfinished: "This upload was interrupted. Choose the same file again to continue.",
    chooseAgain: "Choose {{name}} again",
    otherFile: "That is another file. Choose {{name}}, or discard this upload and start again.",
    progress: "Progress of {{name}}",
    READING: "Computing its digest…",
    SENDING: "{{sent}} of {{size}} sent ({{share}})",
    WAITING: "The connection is broken. The upload continues automatically as soon as the server can be reached.",
  },
  zh: {
    send: "上传",
    goOn: "继续",
    cancel: "取消",
    remove: "不上传",
    unfinished: "这次上传中断了。请再次选择同一个文件，即可从中断处继续。",
    chooseAgain: "再次选择 {{name}}",
    otherFile: "这是另一个文件。请选择 {{name}}，或放弃后重新开始。",
    progress: "{{name}} 的进度",
    READING: "正在计算摘要…",
    SENDING: "已上传 {{sent}}，共 {{size}}（{{share}}）",
    WAITING: "连接已断开，恢复后会自动继续上传。",
  },
});

interface Props {
  complaint: EvidenceOfCaseFragment;
  chosen: Chosen;
  onGone: () => void;
  onArrived: (title: string) => void;
}

/** One upload: the file, and its progress. */
export function UploadItem({ complaint, chosen, onGone, onArrived }: Props): ReactNode {
  const say = useText(text);
  const { begun } = chosen;
  const [file, setFile] = useState(chosen.file);
  const [about, setAbout] = useState<AboutFile>(() => begun?.about ?? aboutOf(chosen));
  const upload = useUpload(complaint.id, begun, () => onArrived(about.title));
  const { stage, refusal } = upload;
  const name = file?.name ?? begun?.fileName ?? "";
  const size = file?.size ?? begun?.size ?? 0;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (file) void upload.start(file, about);
  };
  const giveUp = (): void => {
    upload.cancel();
    onGone();
  };

  return (
    <li className="card stack-tight">
      <div className="row spread">
        <strong>{name}</strong>
        <span className="muted small numeric">{formatBytes(size)}</span>
      </div>
      {stage !== "READY" ? (
        <>
          <Progress name={name} size={size} sent={upload.sent} stage={stage} />
          <div>
            <Button onClick={giveUp}>{say("cancel")}</Button>
          </div>
        </>
      ) : (
        <form className="stack" onSubmit={submit}>
          {begun && !file && <p>{say("unfinished")}</p>}
          {upload.otherFile && <Notice tone="warn">{say("otherFile", { name: begun?.fileName ?? "" })}</Notice>}
          {begun ? (
            <ChooseAgain
              label={say("chooseAgain", { name: begun.fileName })}
              onFile={(again) => {
                setFile(again);
                void upload.start(again, about);
              }}
            />
          ) : (
            <AboutFields complaint={complaint} about={about} refusal={refusal} onAbout={setAbout} />
          )}
          <Refused refusal={refusal && !PLACED.some((field) => refusal.at(field)) ? refusal : null} />
          <div className="row">
            {!begun && (
              <Button kind="primary" type="submit">
                {say("send")}
              </Button>
            )}
            <Button onClick={giveUp}>{say("remove")}</Button>
          </div>
        </form>
      )}
    </li>
  );
}

/** A first guess for the person to correct: the file's name without its extension, and the kind that its type suggests. */
const aboutOf = ({ file, fromCamera }: Chosen): AboutFile => ({
  kind: kindOf(file?.type ?? "", fromCamera),
  title: (file?.name ?? "").replace(/\.[^.]+$/, ""),
  description: "",
  visibility: "PARTIES",
  supersedesId: null,
});

function ChooseAgain({ label, onFile }: { label: string; onFile: (file: File) => void }): ReactNode {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <div>
      <Button kind="primary" onClick={() => chooser.current?.click()}>
        {label}
      </Button>
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label={label}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) onFile(file);
          target.value = "";
        }}
      />
    </div>
  );
}

interface ProgressProps {
  name: string;
  size: number;
  sent: number;
  stage: Exclude<UploadStage, "READY">;
}

function Progress({ name, size, sent, stage }: ProgressProps): ReactNode {
  const say = useText(text);
  const values = { sent: formatBytes(sent), size: formatBytes(size), share: formatPercent(size ? sent / size : 0) };
  return (
    <>
      <progress
        className={styles.progress}
        max={size}
        value={stage === "READING" ? undefined : sent}
        aria-label={say("progress", { name })}
      />
      {/* Only changes of the stage are read out; otherwise every step of the numbers would be. */}
      <p className="small numeric" role={stage === "SENDING" ? undefined : "status"}>
        {say(stage, values)}
      </p>
    </>
  );
}
