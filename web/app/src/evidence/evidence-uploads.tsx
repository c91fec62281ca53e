import { useId, useRef, useState, type DragEvent, type ReactNode } from "react";
import { useLocation } from "react-router";
import { Button } from "../design/button";
import { Notice } from "../design/notice";
import { Countdown } from "../design/time";
import { formatTime } from "../text/format";
import { defineText, useText } from "../text/language";
import { useViewer } from "../shell/viewer";
import { canDigest, newMutationId } from "../api/redress";
import type { EvidenceOfCaseFragment } from "./evidence.generated";
import { unfinishedUploads, type Chosen } from "./unfinished-uploads";
import { UploadItem } from "./upload-item";
import styles from "./uploads.module.css";

const text = defineText("evidenceUploads", {
  en: {
    title: "Add evidence",
    due: "Possible until",
    choose: "Choose files",
    camera: "Take a photo",
    drop: "or drop files here",
    availableAt: "Possible from {{at}}.",
    insecure: "Files can be sent over a secure connection (https) only: their digest is computed before they are sent.",
    arrived: "Arrived: {{title}}",
    justOpened: "Your case is open. Add your evidence now: screenshots of the promise, the conversation, the delivery.",
  },
  zh: {
    title: "添加证据",
    due: "截止",
    choose: "选择文件",
    camera: "拍照",
    drop: "也可以将文件拖到这里",
    availableAt: "{{at}} 起可用。",
    insecure: "只能通过安全连接（https）上传文件：上传前须先计算摘要。",
    arrived: "已上传：{{title}}",
    justOpened: "投诉已提交。请趁现在添加证据：承诺截图、聊天记录、交付情况等。",
  },
});

/** For people who may add evidence now or again later. */
export function EvidenceUploads({
  complaint,
  onArrived,
}: {
  complaint: EvidenceOfCaseFragment;
  onArrived: () => void;
}): ReactNode {
  const say = useText(text);
  const id = useId();
  const opened = (useLocation().state as { opened?: boolean } | null)?.opened === true;
  const action = complaint.availableActions.find(({ action }) => action === "SUBMIT_EVIDENCE");
  if (!action) return null;
  const because = action.unavailableBecause;
  return (
    <section className="stack" aria-labelledby={id} data-entry>
      {opened && <Notice tone="good">{say("justOpened")}</Notice>}
      <div className="row spread">
        <h3 id={id}>{say("title")}</h3>
        {action.dueAt && (
          <span className="row small">
            {say("due")} <Countdown until={action.dueAt} />
          </span>
        )}
      </div>
      {because ? (
        <Notice>
          <p>{because.message}</p>
          {because.availableAt && (
            <p className="small">{say("availableAt", { at: formatTime(because.availableAt) })}</p>
          )}
        </Notice>
      ) : canDigest() ? (
        <Files complaint={complaint} onArrived={onArrived} />
      ) : (
        <Notice tone="warn">{say("insecure")}</Notice>
      )}
    </section>
  );
}

function Files({ complaint, onArrived }: { complaint: EvidenceOfCaseFragment; onArrived: () => void }): ReactNode {
  const say = useText(text);
  const viewer = useViewer();
  const [items, setItems] = useState<Chosen[]>(() =>
    unfinishedUploads(viewer?.id ?? "", complaint.id).map((begun) => ({
      key: begun.evidenceId,
      file: null,
      fromCamera: false,
      begun,
    })),
  );
  const [arrived, setArrived] = useState("");
  const add = (files: Iterable<File>, fromCamera = false): void =>
    setItems((before) => [
      ...before,
      ...Array.from(files, (file) => ({ key: newMutationId(), file, fromCamera, begun: null })),
    ]);
  const remove = (key: string): void => setItems((before) => before.filter((item) => item.key !== key));
  return (
    <>
      <DropPlace onFiles={add} />
      <p role="status" className="small">
        {arrived}
      </p>
      {items.length > 0 && (
        <ul className="stack" role="list">
          {items.map((item) => (
            <UploadItem
              key={item.key}
              complaint={complaint}
              chosen={item}
              onGone={() => remove(item.key)}
              onArrived={(title) => {
                remove(item.key);
                setArrived(say("arrived", { title }));
                onArrived();
              }}
            />
          ))}
        </ul>
      )}
    </>
  );
}

function DropPlace({ onFiles }: { onFiles: (files: Iterable<File>, fromCamera?: boolean) => void }): ReactNode {
  const say = useText(text);
  const chooser = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const onDrag = (event: DragEvent): void => {
    event.preventDefault();
    setOver(event.type === "dragover");
  };
  return (
    <div
      className={styles.drop}
      data-over={over || undefined}
      onDragOver={onDrag}
      onDragLeave={onDrag}
      onDrop={(event) => {
        onDrag(event);
        onFiles(event.dataTransfer.files);
      }}
    >
      <Button kind="primary" onClick={() => chooser.current?.click()}>
        {say("choose")}
      </Button>
      <span className={styles.touch}>
        <Button onClick={() => camera.current?.click()}>{say("camera")}</Button>
      </span>
      <span className={`${styles.mouse} muted`}>{say("drop")}</span>
      <input ref={chooser} type="file" multiple hidden aria-label={say("choose")} onChange={take(onFiles)} />
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label={say("camera")}
        onChange={take((files) => onFiles(files, true))}
      />
    </div>
  );
}

/** The same file may be chosen again. */
const take =
  (onFiles: (files: Iterable<File>) => void) =>
  ({ target }: { target: HTMLInputElement }): void => {
    onFiles([...(target.files ?? [])]);
    target.value = "";
  };
