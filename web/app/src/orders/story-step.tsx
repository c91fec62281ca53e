import type { ReactNode } from "react";
import { TextArea, TextInput } from "../design/field";
import { useText } from "../text/language";
import type { StepProps } from "./complain-steps";
import { complainText } from "./complain.text";

export function StoryStep({ draft, change, refusal }: StepProps): ReactNode {
  const say = useText(complainText);
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
    </>
  );
}
