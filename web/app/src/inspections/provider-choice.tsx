import { useState, type ReactNode } from "react";
import { useRead } from "../api/use-read";
import { Button } from "../design/button";
import { TextInput } from "../design/field";
import { Loaded } from "../design/loaded";
import { defineText, useText } from "../text/language";
import { ProvidersByNameDocument } from "./plans.generated";

const text = defineText("providerChoice", {
  en: {
    label: "Provider's name",
    look: "Search",
    found: "Choose one",
    none: "There is no provider with this name.",
    other: "Choose another one",
  },
  zh: { label: "服务商名称", look: "查找", found: "请选择", none: "没有这样的服务商。", other: "另选一家" },
});

export interface ChosenProvider {
  id: string;
  legalName: string;
}

interface Props {
  chosen: ChosenProvider | null;
  error: string | undefined;
  onChoose: (provider: ChosenProvider | null) => void;
}

/** Finds a provider by its name, and returns its id. */
export function ProviderChoice({ chosen, error, onChoose }: Props): ReactNode {
  const say = useText(text);
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState("");
  const found = useRead(ProvidersByNameDocument, { text: asked }, { pause: asked === "" });
  if (chosen)
    return (
      <p className="row">
        <strong>{chosen.legalName}</strong>
        <Button kind="quiet" onClick={() => onChoose(null)}>
          {say("other")}
        </Button>
      </p>
    );
  return (
    <div className="stack-tight">
      <div className="row row-end">
        <TextInput label={say("label")} value={typed} error={error} onChange={({ target }) => setTyped(target.value)} />
        <Button onClick={() => setAsked(typed.trim())}>{say("look")}</Button>
      </div>
      {asked !== "" && (
        <Loaded {...found} lines={2}>
          {({ providers: { nodes } }) => (
            <div role="group" aria-label={say("found")} className="row">
              {nodes.length === 0 && <p role="status">{say("none")}</p>}
              {nodes.map((provider) => (
                <Button key={provider.id} onClick={() => onChoose(provider)}>
                  {provider.legalName}
                </Button>
              ))}
            </div>
          )}
        </Loaded>
      )}
    </div>
  );
}
