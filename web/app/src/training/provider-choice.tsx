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

/** Finds a provider by name, and chooses it. */
export function ProviderChoice({
  value,
  onChoose,
  error,
}: {
  value: string | null;
  onChoose: (providerId: string) => void;
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
        {({ providers: { nodes } }) =>
          nodes.length === 0 ? (
            <p className="muted">{say("none")}</p>
          ) : (
            <Choices
              legend={say("choose")}
              name="provider"
              value={value}
              options={nodes.map(({ id, legalName }) => ({ value: id, label: legalName }))}
              onChoose={onChoose}
            />
          )
        }
      </Loaded>
    </div>
  );
}
