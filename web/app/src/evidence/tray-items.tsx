import type { ReactNode } from "react";
import { useViewer } from "../shell/viewer";
import { formatList } from "../text/format";
import { defineText, useText } from "../text/language";
import type { Adding } from "./about-fields";
import { useArrived, usePieces } from "./pieces";
import { TrayItem } from "./tray-item";

const text = defineText("trayItems", {
  en: { chosen: "Chosen files", arrived: "Arrived: {{titles}}" },
  zh: { chosen: "已选文件", arrived: "已上传：{{titles}}" },
});

export interface InTray extends Adding {
  /** The case, or the order about which one is being opened: what is chosen then waits until it is. */
  place: string;
}

/** What has been chosen for a place, and what has arrived since. */
export default function TrayItems({ place, ...adding }: InTray): ReactNode {
  const say = useText(text);
  const accountId = useViewer()?.id ?? "";
  const pieces = usePieces({ accountId, place });
  const arrived = useArrived(place);
  return (
    <>
      <p role="status" className={arrived.length === 0 ? "visually-hidden" : "small"}>
        {arrived.length > 0 && say("arrived", { titles: formatList(arrived) })}
      </p>
      {pieces.length > 0 && (
        <ul className="stack-tight" role="list" aria-label={say("chosen")}>
          {pieces.map((piece) => (
            <TrayItem key={piece.key} piece={piece} {...adding} />
          ))}
        </ul>
      )}
    </>
  );
}
