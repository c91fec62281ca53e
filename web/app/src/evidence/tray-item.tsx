import { X } from "lucide-react";
import { useRef, type ReactNode } from "react";
import { unfetched } from "../api/unfetched";
import { Button } from "../design/button";
import { Folded } from "../design/folded";
import { Icon } from "../design/icon";
import { Refused } from "../design/refused";
import { formatBytes, formatPercent } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { AboutFields, PLACED, type Adding } from "./about-fields";
import { changePiece, type Held } from "./pieces";
import { isCase, sendWaiting, takeBack } from "./send-pieces";
import { Thumb } from "./thumb";
import styles from "./tray.module.css";

const text = defineText("trayItem", {
  en: {
    details: "Details",
    remove: "Do not send {{name}}",
    unfinished: "This upload was interrupted, and this browser did not keep the file. Choose it again to continue.",
    chooseAgain: "Choose {{name}} again",
    progress: "Progress of {{name}}",
    READING: "Computing its digest…",
    SENDING: "{{sent}} of {{size}} sent ({{share}})",
    WAITING: "The connection is broken. The upload continues automatically as soon as the server can be reached.",
  },
  zh: {
    details: "说明",
    remove: "不上传 {{name}}",
    unfinished: "这次上传中断了，浏览器没有保存文件。请再次选择同一个文件，即可从中断处继续。",
    chooseAgain: "再次选择 {{name}}",
    progress: "{{name}} 的进度",
    READING: "正在计算摘要…",
    SENDING: "已上传 {{sent}}，共 {{size}}（{{share}}）",
    WAITING: "连接已断开，恢复后会自动继续上传。",
  },
});

/** One chosen file: what it is, what is said of it, and how far it has come. */
export function TrayItem({ piece, ...adding }: Adding & { piece: Held }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { key, place, file, fileName, size, about, going, refusal } = piece;
  const isPlaced = refusal !== null && PLACED.some((field) => refusal.at(field));
  return (
    <li className={styles.item}>
      <Thumb file={file} />
      <div className={styles.words}>
        <strong>{about.title || fileName}</strong>
        <span className="small muted">
          {label("EvidenceKind", about.kind)} · {fileName} · <span className="numeric">{formatBytes(size)}</span>
        </span>
      </div>
      <Button kind="quiet" aria-label={say("remove", { name: fileName })} onClick={() => takeBack(key)}>
        <Icon of={X} />
      </Button>
      {file === null ? (
        <div className={`stack-tight ${styles.below}`}>
          <p className="small">{say("unfinished")}</p>
          <ChooseAgain
            label={say("chooseAgain", { name: fileName })}
            onFile={(again) => void changePiece(key, { file: again, refusal: null })}
          />
        </div>
      ) : going ? (
        <Progress piece={piece} />
      ) : (
        <Folded className={styles.below} summary={say("details")} open={isPlaced}>
          <div className="stack">
            <AboutFields
              {...adding}
              about={about}
              refusal={refusal}
              onAbout={(changed) => void changePiece(key, { about: changed })}
            />
          </div>
        </Folded>
      )}
      {refusal && !isPlaced && (
        <div className={styles.below}>
          <Refused refusal={refusal} {...(going || !isCase(place) ? {} : { onAgain: () => sendWaiting([piece]) })} />
        </div>
      )}
    </li>
  );
}

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

function Progress({ piece: { fileName, size, sent, stage } }: { piece: Held }): ReactNode {
  const say = useText(text);
  const values = { sent: formatBytes(sent), size: formatBytes(size), share: formatPercent(size ? sent / size : 0) };
  const now = stage ?? "READING";
  return (
    <div className={styles.below}>
      <progress
        className={styles.progress}
        max={size}
        value={now === "READING" ? undefined : sent}
        aria-label={say("progress", { name: fileName })}
      />
      {now === "UNFETCHED" ? (
        <Refused refusal={unfetched()} />
      ) : (
        // Only changes of the stage are read out; otherwise every step of the numbers would be.
        <p className="small numeric" role={now === "SENDING" ? undefined : "status"}>
          {say(now, values)}
        </p>
      )}
    </div>
  );
}
