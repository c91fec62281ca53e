import { useDeferredValue, useState, type ReactNode } from "react";
import { useRead } from "../api/use-read";
import { Combobox } from "../design/combobox";
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
  const [typed, setTyped] = useState("");
  const asked = useDeferredValue(typed.trim());
  const chosen = useRead(ProviderNameDocument, { id: id ?? "" }, { pause: id === null });
  const found = useRead(FindProvidersDocument, { text: asked }, { pause: asked === "" });
  const choices = asked === "" ? [] : (found.data?.providers.nodes ?? []);
  return (
    <Combobox
      label={say("provider")}
      chosen={id === null ? null : { name: chosen.data?.provider?.legalName ?? "" }}
      choices={choices.map((provider) => ({ id: provider.id, name: provider.legalName }))}
      onType={setTyped}
      onChoose={(choice) => onChoose(choice?.id ?? null)}
    />
  );
}
