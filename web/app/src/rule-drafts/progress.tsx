import type { ReactNode } from "react";
import { Notice } from "../design/notice";
import { useLabel } from "../text/room-labels";
import { defineText, useText } from "../text/language";
import type { ReplayJobFragment } from "./replay.generated";

const text = defineText("replayProgress", {
  en: {
    progress: "Rulings tried again",
    done: "{{done}} of {{total}}",
    reading: "Finding the rulings…",
    failed: "It could not be finished.",
  },
  zh: {
    progress: "已试算的处理决定",
    done: "{{done}} / {{total}}",
    reading: "正在查找处理决定…",
    failed: "试算未能完成。",
  },
});

/** The progress of a job. Its phase is read out; each step is not. */
export function Progress({ job: { status, done, total, failure } }: { job: ReplayJobFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  if (status === "FAILED")
    return (
      <Notice tone="bad">
        <p>{say("failed")}</p>
        {failure && <p className="small">{failure}</p>}
      </Notice>
    );
  const known = total !== null && total !== undefined;
  return (
    <div className="card stack-tight">
      <p role="status">{label("JobStatus", status)}</p>
      <div className="row">
        <progress
          aria-label={say("progress")}
          {...(known && { value: done, max: Math.max(1, total) })}
          className="fill"
        />
        <span className="numeric">{known ? say("done", { done, total }) : say("reading")}</span>
      </div>
    </div>
  );
}
