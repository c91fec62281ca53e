import type { ReactNode } from "react";
import { useLabel } from "../../text/labels";
import { useText } from "../../text/language";
import { TextAreaWithTexts } from "../texts/text-area";
import type { Values } from "../texts/values";
import { inferencesOf, type Decision } from "./decision";
import type { DecidableCaseFragment } from "./decision.generated";
import { decisionText } from "./decision.text";

interface Props {
  complaint: DecidableCaseFragment;
  decision: Decision;
  /** For the texts that are put in. */
  values: Values;
  ruleCodes: readonly string[];
  errorAt: (field: string) => string | undefined;
  onChange: (patch: Partial<Decision>) => void;
}

/** Adverse inferences: what a side left unanswered may be held against it. */
export function InferencesEditor({ complaint, decision, values, ruleCodes, errorAt, onChange }: Props): ReactNode {
  const say = useText(decisionText);
  const label = useLabel();
  const missed = complaint.requests.nodes.filter(({ missedAt }) => missedAt);
  if (missed.length === 0) return null;
  const written = inferencesOf(decision).map(({ requestId }) => requestId);
  return (
    <section className="stack-tight" aria-labelledby="inferences">
      <h2 id="inferences">{say("inferences")}</h2>
      {errorAt("adverseInferences") && <p role="alert">{errorAt("adverseInferences")}</p>}
      {missed.map(({ id, addressedTo, text }) => (
        <div key={id} className="card stack-tight">
          <p>
            <span className="muted small">{say("requestOf", { side: label("Side", addressedTo) })}</span> {text}
          </p>
          <TextAreaWithTexts
            label={say("inference")}
            rows={2}
            value={decision.inferences[id] ?? ""}
            error={written.includes(id) ? errorAt(`adverseInferences.${written.indexOf(id)}`) : undefined}
            values={values}
            ruleCodes={ruleCodes}
            onText={(said) => onChange({ inferences: { ...decision.inferences, [id]: said } })}
          />
        </div>
      ))}
    </section>
  );
}
