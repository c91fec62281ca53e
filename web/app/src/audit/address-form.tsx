import { useState, type FormEvent, type ReactNode } from "react";
import { useSearchParams } from "react-router";
import { useClient } from "urql";
import { refusalOf, type Refusal } from "../api/refusal";
import type { SearchKind } from "../api/schema.generated";
import { useDraftOf } from "../design/address";
import { Button } from "../design/button";
import { TextInput } from "../design/field";
import { Refused } from "../design/refused";
import { defineText, useText } from "../text/language";
import { FindNamedDocument } from "./audit.generated";

const text = defineText("addressForm", {
  en: {
    show: "Show",
    all: "Show all",
    none: "Nothing has this name, or several have: give the whole number or login.",
  },
  zh: { show: "查看", all: "显示全部", none: "没有找到，或不止一个符合：请填写完整的编号或登录名。" },
});

export interface AddressField {
  name: string;
  label: string;
  hint: string;
  /** What may be named in it: by its number, name or login, if not by its id. */
  finds: (typed: string) => SearchKind;
  error?: string | undefined;
}

const ID = /^[a-z]{3}_/;

/** Who audits must not be shown somebody else's: one of several counts only where it is called exactly so. */
function theOne<Found extends { code: string | null; title: string }>(
  found: readonly Found[],
  typed: string,
): Found | undefined {
  const exact = found.filter(({ code, title }) => code === typed || title === typed);
  const [one, ...more] = exact.length > 0 ? exact : found;
  return more.length === 0 ? one : undefined;
}

/** Keeps the query in the address, by ids, so that a link shares the view. A new query resets the positions in lists. */
export function AddressForm({ view, fields }: { view: string; fields: readonly AddressField[] }): ReactNode {
  const say = useText(text);
  const [params, setParams] = useSearchParams();
  const asked = Object.fromEntries(fields.map(({ name }) => [name, params.get(name) ?? ""]));
  const [draft, change] = useDraftOf(asked);
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [unfound, setUnfound] = useState<string | null>(null);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setUnfound(null);
    setRefusal(null);
    setBusy(true);
    const next = await named();
    setBusy(false);
    if (next) setParams(next);
  }

  /** Null when something was not found. */
  async function named(): Promise<URLSearchParams | null> {
    const next = new URLSearchParams({ view });
    for (const { name, finds } of fields) {
      const value = draft[name]?.trim() ?? "";
      if (!value) continue;
      if (ID.test(value)) {
        next.set(name, value);
        continue;
      }
      const { data, error } = await client.query(FindNamedDocument, { text: value, kinds: [finds(value)] }).toPromise();
      const found = theOne(data?.search ?? [], value);
      if (error) setRefusal(refusalOf(error));
      else if (!found) setUnfound(name);
      if (!found) return null;
      next.set(name, found.id);
    }
    return next;
  }

  return (
    <form role="search" className="stack-tight" onSubmit={(event) => void submit(event)}>
      <div className="thirds">
        {fields.map(({ name, label, hint, error }) => (
          <TextInput
            key={name}
            name={name}
            label={label}
            hint={hint}
            error={unfound === name ? say("none") : error}
            value={draft[name] ?? ""}
            spellCheck={false}
            autoComplete="off"
            onChange={({ target }) => change({ [name]: target.value })}
          />
        ))}
      </div>
      <Refused refusal={refusal} />
      <div className="row">
        <Button type="submit" kind="primary" busy={busy}>
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
