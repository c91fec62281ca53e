import { useDeferredValue, useState, type ReactNode } from "react";
import { useRead } from "../api/use-read";
import { Combobox } from "../design/combobox";
import { defineText, useText } from "../text/language";
import type { Moderator } from "./moderator-picker";
import { FindModeratorsDocument } from "./moderator-picker.generated";

const text = defineText("assigneeFilter", { en: { assignee: "Moderator" }, zh: { assignee: "处理专员" } });

/** Whose cases: of a colleague who is away, for a lead who gives them to others. */
export function AssigneeFilter({
  id,
  onChoose,
}: {
  id: string | null;
  onChoose: (id: string | null) => void;
}): ReactNode {
  const say = useText(text);
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<Moderator | null>(null);
  const sought = useDeferredValue(typed.trim());
  const { data } = useRead(FindModeratorsDocument, { text: sought || null });
  const choices = (data?.moderators ?? []).map(({ moderator }) => ({ id: moderator.id, name: moderator.displayName }));
  const known = [chosen, ...choices].find((one) => one?.id === id);
  // From an address: whoever has little to do may be found by that alone.
  const asked = useRead(FindModeratorsDocument, { text: id }, { pause: id === null || known !== undefined });
  const name = known?.name ?? asked.data?.moderators[0]?.moderator.displayName ?? "…";
  return (
    <Combobox
      label={say("assignee")}
      chosen={id === null ? null : { name }}
      choices={choices}
      onType={setTyped}
      onChoose={(choice) => {
        setChosen(choice && { id: choice.id, name: choice.name });
        onChoose(choice?.id ?? null);
      }}
    />
  );
}
