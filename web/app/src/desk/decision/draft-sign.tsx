import type { ReactNode } from "react";
import { formatTime } from "../../text/format";
import { useText } from "../../text/language";
import { decisionText } from "./decision.text";
import type { Draft } from "./use-draft";

/** Shows where the draft is stored. */
export function DraftSign({ draft: { savedAt, unsaved, restored, refusal } }: { draft: Draft }): ReactNode {
  const say = useText(decisionText);
  return (
    <p className="small muted" role="status">
      {unsaved && (refusal ? say("keptHere", { why: refusal.message }) : say("saving"))}
      {!unsaved && savedAt && say("savedAt", { at: formatTime(savedAt) })}
      {restored && ` ${say("restored")}`}
    </p>
  );
}
