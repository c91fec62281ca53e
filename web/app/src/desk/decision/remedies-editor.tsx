import type { ReactNode } from "react";
import type { RemedyKind } from "../../api/schema.generated";
import { Button } from "../../design/button";
import { goOnInAdded } from "../../design/go-on-in-added";
import { Select, TextInput } from "../../design/field";
import { MoneyInput } from "../../design/money-input";
import { useOptions } from "../../text/labels";
import { useText } from "../../text/language";
import { IS_MONEY, MAY_COMPENSATE, NEEDS_AMOUNT } from "../../design/remedy-kinds";
import { NEW_REMEDY, type RemedyDraft } from "./decision";
import { decisionText } from "./decision.text";
import { EvidenceChoice } from "./evidence-choice";
import { TextAreaWithTexts } from "../texts/text-area";
import { measureValues, type Values } from "../texts/values";
import { replaced, without } from "./list-edits";
import { ofRemedy } from "./measures";

interface Props {
  currency: string;
  /** The consumer's evidence that both sides see: what a loss can be shown by. */
  evidence: readonly { id: string; title: string }[];
  remedies: readonly RemedyDraft[];
  /** As which the first one begins. */
  first: RemedyDraft;
  /** What the case says, for the texts that are put in. */
  values: Values;
  ruleCodes: readonly string[];
  errorAt: (field: string) => string | undefined;
  onChange: (remedies: RemedyDraft[]) => void;
}

export function RemediesEditor({
  currency,
  evidence,
  remedies,
  first,
  values,
  ruleCodes,
  errorAt,
  onChange,
}: Props): ReactNode {
  const say = useText(decisionText);
  const optionsOf = useOptions();
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
                options={optionsOf("RemedyKind")}
                onChange={({ target }) => change(ofKind(target.value as RemedyKind))}
              />
              {NEEDS_AMOUNT.has(remedy.kind) && (
                <MoneyInput
                  label={say("amount")}
                  currency={currency}
                  amount={remedy.amount}
                  required
                  error={at("amount")}
                  onAmount={(amount) => change({ amount })}
                />
              )}
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
            {MAY_COMPENSATE.has(remedy.kind) && (
              <Compensation remedy={remedy} evidence={evidence} at={at} change={change} />
            )}
            <TextAreaWithTexts
              label={say("text")}
              required
              rows={2}
              value={remedy.text}
              values={measureValues("remedy", ofRemedy(remedy), values, currency)}
              ruleCodes={ruleCodes}
              error={at("text")}
              onText={(text) => change({ text })}
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
        <Button
          onClick={({ currentTarget }) =>
            goOnInAdded(currentTarget, () => onChange([...remedies, remedies.length === 0 ? first : NEW_REMEDY]))
          }
        >
          {say("addRemedy")}
        </Button>
      </div>
    </section>
  );
}

interface CompensationProps {
  remedy: RemedyDraft;
  evidence: Props["evidence"];
  at: (field: string) => string | undefined;
  change: (patch: Partial<RemedyDraft>) => void;
}

/** On what basis more is owed than the price, and what that rests on. */
function Compensation({ remedy, evidence, at, change }: CompensationProps): ReactNode {
  const say = useText(decisionText);
  const optionsOf = useOptions();
  const options = optionsOf("CompensationBasis");
  return (
    <>
      <Select
        label={say("basis")}
        hint={say("basisHint")}
        value={remedy.basis}
        required={remedy.kind === "COMPENSATION"}
        error={at("basis")}
        options={[{ value: "", label: "–" }, ...options]}
        onChange={({ target }) => change({ basis: target.value as RemedyDraft["basis"] })}
      />
      {remedy.basis === "STATUTORY" && (
        <TextInput
          label={say("ground")}
          required
          value={remedy.ground}
          error={at("ground")}
          onChange={({ target }) => change({ ground: target.value })}
        />
      )}
      {remedy.basis === "ACTUAL_LOSS" && (
        <EvidenceChoice
          legend={say("lossEvidence")}
          none={say("noLossEvidence")}
          error={at("evidenceIds")}
          evidence={evidence}
          chosen={remedy.evidenceIds}
          onChange={(evidenceIds) => change({ evidenceIds })}
        />
      )}
    </>
  );
}

const ofKind = (kind: RemedyKind): Partial<RemedyDraft> => ({
  kind,
  ...(!NEEDS_AMOUNT.has(kind) && { amount: null }),
  ...(!MAY_COMPENSATE.has(kind) && { basis: "" as const }),
  ...(IS_MONEY.has(kind) && { insteadAmount: null }),
});
