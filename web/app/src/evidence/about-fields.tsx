import { useId, type ReactNode } from "react";
import type { EvidenceKind, Side } from "../api/schema.generated";
import type { Refusal } from "../api/refusal";
import { Choices, Select, TextArea, TextInput } from "../design/field";
import { useOptions } from "../text/labels";
import { defineText, useText } from "../text/language";
import type { AboutFile } from "./pieces";

const text = defineText("aboutFields", {
  en: {
    kind: "What it is",
    title: "Title",
    description: "What it shows (optional)",
    descriptionHint: "Say where to look: “at 10:02 they promise 48 hours”.",
    visibility: "Who sees it",
    supersedes: "Replaces an earlier piece",
    supersedesHint: "Both stay in the case.",
    nothing: "Nothing",
  },
  zh: {
    kind: "证据种类",
    title: "标题",
    description: "证明内容（选填）",
    descriptionHint: "请写明具体位置，例如“10:02 对方承诺 48 小时内发货”。",
    visibility: "可见范围",
    supersedes: "替换先前的证据",
    supersedesHint: "两份都会保留在案件中。",
    nothing: "不替换",
  },
});

/** The inputs beside which a refusal can be shown. */
export const PLACED = ["kind", "title", "description", "visibility", "supersedesId"] as const;

/** Who adds evidence, and what of theirs it can replace. */
export interface Adding {
  side: Side;
  earlier: readonly { id: string; title: string }[];
}

interface Props extends Adding {
  about: AboutFile;
  refusal: Refusal | null;
  onAbout: (about: AboutFile) => void;
}

export function AboutFields({ side, earlier, about, refusal, onAbout }: Props): ReactNode {
  const say = useText(text);
  const optionsOf = useOptions();
  const change = (part: Partial<AboutFile>): void => onAbout({ ...about, ...part });
  return (
    <>
      <Select
        label={say("kind")}
        options={optionsOf("EvidenceKind")}
        value={about.kind}
        error={refusal?.at("kind")}
        onChange={({ target }) => change({ kind: target.value as EvidenceKind })}
      />
      <TextInput
        label={say("title")}
        value={about.title}
        error={refusal?.at("title")}
        // Of the form in which it may stand, this is not the end.
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        onChange={({ target }) => change({ title: target.value })}
      />
      <TextArea
        label={say("description")}
        hint={say("descriptionHint")}
        value={about.description}
        error={refusal?.at("description")}
        onChange={({ target }) => change({ description: target.value })}
      />
      <Visibility side={side} about={about} onAbout={onAbout} />
      {earlier.length > 0 && (
        <Select
          label={say("supersedes")}
          hint={say("supersedesHint")}
          options={[
            { value: "", label: say("nothing") },
            ...earlier.map(({ id, title }) => ({ value: id, label: title })),
          ]}
          value={about.supersedesId ?? ""}
          error={refusal?.at("supersedesId")}
          onChange={({ target }) => change({ supersedesId: target.value || null })}
        />
      )}
    </>
  );
}

interface VisibilityProps {
  side: Side;
  about: AboutFile;
  onAbout: (about: AboutFile) => void;
}

function Visibility({ side, about, onAbout }: VisibilityProps): ReactNode {
  const say = useText(text);
  const optionsOf = useOptions();
  const name = useId();
  const choices = ["PARTIES", `${side}_SIDE`] as const;
  return (
    <Choices
      legend={say("visibility")}
      name={name}
      options={optionsOf("EvidenceVisibility", choices)}
      value={about.visibility}
      onChoose={(value) => onAbout({ ...about, visibility: choices.find((each) => each === value) ?? "PARTIES" })}
    />
  );
}
