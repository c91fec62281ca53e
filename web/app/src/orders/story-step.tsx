import type { ReactNode } from "react";
import type { BreachClass } from "../api/schema.generated";
import { Select, TextArea, TextInput } from "../design/field";
import { useLabel, valuesOf } from "../text/labels";
import { useText } from "../text/language";
import type { StepProps } from "./complain-steps";
import { complainText } from "./complain.text";

export function StoryStep({ draft, change, refusal }: StepProps): ReactNode {
  const say = useText(complainText);
  const label = useLabel();
  return (
    <>
      <TextInput
        label={say("titleField")}
        required
        value={draft.title}
        error={refusal?.at("title")}
        onChange={({ target }) => change({ title: target.value })}
      />
      <TextArea
        label={say("storyField")}
        hint={say("storyHint")}
        required
        rows={8}
        value={draft.story}
        error={refusal?.at("story")}
        onChange={({ target }) => change({ story: target.value })}
      />
      <Select
        label={say("breachClass")}
        hint={say("breachClassHint")}
        options={valuesOf("BreachClass").map((value) => ({ value, label: label("BreachClass", value) }))}
        value={draft.breachClass}
        error={refusal?.at("breachClass")}
        onChange={({ target }) => change({ breachClass: target.value as BreachClass })}
      />
    </>
  );
}
