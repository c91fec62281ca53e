import { useId, type ReactNode } from "react";
import { useLocation } from "react-router";
import { Notice } from "../design/notice";
import { Countdown } from "../design/time";
import { formatTime } from "../text/format";
import { defineText, useText } from "../text/language";
import type { EvidenceOfCaseFragment } from "./evidence.generated";
import { EvidenceTray } from "./tray";
import { useAddingTo } from "./use-adding-to";

const text = defineText("evidenceUploads", {
  en: {
    title: "Add evidence",
    due: "Possible until",
    availableAt: "Possible from {{at}}.",
    justOpened: "Your case is open. The evidence chosen with it is sent from here; you can add more at any time.",
  },
  zh: {
    title: "添加证据",
    due: "截止",
    availableAt: "{{at}} 起可用。",
    justOpened: "投诉已提交。随投诉选择的证据会在这里上传，之后也可以随时补充。",
  },
});

/** For people who may add evidence now or again later. */
export function EvidenceUploads({ complaint }: { complaint: EvidenceOfCaseFragment }): ReactNode {
  const say = useText(text);
  const id = useId();
  const adding = useAddingTo(complaint);
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
      ) : (
        <EvidenceTray place={complaint.id} {...adding} />
      )}
    </section>
  );
}
