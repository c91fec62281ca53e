import { useState, type FormEvent, type ReactNode } from "react";
import { useAct } from "../api/use-act";
import { useRead } from "../api/use-read";
import { may } from "../api/may";
import { BilingualInput } from "../design/bilingual";
import { Button } from "../design/button";
import { Select, TextInput } from "../design/field";
import { Several } from "../design/several";
import { Refused } from "../design/refused";
import { Unsaved } from "../shell/unsaved";
import { useKept } from "../shell/use-kept";
import { useOptions } from "../text/room-labels";
import { defineText, useText } from "../text/language";
import { formOf, newCourse, type CourseForm } from "./course-form";
import { Lessons, Questions } from "./course-parts";
import { PublishCourse } from "./publish-course";
import { RuleCodesDocument, SaveCourseDraftDocument, type CourseWrittenFragment } from "./training.generated";

const text = defineText("courseEditor", {
  en: {
    code: "Short name",
    codeHint: "Small letters, digits and hyphens, e.g. getting-started. It cannot be changed later.",
    assignment: "Assigned automatically",
    takenBy: "Passed by",
    passMark: "Pass mark, per cent",
    title: "Title",
    summary: "What it is about, and for whom",
    ruleCodes: "Rules it is about",
    promiseKinds: "Kinds of promises it is about",
    save: "Save the draft",
    saved: "Saved.",
  },
  zh: {
    code: "代码",
    codeHint: "小写字母、数字和连字符，例如 getting-started；之后不可更改。",
    assignment: "自动指派",
    takenBy: "由谁通过",
    passMark: "及格线（%）",
    title: "标题",
    summary: "内容与对象",
    ruleCodes: "涉及的规则",
    promiseKinds: "涉及的承诺类型",
    save: "保存草稿",
    saved: "已保存。",
  },
});

/** Edits the existing draft, the next version, or a new course. */
export function CourseEditor({
  course,
  onRefused,
  onSaved,
}: {
  course: CourseWrittenFragment | null;
  /** Called when the server may have another version than the one shown. */
  onRefused?: () => void;
  onSaved?: (courseId: string) => void;
}): ReactNode {
  const say = useText(text);
  const optionsOf = useOptions();
  const rules = useRead(RuleCodesDocument, {});
  const latest = course?.versions.nodes[0];
  const kept = useKept<CourseForm>(
    `course ${course?.id ?? "new"}`,
    latest?.savedAt ?? "",
    course && latest ? formOf(course.code, latest) : newCourse(),
  );
  const { act, busy, refusal } = useAct(SaveCourseDraftDocument);
  const [saved, setSaved] = useState(false);
  const form = kept.value;

  const change = (part: Partial<CourseForm>): void => {
    setSaved(false);
    kept.change({ ...form, ...part });
  };

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const done = await act({ ...form, expectedSavedAt: kept.base || null });
    if (!done) return onRefused?.();
    kept.forget();
    setSaved(true);
    onSaved?.(done.saveCourseDraft.courseVersion.course.id);
  }

  return (
    <form className="stack" onSubmit={(event) => void save(event)}>
      <Unsaved kept={kept} />
      <div className="grid">
        {!course && (
          <TextInput
            label={say("code")}
            hint={say("codeHint")}
            value={form.code}
            error={refusal?.at("code")}
            onChange={({ target }) => change({ code: target.value })}
          />
        )}
        <Select
          label={say("assignment")}
          value={form.assignment}
          options={optionsOf("CourseAssignment")}
          onChange={({ target }) => change({ assignment: target.value as CourseForm["assignment"] })}
        />
        <Select
          label={say("takenBy")}
          value={form.takenBy}
          options={optionsOf("CourseTaker")}
          onChange={({ target }) => change({ takenBy: target.value as CourseForm["takenBy"] })}
        />
        <TextInput
          label={say("passMark")}
          type="number"
          value={form.passMark}
          error={refusal?.at("passMark")}
          onChange={({ target }) => change({ passMark: target.valueAsNumber || 0 })}
        />
      </div>
      <BilingualInput
        label={say("title")}
        name="title"
        value={form.title}
        refusal={refusal}
        onChange={(title) => change({ title })}
      />
      <BilingualInput
        label={say("summary")}
        name="summary"
        rows={3}
        value={form.summary}
        refusal={refusal}
        onChange={(summary) => change({ summary })}
      />
      <Several
        legend={say("ruleCodes")}
        options={(rules.data?.rules ?? []).map(({ code, title }) => ({
          value: code,
          label: `${code} · ${title.text}`,
        }))}
        values={form.ruleCodes}
        error={refusal?.at("ruleCodes")}
        onChange={(ruleCodes) => change({ ruleCodes })}
      />
      <Several
        legend={say("promiseKinds")}
        options={optionsOf("PromiseKind")}
        values={form.promiseKinds}
        error={refusal?.at("promiseKinds")}
        onChange={(promiseKinds) => change({ promiseKinds })}
      />
      <Lessons form={form} onChange={change} refusal={refusal} />
      <Questions form={form} onChange={change} refusal={refusal} />
      <Refused refusal={refusal} />
      <div className="row">
        <Button kind="primary" type="submit" busy={busy}>
          {say("save")}
        </Button>
        {latest && may(latest.availableActions, "PUBLISH") && (
          <PublishCourse versionId={latest.id} unsaved={kept.touched} />
        )}
        <span role="status">{saved && say("saved")}</span>
      </div>
    </form>
  );
}
