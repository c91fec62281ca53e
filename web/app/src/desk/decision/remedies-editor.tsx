import type { ReactNode } from "react";
import type { RemedyKind } from "../../api/schema.generated";
import { Button } from "../../design/button";
import { Select, TextArea, TextInput } from "../../design/field";
import { MoneyInput } from "../../design/money-input";
import { useLabel, valuesOf } from "../../text/labels";
import { useText } from "../../text/language";
import { IS_MONEY, NEW_REMEDY, type RemedyDraft } from "./decision";
import { decisionText } from "./decision.text";
import { replaced, without } from "./list-edits";

interface Props {
  currency: string;
  remedies: readonly RemedyDraft[];
  errorAt: (field: string) => string | undefined;
  onChange: (remedies: RemedyDraft[]) => void;
}

export function RemediesEditor({ currency, remedies, errorAt, onChange }: Props): ReactNode {
  const say = useText(decisionText);
  const label = useLabel();
  return (
    <section className="stack-tight" aria-labelledby="remedies">
      <h2 id="remedies">{say("remedies")}</h2>
      {remedies.length === 0 && errorAt("remedies") && <p role="alert">{errorAt("remedies")}</p>}
      {remedies.map((remedy, index) => {
        const change = (patch: Partial<RemedyDraft>): void => onChange(replaced(remedies, index, patch));
        const at = (field: string): string | undefined => errorAt(`remedies.${index}.${field}`);
        return (
          <fieldset key={index} className="card stack-tight">
            <legend>{say("remedy", { number: index + 1 })}</legend>
            <div className="grid">
              <Select
                label={say("kind")}
                value={remedy.kind}
                error={at("kind")}
                options={valuesOf("RemedyKind").map((value) => ({ value, label: label("RemedyKind", value) }))}
                onChange={({ target }) => change(ofKind(target.value as RemedyKind))}
              />
              <MoneyInput
                label={say("amount")}
                currency={currency}
                amount={remedy.amount}
                error={at("amount")}
                onAmount={(amount) => change({ amount })}
              />
              {!IS_MONEY.has(remedy.kind) && (
                <MoneyInput
                  label={say("insteadAmount")}
                  hint={say("insteadHint")}
                  currency={currency}
                  amount={remedy.insteadAmount}
                  required
                  error={at("insteadAmount")}
                  onAmount={(insteadAmount) => change({ insteadAmount })}
                />
              )}
              <TextInput
                label={say("withinDays")}
                inputMode="numeric"
                pattern="[0-9]*"
                required
                value={remedy.withinDays}
                error={at("withinDays")}
                onChange={({ target }) => change({ withinDays: target.value })}
              />
            </div>
            <TextArea
              label={say("text")}
              required
              rows={2}
              value={remedy.text}
              error={at("text")}
              onChange={({ target }) => change({ text: target.value })}
            />
            <div>
              <Button kind="quiet" onClick={() => onChange(without(remedies, index))}>
                {say("remove")}
              </Button>
            </div>
          </fieldset>
        );
      })}
      <div>
        <Button onClick={() => onChange([...remedies, NEW_REMEDY])}>{say("addRemedy")}</Button>
      </div>
    </section>
  );
}

const ofKind = (kind: RemedyKind): Partial<RemedyDraft> => ({
  kind,
  ...(IS_MONEY.has(kind) && { insteadAmount: null }),
});
