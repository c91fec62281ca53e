import type { ReactNode } from "react";
import type { Refusal } from "../api/refusal";
import type { PenaltyKind, Severity } from "../api/schema.generated";
import { BilingualInput, NOTHING, type Both } from "../design/bilingual";
import { Select, TextArea } from "../design/field";
import { Several } from "../design/several";
import { useOptions } from "../text/labels";
import { defineText, useText } from "../text/language";

const text = defineText("draftFields", {
  en: {
    title: "The rule in a line",
    text: "What it says",
    severity: "How grave breaking it is",
    measures: "Penalties that a ruling may order",
    reason: "Why it should change",
    reasonHint: "For colleagues; never published.",
  },
  zh: {
    title: "一句话概括",
    text: "正文",
    severity: "违反的严重程度",
    measures: "处理决定可以采取的处理措施",
    reason: "修改理由",
    reasonHint: "仅供同事参考，不公开。",
  },
});

/** The fields of a rule being written. */
export interface RuleContent {
  title: Both;
  text: Both;
  severity: Severity;
  measures: PenaltyKind[];
  reason: string;
}

export const NEW_RULE: RuleContent = { title: NOTHING, text: NOTHING, severity: "L1", measures: [], reason: "" };

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
  const optionsOf = useOptions();
  const change = (part: Partial<RuleContent>): void => onChange({ ...value, ...part });
  return (
    <>
      <BilingualInput
        label={say("title")}
        name="title"
        value={value.title}
        refusal={refusal}
        onChange={(title) => change({ title })}
      />
      <BilingualInput
        label={say("text")}
        name="text"
        rows={8}
        value={value.text}
        refusal={refusal}
        onChange={(written) => change({ text: written })}
      />
      <Select
        label={say("severity")}
        value={value.severity}
        options={optionsOf("Severity")}
        onChange={({ target }) => change({ severity: target.value as Severity })}
      />
      <Several
        legend={say("measures")}
        options={optionsOf("PenaltyKind")}
        values={value.measures}
        error={refusal?.at("measures")}
        onChange={(measures) => change({ measures })}
      />
      <TextArea
        label={say("reason")}
        hint={say("reasonHint")}
        rows={3}
        value={value.reason}
        error={refusal?.at("reason")}
        onChange={({ target }) => change({ reason: target.value })}
      />
    </>
  );
}
