import { useId, useState, type ReactNode } from "react";
import { useRead } from "../api/use-read";
import { TextInput } from "../design/field";
import { defineText, useText } from "../text/language";
import { FindProvidersDocument, ProviderNameDocument } from "./desk.generated";

const text = defineText("providerFilter", { en: { provider: "Provider" }, zh: { provider: "服务商" } });

/** Finds a provider by its name while the person types. */
export function ProviderFilter({
  id,
  onChoose,
}: {
  id: string | null;
  onChoose: (id: string | null) => void;
}): ReactNode {
  const say = useText(text);
  const list = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const chosen = useRead(ProviderNameDocument, { id: id ?? "" }, { pause: id === null });
  const found = useRead(FindProvidersDocument, { text: typed ?? "" }, { pause: !typed?.trim() });
  const providers = (typed?.trim() && found.data?.providers.nodes) || [];

  function type(value: string): void {
    const match = providers.find(({ legalName }) => legalName === value);
    setTyped(match || value === "" ? null : value);
    if (match) onChoose(match.id);
    else if (value === "" && id !== null) onChoose(null);
  }

  return (
    <>
      <TextInput
        label={say("provider")}
        list={list}
        autoComplete="off"
        value={typed ?? (id ? (chosen.data?.provider?.legalName ?? "") : "")}
        onChange={({ target }) => type(target.value)}
      />
      <datalist id={list}>
        {providers.map((provider) => (
          <option key={provider.id} value={provider.legalName} />
        ))}
      </datalist>
    </>
  );
}
