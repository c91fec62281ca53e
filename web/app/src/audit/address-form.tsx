import type { FormEvent, ReactNode } from "react";
import { useSearchParams } from "react-router";
import { useDraftOf } from "../design/address";
import { Button } from "../design/button";
import { TextInput } from "../design/field";
import { defineText, useText } from "../text/language";

const text = defineText("addressForm", {
  en: { show: "Show", all: "Show all" },
  zh: { show: "查看", all: "显示全部" },
});

export interface AddressField {
  name: string;
  label: string;
  hint: string;
  error?: string | undefined;
}

/** Keeps the query in the address, so that a link shares the view. A new query resets the positions in lists. */
export function AddressForm({ view, fields }: { view: string; fields: readonly AddressField[] }): ReactNode {
  const say = useText(text);
  const [params, setParams] = useSearchParams();
  const asked = Object.fromEntries(fields.map(({ name }) => [name, params.get(name) ?? ""]));
  const [draft, change] = useDraftOf(asked);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const next = new URLSearchParams({ view });
    for (const { name } of fields) {
      const value = draft[name]?.trim();
      if (value) next.set(name, value);
    }
    setParams(next);
  }

  return (
    <form role="search" className="stack-tight" onSubmit={submit}>
      <div className="thirds">
        {fields.map(({ name, ...field }) => (
          <TextInput
            key={name}
            name={name}
            {...field}
            value={draft[name] ?? ""}
            spellCheck={false}
            autoComplete="off"
            onChange={({ target }) => change({ [name]: target.value })}
          />
        ))}
      </div>
      <div className="row">
        <Button type="submit" kind="primary">
          {say("show")}
        </Button>
        {Object.values(asked).some(Boolean) && (
          <Button kind="quiet" onClick={() => setParams(new URLSearchParams({ view }))}>
            {say("all")}
          </Button>
        )}
      </div>
    </form>
  );
}
