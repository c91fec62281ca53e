import { useState, type FormEvent, type ReactNode } from "react";
import { Link } from "react-router";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { TextArea, TextInput } from "../design/field";
import { Notice } from "../design/notice";
import { Refused } from "../design/refused";
import { ProviderChoice, type ProviderChosen } from "./provider-choice";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { AssignCourseDocument } from "./enrolments.generated";

const text = defineText("assignCourse", {
  en: {
    title: "Assign the course to a provider",
    due: "To be passed by",
    dueHint: "Left empty, the usual time.",
    note: "Why",
    noteHint: "The provider reads it.",
    assign: "Assign it",
    assigned: "{{provider}} has been notified.",
    all: "Enrolments",
  },
  zh: {
    title: "把课程指派给服务商",
    due: "完成期限",
    dueHint: "留空则按通常期限。",
    note: "原因",
    noteHint: "服务商会看到。",
    assign: "指派",
    assigned: "已通知 {{provider}}。",
    all: "查看学习任务",
  },
});

export function AssignCourse({ courseId, onClose }: { courseId: string; onClose: () => void }): ReactNode {
  const say = useText(text);
  const { act, busy, refusal } = useAct(AssignCourseDocument);
  const kept = useKept(`assignment of ${courseId}`, "", {
    provider: null as ProviderChosen | null,
    due: "",
    reason: "",
  });
  const { provider, due, reason } = kept.value;
  const [assignedTo, setAssignedTo] = useState<string | null>(null);
  const elsewhere = refusal?.beyond(["providerId", "dueAt", "reason"]) ?? null;

  async function assign(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!provider) return;
    // The last moment of the day, in the trainer's time zone.
    const dueAt = due === "" ? null : new Date(`${due}T23:59:59`).toISOString();
    const done = await act({ courseId, providerId: provider.id, dueAt, reason });
    if (!done) return;
    kept.forget();
    setAssignedTo(done.assignCourse.enrolment.provider.legalName);
  }

  return (
    <Dialog title={say("title")} onClose={onClose}>
      {assignedTo ? (
        <Notice tone="good">
          <p role="status">✓ {say("assigned", { provider: assignedTo })}</p>
          <p>
            <Link to={`/training?view=enrolments&course=${courseId}`}>{say("all")}</Link>
          </p>
        </Notice>
      ) : (
        <form className="stack" onSubmit={(event) => void assign(event)}>
          <ProviderChoice
            chosen={provider}
            onChoose={(chosen) => kept.patch({ provider: chosen })}
            error={refusal?.at("providerId")}
          />
          <TextInput
            label={say("due")}
            hint={say("dueHint")}
            type="date"
            value={due}
            error={refusal?.at("dueAt")}
            onChange={({ target }) => kept.patch({ due: target.value })}
          />
          <TextArea
            label={say("note")}
            hint={say("noteHint")}
            required
            value={reason}
            error={refusal?.at("reason")}
            onChange={({ target }) => kept.patch({ reason: target.value })}
          />
          <Refused refusal={elsewhere} />
          <div>
            <Button kind="primary" type="submit" busy={busy} disabled={provider === null}>
              {say("assign")}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
