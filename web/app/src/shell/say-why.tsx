import type { FormEvent, ReactNode } from "react";
import type { Refusal } from "../api/refusal";
import { Button } from "../design/button";
import { TextArea } from "../design/field";
import { Refused } from "../design/refused";
import { useKept } from "./use-kept";

interface Form {
  /** What it is about, and about which: under this what is typed is kept in the tab. */
  about: string;
  name: string;
  label: string;
  hint?: string;
  refusal: Refusal | null;
  busy: boolean;
  buttons: readonly { label: string; kind?: "danger"; act: (typed: string) => Promise<unknown> }[];
}

/** A statement, with the button that submits it. */
export function SayWhy({ about, name, label, hint, refusal, busy, buttons }: Form): ReactNode {
  const kept = useKept(about, "", "");
  const submit = (event: FormEvent): void => event.preventDefault();
  return (
    <form className="stack-tight" onSubmit={submit}>
      <TextArea
        required
        label={label}
        hint={hint}
        value={kept.value}
        error={refusal?.at(name)}
        onChange={({ target }) => kept.change(target.value)}
      />
      {!refusal?.at(name) && <Refused refusal={refusal} />}
      <div className="row">
        {buttons.map((button) => (
          <Button
            key={button.label}
            kind={button.kind}
            busy={busy}
            disabled={kept.value.trim() === ""}
            onClick={() => void button.act(kept.value).then((done) => done && kept.forget())}
          >
            {button.label}
          </Button>
        ))}
      </div>
    </form>
  );
}
