import { useDeferredValue, useState, type ReactNode } from "react";
import { useRead } from "../api/use-read";
import { Choices, TextInput } from "../design/field";
import { Loaded } from "../design/loaded";
import { defineText, useText } from "../text/language";
import { ProviderChoiceDocument } from "./provider-choice.generated";

const text = defineText("providerChoice", {
  en: { find: "Find the provider", choose: "Provider", none: "There is no provider with this name." },
  zh: { find: "查找服务商", choose: "服务商", none: "没有叫这个名字的服务商。" },
});

export interface ProviderChosen {
  id: string;
  legalName: string;
}

/** Finds a provider by name, and chooses it. The one that is chosen stays in view, whatever is looked for. */
export function ProviderChoice({
  chosen,
  onChoose,
  error,
}: {
  chosen: ProviderChosen | null;
  onChoose: (provider: ProviderChosen) => void;
  error?: string | undefined;
}): ReactNode {
  const say = useText(text);
  const [typed, setTyped] = useState("");
  const wanted = useDeferredValue(typed.trim());
  const read = useRead(ProviderChoiceDocument, { text: wanted || null });
  return (
    <div className="stack-tight">
      <TextInput
        label={say("find")}
        type="search"
        value={typed}
        error={error}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Loaded {...read}>
        {({ providers: { nodes } }) => {
          const shown = chosen ? [chosen, ...nodes.filter(({ id }) => id !== chosen.id)] : nodes;
          return (
            <>
              {nodes.length === 0 && <p className="muted">{say("none")}</p>}
              {shown.length > 0 && (
                <Choices
                  legend={say("choose")}
                  name="provider"
                  value={chosen?.id ?? null}
                  options={shown.map(({ id, legalName }) => ({ value: id, label: legalName }))}
                  onChoose={(id) => shown.filter((one) => one.id === id).forEach(onChoose)}
                />
              )}
            </>
          );
        }}
      </Loaded>
    </div>
  );
}
