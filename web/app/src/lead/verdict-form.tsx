import { type ReactNode } from "react";
import type { Refusal } from "../api/refusal";
import { Button } from "../design/button";
import { TextArea } from "../design/field";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { useText } from "../text/language";
import { leadText } from "./lead.text";

interface Verdict {
  act: (reason: string) => Promise<unknown>;
  busy: boolean;
  refusal: Refusal | null;
  /** The server's obstacle. */
  why?: string | undefined;
}

/** Approves or declines someone else's decision. */
export function VerdictForm({
  id,
  approve,
  decline,
  onDone,
}: {
  id: string;
  approve: Verdict;
  decline: Verdict;
  onDone: (said?: string) => void;
}): ReactNode {
  const say = useText(leadText);
  const kept = useKept(`verdict ${id}`, "", "");
  const refusal = approve.refusal ?? decline.refusal;
  const why = approve.why ?? decline.why;

  async function press(verdict: Verdict, said: string): Promise<void> {
    // Somebody else may have decided on it: reading again shows that.
    if (!(await verdict.act(kept.value))) return onDone();
    kept.forget();
    onDone(said);
  }

  const buttons = [
    { text: "approve", said: "approved", kind: "primary", verdict: approve },
    { text: "decline", said: "declined", kind: "danger", verdict: decline },
  ] as const;
  return (
    <div className="stack-tight">
      <TextArea
        label={say("note")}
        hint={say("noteHint")}
        rows={2}
        value={kept.value}
        error={refusal?.at("reason")}
        onChange={({ target }) => kept.change(target.value)}
      />
      {!refusal?.at("reason") && <Refused refusal={refusal} />}
      {why && (
        <p id={`${id}-why`} className="muted small">
          {why}
        </p>
      )}
      <div className="row">
        {buttons.map(({ text, said, kind, verdict }) => (
          <Button
            key={text}
            kind={kind}
            busy={verdict.busy}
            disabled={Boolean(verdict.why)}
            aria-describedby={why ? `${id}-why` : undefined}
            onClick={() => void press(verdict, say(said))}
          >
            {say(text)}
          </Button>
        ))}
      </div>
    </div>
  );
}
