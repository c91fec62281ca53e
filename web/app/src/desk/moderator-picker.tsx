import { useDeferredValue, useState, type ReactNode } from "react";
import { useRead } from "../api/use-read";
import { Combobox } from "../design/combobox";
import { defineText, useText } from "../text/language";
import { FindModeratorsDocument } from "./moderator-picker.generated";

const text = defineText("moderatorPicker", {
  en: { moderator: "Moderator", load_one: "{{count}} case", load_other: "{{count}} cases" },
  zh: { moderator: "处理专员", load_other: "{{count}} 件在办" },
});

interface Props {
  chosen: Moderator | null;
  onChoose: (moderator: Moderator | null) => void;
  error?: string | undefined;
}

export interface Moderator {
  id: string;
  name: string;
}

/** A moderator, found by name; who has the least to do stands first. */
export function ModeratorPicker({ chosen, onChoose, error }: Props): ReactNode {
  const say = useText(text);
  const [typed, setTyped] = useState("");
  const asked = useDeferredValue(typed.trim());
  const { data } = useRead(FindModeratorsDocument, { text: asked || null });
  const choices = (data?.moderators ?? []).map(({ moderator, held, assigned }) => ({
    id: moderator.id,
    name: moderator.displayName,
    hint: say("load", { count: Math.max(held, assigned) }),
  }));
  return (
    <Combobox
      label={say("moderator")}
      required
      chosen={chosen}
      choices={choices}
      onType={setTyped}
      onChoose={(choice) => onChoose(choice && { id: choice.id, name: choice.name })}
      error={error}
    />
  );
}
