import { Camera, Paperclip, Send } from "lucide-react";
import { useRef, useState, type DragEvent, type ReactNode } from "react";
import { Button } from "../design/button";
import { Icon } from "../design/icon";
import { Notice } from "../design/notice";
import { canDigest } from "../api/redress";
import { useViewer } from "../shell/viewer";
import { defineText, useText } from "../text/language";
import { FileInput } from "./choose-files";
import { addPieces, usePieces } from "./pieces";
import { isCase, sendWaiting } from "./send-pieces";
import TrayItems, { type InTray } from "./tray-items";
import styles from "./tray.module.css";

const text = defineText("tray", {
  en: {
    choose: "Choose files",
    camera: "Take a photo",
    drop: "or drop files here",
    send_one: "Send {{count}} piece",
    send_other: "Send {{count}} pieces",
    insecure: "Files can be sent over a secure connection (https) only: their digest is computed before they are sent.",
  },
  zh: {
    choose: "选择文件",
    camera: "拍照",
    drop: "也可以将文件拖到这里",
    send_other: "上传 {{count}} 份",
    insecure: "只能通过安全连接（https）上传文件：上传前须先计算摘要。",
  },
});

/** Files become evidence: chosen, looked at, and sent together. */
export function EvidenceTray({ place, ...adding }: InTray): ReactNode {
  const say = useText(text);
  const accountId = useViewer()?.id ?? "";
  const pieces = usePieces({ accountId, place });
  const waiting = pieces.filter(({ going }) => !going);
  if (!canDigest()) return <Notice tone="warn">{say("insecure")}</Notice>;
  return (
    <div className="stack">
      <DropPlace onFiles={(files, fromCamera) => addPieces({ accountId, place }, files, fromCamera)} />
      <TrayItems place={place} {...adding} />
      {isCase(place) && waiting.length > 0 && (
        <div>
          <Button kind="primary" onClick={() => sendWaiting(pieces)}>
            <Icon of={Send} size={16} />
            {say("send", { count: waiting.length })}
          </Button>
        </div>
      )}
    </div>
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
      <Button onClick={() => chooser.current?.click()}>
        <Icon of={Paperclip} size={16} />
        {say("choose")}
      </Button>
      <span className={styles.touch}>
        <Button onClick={() => camera.current?.click()}>
          <Icon of={Camera} size={16} />
          {say("camera")}
        </Button>
      </span>
      <span className={`${styles.mouse} muted`}>{say("drop")}</span>
      <FileInput label={say("choose")} chooser={chooser} onFiles={onFiles} />
      <FileInput label={say("camera")} chooser={camera} camera onFiles={(files) => onFiles(files, true)} />
    </div>
  );
}
