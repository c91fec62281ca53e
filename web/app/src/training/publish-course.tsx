import type { ReactNode } from "react";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Refused } from "../design/refused";
import { defineText, useText } from "../text/language";
import { PublishCourseDocument } from "./training.generated";

const text = defineText("publishCourse", {
  en: { publish: "Publish the draft", first: "Save the draft before you publish it." },
  zh: { publish: "发布草稿", first: "请先保存草稿再发布。" },
});

export function PublishCourse({ versionId, unsaved }: { versionId: string; unsaved: boolean }): ReactNode {
  const say = useText(text);
  const { act, busy, refusal } = useAct(PublishCourseDocument);
  return (
    <>
      <Button busy={busy} disabled={unsaved} onClick={() => void act({ courseVersionId: versionId })}>
        {say("publish")}
      </Button>
      {unsaved && <span className="muted">{say("first")}</span>}
      <Refused refusal={refusal} />
    </>
  );
}
