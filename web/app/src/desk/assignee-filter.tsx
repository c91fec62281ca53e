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
  const asked = useDeferredValue(typed.trim());
  const { data } = useRead(FindModeratorsDocument, { text: asked || null });
  const choices = (data?.moderators ?? []).map(({ moderator }) => ({ id: moderator.id, name: moderator.displayName }));
  const named = [chosen, ...choices].find((one) => one?.id === id);
  return (
    <Combobox
      label={say("assignee")}
      chosen={id === null ? null : { name: named?.name ?? "…" }}
      choices={choices}
      onType={setTyped}
      onChoose={(choice) => {
        setChosen(choice && { id: choice.id, name: choice.name });
        onChoose(choice?.id ?? null);
      }}
    />
  );
}
