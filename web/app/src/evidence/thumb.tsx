import { FileText, FileVideo, Image, Music, type LucideIcon } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Icon } from "../design/icon";
import styles from "./tray.module.css";

const ICONS: Record<string, LucideIcon> = { image: Image, audio: Music, video: FileVideo };
/** Sharp on a fine screen. */
const SIZE_PX = 112;

/** A small picture of a chosen picture; of anything else, what sort of file it is. Its name stands beside it. */
export function Thumb({ file }: { file: File | null }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  const sort = file?.type.split("/")[0] ?? "";
  useEffect(() => {
    if (!file || sort !== "image") return;
    let gone = false;
    createImageBitmap(file, { resizeWidth: 2 * SIZE_PX, resizeQuality: "medium" }).then(
      (picture) => {
        const context = canvas.current?.getContext("2d");
        if (!context || gone) return;
        const { width, height } = picture;
        const part = Math.min(width, height);
        context.drawImage(picture, (width - part) / 2, (height - part) / 2, part, part, 0, 0, SIZE_PX, SIZE_PX);
        setDrawn(true);
      },
      () => undefined, // a format that this browser does not read keeps the sign
    );
    return () => void (gone = true);
  }, [file, sort]);
  return (
    <span className={styles.thumb} data-drawn={drawn || undefined} aria-hidden="true">
      <canvas ref={canvas} width={SIZE_PX} height={SIZE_PX} />
      <Icon of={ICONS[sort] ?? FileText} size={22} />
    </span>
  );
}
