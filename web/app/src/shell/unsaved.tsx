import type { ReactNode } from "react";
import { Button } from "../design/button";
import { Notice } from "../design/notice";
import { defineText, useText } from "../text/language";
import type { Kept } from "./use-kept";

const text = defineText("unsaved", {
  en: {
    unsaved: "What you have changed is kept in this tab, and not saved yet.",
    outdated: "Someone else has changed this meanwhile. What you wrote is still here.",
    keep: "Keep my version",
    drop: "Drop my changes",
  },
  zh: {
    unsaved: "您的修改保存在此标签页中，尚未提交。",
    outdated: "内容已被他人修改；您写的仍在这里。",
    keep: "以我写的为准",
    drop: "放弃我的修改",
  },
});

/** Says that input is not saved, and whether the server has a newer version. */
export function Unsaved({
  kept,
}: {
  kept: Pick<Kept<unknown>, "touched" | "outdated" | "keepAnyway" | "forget">;
}): ReactNode {
  const say = useText(text);
  return (
    <div aria-live="polite">
      {kept.touched && (
        <Notice tone={kept.outdated ? "warn" : "info"}>
          <div className="row spread">
            <p>{say(kept.outdated ? "outdated" : "unsaved")}</p>
            <div className="row">
              {kept.outdated && <Button onClick={kept.keepAnyway}>{say("keep")}</Button>}
              <Button onClick={kept.forget}>{say("drop")}</Button>
            </div>
          </div>
        </Notice>
      )}
    </div>
  );
}
