import type { ReactNode } from "react";
import { Button } from "../../design/button";
import { Notice } from "../../design/notice";
import { formatTime } from "../../text/format";
import { useText } from "../../text/language";
import { decisionText } from "./decision.text";
import type { Elsewhere } from "./use-draft";

/** Whoever writes further down is led to it. */
const lead = (it: HTMLElement | null): void => it?.focus();

/** Two drafts of one decision, of which its writer chooses. */
export function DraftElsewhere({ elsewhere }: { elsewhere: Elsewhere }): ReactNode {
  const say = useText(decisionText);
  const { savedAt, shown, turn, choose } = elsewhere;
  return (
    <div ref={lead} tabIndex={-1}>
      <Notice tone="warn">
        <p role="status">{say(shown ? "otherShown" : "hereShown", { at: formatTime(savedAt) })}</p>
        <div className="row">
          <Button onClick={turn}>{say("otherOne")}</Button>
          <Button onClick={choose}>{say("goOn")}</Button>
        </div>
      </Notice>
    </div>
  );
}
