import type { ReactNode } from "react";
import { Checkbox } from "../../design/field";

interface Props {
  legend: string;
  /** What is said when there is nothing to choose. */
  none: string;
  error: string | undefined;
  evidence: readonly { id: string; title: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** Pieces of evidence that a part of the decision rests on. */
export function EvidenceChoice({ legend, none, error, evidence, chosen, onChange }: Props): ReactNode {
  return (
    <fieldset className="stack-tight">
      <legend>{legend}</legend>
      {error && <p role="alert">{error}</p>}
      {evidence.length === 0 && <p className="muted">{none}</p>}
      {evidence.map(({ id, title }) => (
        <Checkbox
          key={id}
          label={title}
          checked={chosen.includes(id)}
          onChange={({ target }) => onChange(target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))}
        />
      ))}
    </fieldset>
  );
}
