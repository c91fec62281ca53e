import { useState, type FormEvent, type ReactNode } from "react";
import type { Refusal } from "../api/refusal";
import { Button } from "./button";
import { TextArea } from "./field";
import { Refused } from "./refused";

interface Form {
  name: string;
  label: string;
  hint?: string;
  refusal: Refusal | null;
  busy: boolean;
  buttons: readonly { label: string; kind?: "danger"; act: (typed: string) => Promise<unknown> }[];
}

/** A statement, with the button that submits it. */
export function SayWhy({ name, label, hint, refusal, busy, buttons }: Form): ReactNode {
  const [typed, setTyped] = useState("");
  const submit = (event: FormEvent): void => event.preventDefault();
  return (
    <form className="stack-tight" onSubmit={submit}>
      <TextArea
        required
        label={label}
        hint={hint}
        value={typed}
        error={refusal?.at(name)}
        onChange={({ target }) => setTyped(target.value)}
      />
      {!refusal?.at(name) && <Refused refusal={refusal} />}
      <div className="row">
        {buttons.map((button) => (
          <Button
            key={button.label}
            kind={button.kind}
            busy={busy}
            disabled={typed.trim() === ""}
            onClick={() => void button.act(typed).then((done) => done && setTyped(""))}
          >
            {button.label}
          </Button>
        ))}
      </div>
    </form>
  );
}
