import type { ReactNode } from "react";
import type { Refusal } from "../api/refusal";
import type { PenaltyKind, Severity } from "../api/schema.generated";
import { Select, TextArea, TextInput } from "../design/field";
import { Several } from "../design/several";
import { useLabel, valuesOf } from "../text/labels";
import { defineText, useText } from "../text/language";

const text = defineText("draftFields", {
  en: {
    title: "The rule in a line",
    text: "What it says",
    severity: "How grave breaking it is",
    measures: "Penalties that a ruling may order",
    note: "Why it should change",
    noteHint: "For colleagues; never published.",
  },
  zh: {
    title: "一句话概括",
    text: "正文",
    severity: "违反的严重程度",
    measures: "处理决定可以采取的处理措施",
    note: "修改理由",
    noteHint: "仅供同事参考，不公开。",
  },
});

/** The fields of a rule being written. */
export interface RuleContent {
  title: string;
  text: string;
  severity: Severity;
  measures: PenaltyKind[];
  note: string;
}

export const NEW_RULE: RuleContent = { title: "", text: "", severity: "L1", measures: [], note: "" };

export function DraftFields({
  value,
  onChange,
  refusal,
}: {
  value: RuleContent;
  onChange: (value: RuleContent) => void;
  refusal: Refusal | null;
}): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const change = (part: Partial<RuleContent>): void => onChange({ ...value, ...part });
  return (
    <>
      <TextInput
        label={say("title")}
        value={value.title}
        error={refusal?.at("title")}
        onChange={({ target }) => change({ title: target.value })}
      />
      <TextArea
        label={say("text")}
        rows={8}
        value={value.text}
        error={refusal?.at("text")}
        onChange={({ target }) => change({ text: target.value })}
      />
      <Select
        label={say("severity")}
        value={value.severity}
        options={valuesOf("Severity").map((one) => ({ value: one, label: label("Severity", one) }))}
        onChange={({ target }) => change({ severity: target.value as Severity })}
      />
      <Several
        legend={say("measures")}
        options={valuesOf("PenaltyKind").map((one) => ({ value: one, label: label("PenaltyKind", one) }))}
        values={value.measures}
        error={refusal?.at("measures")}
        onChange={(measures) => change({ measures })}
      />
      <TextArea
        label={say("note")}
        hint={say("noteHint")}
        rows={3}
        value={value.note}
        error={refusal?.at("note")}
        onChange={({ target }) => change({ note: target.value })}
      />
    </>
  );
}
