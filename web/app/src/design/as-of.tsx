import { type FormEvent, type ReactNode } from "react";
import { useSearchParams } from "react-router";
import { addressNow, useDraftOf } from "./address";
import { lastMomentOf } from "../api/server-clock";
import { defineText, useText } from "../text/language";
import { Button } from "./button";
import { TextInput } from "./field";

const text = defineText("asOf", {
  en: { show: "Show", today: "Back to today" },
  zh: { show: "查看", today: "回到今天" },
});

/** The day in the address, and its last moment for a query. */
export function useAsOf(name = "asOf"): { day: string | null; moment: string | null } {
  const [params] = useSearchParams();
  const day = params.get(name);
  return { day, moment: lastMomentOf(day) };
}

/** Asks for a day and puts it in the address. Positions in lists belong to another day, so they are reset. */
export function AsOf({ label, name = "asOf" }: { label: string; name?: string }): ReactNode {
  const say = useText(text);
  const [, setParams] = useSearchParams();
  const { day } = useAsOf(name);
  const [draft, change] = useDraftOf({ day: day ?? "" });

  function show(next: string): void {
    const changed = addressNow();
    for (const place of [...changed.keys()].filter((key) => /^after/.test(key))) changed.delete(place);
    if (next) changed.set(name, next);
    else changed.delete(name);
    setParams(changed);
  }

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    show(draft.day);
  };

  return (
    <form className="row no-print row-end" onSubmit={submit}>
      <TextInput label={label} type="date" value={draft.day} onChange={({ target }) => change({ day: target.value })} />
      <Button type="submit">{say("show")}</Button>
      {day && (
        <Button kind="quiet" onClick={() => show("")}>
          {say("today")}
        </Button>
      )}
    </form>
  );
}
