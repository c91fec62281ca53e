import type { ReactNode } from "react";
import type { Refusal } from "../api/refusal";
import { formatTime } from "../text/format";
import { defineText, useText } from "../text/language";
import { Button } from "./button";
import { Notice } from "./notice";

const text = defineText("refused", {
  en: {
    again: "Try again",
    reload: "Load the page again",
    availableAt: "Possible from {{at}}.",
    requestId: "Reference: {{id}}",
  },
  zh: { again: "重试", reload: "重新加载页面", availableAt: "{{at}} 起可用。", requestId: "编号：{{id}}" },
});

/** Asked again, the answer is the same. */
const FINAL = ["NOT_FOUND", "FORBIDDEN"];

/** Why something could not be done or shown. A refusal caused by one input is shown beside it instead. */
export function Refused({ refusal, onAgain }: { refusal: Refusal | null; onAgain?: () => void }): ReactNode {
  const say = useText(text);
  if (!refusal) return null;
  return (
    <Notice tone="bad">
      <p>{refusal.message}</p>
      {refusal.availableAt && <p className="small">{say("availableAt", { at: formatTime(refusal.availableAt) })}</p>}
      {refusal.code === "INTERNAL_SERVER_ERROR" && refusal.requestId && (
        <p className="small muted">{say("requestId", { id: refusal.requestId })}</p>
      )}
      <div className="row">
        {onAgain && !FINAL.includes(refusal.code) && <Button onClick={onAgain}>{say("again")}</Button>}
        {refusal.code === "UNFETCHED" && <Button onClick={() => location.reload()}>{say("reload")}</Button>}
      </div>
    </Notice>
  );
}
