import { useState, type ReactNode } from "react";
import { session } from "../api/redress";
import { Button } from "../design/button";
import { Refused } from "../design/refused";
import { defineText, useText } from "../text/language";
import { useEnter } from "./use-enter";

const text = defineText("firstEntry", {
  en: { enter: "Sign in" },
  zh: { enter: "登录" },
});

interface Person {
  login: string;
  password: string;
}

/**
 * Signs in with a password that has just been set. `rest` takes the place of the form with which it was set, whose work is done: `done` says so
 * where the password is not enough, or signing in has to wait. `next` is the page that is shown then.
 */
export function useFirstEntry(
  done: string,
  next: string,
): { begin: (person: Person) => Promise<void>; rest: ReactNode } {
  const say = useText(text);
  const { enter, busy, refusal, secondStep } = useEnter({ keep: "device", next });
  const [person, setPerson] = useState<Person | null>(null);
  const begin = (who: Person): Promise<void> => {
    setPerson(who);
    return enter(() => session.signIn(who.login, who.password, "device"));
  };
  const rest = person && (
    <div className="stack narrow">
      <p role="status">{done}</p>
      {secondStep ?? (
        <div className="card stack">
          <Refused refusal={refusal} />
          <div>
            <Button kind="primary" busy={busy} onClick={() => void begin(person)}>
              {say("enter")}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
  return { begin, rest };
}
