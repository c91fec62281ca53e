import { useState, type FormEvent, type ReactNode } from "react";
import { useAct } from "../api/use-act";
import { may } from "../api/may";
import { BilingualInput } from "../design/bilingual";
import { Button } from "../design/button";
import { Checkbox, Select, TextInput } from "../design/field";
import { Several } from "../design/several";
import { Refused } from "../design/refused";
import { Unsaved } from "../shell/unsaved";
import { useKept } from "../shell/use-kept";
import { useOptions } from "../text/labels";
import { defineText, useText } from "../text/language";
import { PublishGuideDocument, SaveGuideDraftDocument, type GuideWrittenFragment } from "./guide-editor.generated";
import { formOf, newGuide, type GuideForm } from "./guide-form";
import { Preview } from "./preview";

const text = defineText("guideEditor", {
  en: {
    code: "Short name",
    codeHint: "Small letters, digits and hyphens, e.g. keep-evidence. It cannot be changed later.",
    audience: "For whom",
    title: "Title",
    summary: "What it helps with, in a line or two",
    body: "Text, in Markdown",
    breachKinds: "Broken promises it helps with",
    breachKindsHint: "None chosen: any.",
    caseStates: "States of a case in which it is suggested",
    beforeCase: "Also suggested before there is a case",
    save: "Save the draft",
    saved: "Saved.",
    publish: "Publish the draft",
    first: "Save the draft before you publish it.",
    preview: "As a reader sees it",
  },
  zh: {
    code: "代码",
    codeHint: "小写字母、数字和连字符，例如 keep-evidence；之后不可更改。",
    audience: "读者",
    title: "标题",
    summary: "一两句话说明用处",
    body: "正文（Markdown）",
    breachKinds: "适用的违约类型",
    breachKindsHint: "不选表示全部适用。",
    caseStates: "在哪些案件状态下推荐",
    beforeCase: "立案之前也推荐",
    save: "保存草稿",
    saved: "已保存。",
    publish: "发布草稿",
    first: "请先保存草稿再发布。",
    preview: "读者看到的样子",
  },
});

/** Edits the existing draft, the next version, or a new guide, beside a preview of what readers will see. */
export function GuideEditor({
  guide,
  onRefused,
  onSaved,
}: {
  guide: GuideWrittenFragment | null;
  /** Called when the server may have another version than the one shown. */
  onRefused?: () => void;
  onSaved?: (guideId: string) => void;
}): ReactNode {
  const say = useText(text);
  const optionsOf = useOptions();
  const latest = guide?.versions.nodes[0];
  const kept = useKept<GuideForm>(
    `guide ${guide?.id ?? "new"}`,
    latest?.savedAt ?? "",
    guide && latest ? formOf(guide, latest) : newGuide(),
  );
  const { act, busy, refusal } = useAct(SaveGuideDraftDocument);
  const publish = useAct(PublishGuideDocument);
  const [saved, setSaved] = useState(false);
  const form = kept.value;

  const change = (part: Partial<GuideForm>): void => {
    setSaved(false);
    kept.change({ ...form, ...part });
  };

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const done = await act({ ...form, expectedSavedAt: kept.base || null });
    if (!done) return onRefused?.();
    kept.forget();
    setSaved(true);
    onSaved?.(done.saveGuideDraft.guideVersion.guide.id);
  }

  return (
    <form className="stack" onSubmit={(event) => void save(event)}>
      <Unsaved kept={kept} />
      {!guide && (
        <div className="grid">
          <TextInput
            label={say("code")}
            hint={say("codeHint")}
            value={form.code}
            error={refusal?.at("code")}
            onChange={({ target }) => change({ code: target.value })}
          />
          <Select
            label={say("audience")}
            value={form.audience}
            error={refusal?.at("audience")}
            options={optionsOf("GuideAudience")}
            onChange={({ target }) => change({ audience: target.value as GuideForm["audience"] })}
          />
        </div>
      )}
      {(["title", "summary", "body"] as const).map((name) => (
        <BilingualInput
          key={name}
          label={say(name)}
          name={name}
          value={form[name]}
          refusal={refusal}
          {...(name === "body" && { rows: 16 })}
          onChange={(value) => change({ [name]: value })}
        />
      ))}
      <Several
        legend={say("breachKinds")}
        hint={say("breachKindsHint")}
        options={optionsOf("PromiseKind")}
        values={form.breachKinds}
        error={refusal?.at("breachKinds")}
        onChange={(breachKinds) => change({ breachKinds })}
      />
      <Several
        legend={say("caseStates")}
        options={optionsOf("ComplaintStatus")}
        values={form.caseStates}
        error={refusal?.at("caseStates")}
        onChange={(caseStates) => change({ caseStates })}
      />
      <Checkbox
        label={say("beforeCase")}
        checked={form.beforeCase}
        onChange={({ target }) => change({ beforeCase: target.checked })}
      />
      <Refused refusal={refusal ?? publish.refusal} />
      <div className="row">
        <Button kind="primary" type="submit" busy={busy}>
          {say("save")}
        </Button>
        {latest && may(latest.availableActions, "PUBLISH") && (
          <Button
            busy={publish.busy}
            disabled={kept.touched}
            onClick={() => void publish.act({ guideVersionId: latest.id })}
          >
            {say("publish")}
          </Button>
        )}
        {latest && may(latest.availableActions, "PUBLISH") && kept.touched && (
          <span className="muted">{say("first")}</span>
        )}
        <span role="status">{saved && say("saved")}</span>
      </div>
      <h2>{say("preview")}</h2>
      <Preview {...form} />
    </form>
  );
}
