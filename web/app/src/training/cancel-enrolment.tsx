import type { FormEvent, ReactNode } from "react";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { TextArea } from "../design/field";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { CancelEnrolmentDocument, type EnrolmentKeptFragment } from "./enrolments.generated";

const text = defineText("cancelEnrolment", {
  en: {
    title: "Cancel the enrolment",
    about: "{{provider}} no longer has to pass “{{course}}”.",
    reason: "Why",
    reasonHint: "The provider reads it.",
    confirm: "Cancel the enrolment",
  },
  zh: {
    title: "取消学习任务",
    about: "{{provider}} 将不必再通过“{{course}}”。",
    reason: "原因",
    reasonHint: "服务商会看到。",
    confirm: "确认取消",
  },
});

export function CancelEnrolment({
  enrolment: { id, provider, course },
  onClose,
}: {
  enrolment: EnrolmentKeptFragment;
  onClose: () => void;
}): ReactNode {
  const say = useText(text);
  const { act, busy, refusal } = useAct(CancelEnrolmentDocument);
  const { value: reason, change: setReason, forget } = useKept(`cancel ${id}`, "", "");
  const atReason = refusal?.at("reason");

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!(await act({ enrolmentId: id, reason }))) return;
    forget();
    onClose();
  }

  return (
    <Dialog title={say("title")} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <p>{say("about", { provider: provider.legalName, course: course.current?.title.text ?? course.code })}</p>
        <TextArea
          label={say("reason")}
          hint={say("reasonHint")}
          required
          value={reason}
          error={atReason}
          onChange={({ target }) => setReason(target.value)}
        />
        <Refused refusal={atReason ? null : refusal} />
        <div>
          <Button kind="danger" type="submit" busy={busy}>
            {say("confirm")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
