import type { FormEvent, ReactNode } from "react";
import { useSearchParams } from "react-router";
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
  const asked = fields.map(({ name }) => params.get(name) ?? "");

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const next = new URLSearchParams({ view });
    for (const { name } of fields) {
      const value = typed.get(name);
      if (typeof value === "string" && value.trim()) next.set(name, value.trim());
    }
    setParams(next);
  }

  return (
    <form key={asked.join(" ")} role="search" className="stack-tight" onSubmit={submit}>
      <div className="thirds">
        {fields.map(({ name, ...field }, at) => (
          <TextInput key={name} name={name} {...field} defaultValue={asked[at]} spellCheck={false} autoComplete="off" />
        ))}
      </div>
      <div className="row">
        <Button type="submit" kind="primary">
          {say("show")}
        </Button>
        {asked.some(Boolean) && (
          <Button kind="quiet" onClick={() => setParams(new URLSearchParams({ view }))}>
            {say("all")}
          </Button>
        )}
      </div>
    </form>
  );
}
