import { type FormEvent, type ReactNode } from "react";
import { useSearchParams } from "react-router";
import { addressNow } from "./address";
import { serverNow } from "../api/server-clock";
import { defineText, useText } from "../text/language";
import { Button } from "./button";
import { TextInput } from "./field";

const text = defineText("asOf", {
  en: { show: "Show", today: "Back to today" },
  zh: { show: "查看", today: "回到今天" },
});

/** A day's last moment, in the viewer's own time zone; null for today and for what is no day: as it is now. */
function momentOf(day: string | null): string | null {
  if (day === null || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const end = new Date(`${day}T23:59:59.999`);
  const now = new Date(serverNow());
  return Number.isNaN(end.getTime()) || end.toDateString() === now.toDateString() ? null : end.toISOString();
}

/** The day that stands in the address, and its last moment for a query. */
export function useAsOf(name = "asOf"): { day: string | null; moment: string | null } {
  const [params] = useSearchParams();
  const day = params.get(name);
  return { day, moment: momentOf(day) };
}

/** Asks for a day and puts it in the address. Places in lists are of another day, so they go. */
export function AsOf({ label, name = "asOf" }: { label: string; name?: string }): ReactNode {
  const say = useText(text);
  const [, setParams] = useSearchParams();
  const { day } = useAsOf(name);

  function show(next: string): void {
    const changed = addressNow();
    for (const place of [...changed.keys()].filter((key) => /^after/.test(key))) changed.delete(place);
    if (next) changed.set(name, next);
    else changed.delete(name);
    setParams(changed);
  }

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get(name);
    show(typeof typed === "string" ? typed : "");
  };

  return (
    <form key={day} className="row no-print" style={{ alignItems: "end" }} onSubmit={submit}>
      <TextInput label={label} type="date" name={name} defaultValue={day ?? ""} />
      <Button type="submit">{say("show")}</Button>
      {day && (
        <Button kind="quiet" onClick={() => show("")}>
          {say("today")}
        </Button>
      )}
    </form>
  );
}
