import type { ReactNode } from "react";
import type { PenaltyKind } from "../../api/schema.generated";
import { Button } from "../../design/button";
import { goOnInAdded } from "../../design/go-on-in-added";
import { Select, TextInput } from "../../design/field";
import { MoneyInput } from "../../design/money-input";
import { useOptions } from "../../text/labels";
import { useText } from "../../text/language";
import { NEW_PENALTY, type PenaltyDraft } from "./decision";
import { decisionText } from "./decision.text";
import { TextAreaWithTexts } from "../texts/text-area";
import { ListingPicker } from "./listing-picker";
import { measureValues, type Values } from "../texts/values";
import { replaced, without } from "./list-edits";
import { ofPenalty } from "./measures";

interface Props {
  currency: string;
  providerId: string;
  /** The penalties that the cited rules allow. */
  measures: readonly PenaltyKind[];
  penalties: readonly PenaltyDraft[];
  /** What the case says, for the texts that are put in. */
  values: Values;
  ruleCodes: readonly string[];
  errorAt: (field: string) => string | undefined;
  onChange: (penalties: PenaltyDraft[]) => void;
}

export function PenaltiesEditor({
  currency,
  providerId,
  measures,
  penalties,
  values,
  ruleCodes,
  errorAt,
  onChange,
}: Props): ReactNode {
  const say = useText(decisionText);
  const optionsOf = useOptions();
  const kinds = (chosen: PenaltyDraft["kind"]): readonly PenaltyKind[] =>
    chosen === "" || measures.includes(chosen) ? measures : [...measures, chosen];
  return (
    <section className="stack-tight" aria-labelledby="penalties">
      <h2 id="penalties">{say("penalties")}</h2>
      {penalties.length === 0 && errorAt("penalties") && <p role="alert">{errorAt("penalties")}</p>}
      {measures.length === 0 && <p className="muted small">{say("noMeasures")}</p>}
      {penalties.map((penalty, index) => {
        const change = (patch: Partial<PenaltyDraft>): void => onChange(replaced(penalties, index, patch));
        const at = (field: string): string | undefined => errorAt(`penalties.${index}.${field}`);
        return (
          <fieldset key={index} className="card stack-tight">
            <legend>{say("penalty", { number: index + 1 })}</legend>
            <div className="grid">
              <Select
                label={say("kind")}
                required
                value={penalty.kind}
                error={at("kind")}
                options={[{ value: "", label: say("choose") }, ...optionsOf("PenaltyKind", kinds(penalty.kind))]}
                onChange={({ target }) => change({ kind: target.value as PenaltyKind })}
              />
              <TextInput
                label={say("days")}
                inputMode="numeric"
                pattern="[0-9]*"
                value={penalty.days}
                error={at("days")}
                onChange={({ target }) => change({ days: target.value })}
              />
              <MoneyInput
                label={say("amount")}
                currency={currency}
                amount={penalty.amount}
                error={at("amount")}
                onAmount={(amount) => change({ amount })}
              />
              <ListingPicker
                providerId={providerId}
                id={penalty.listingId}
                error={at("listingId")}
                onChoose={(listingId) => change({ listingId })}
              />
            </div>
            <TextAreaWithTexts
              label={say("reason")}
              required
              rows={2}
              value={penalty.reason}
              values={measureValues("penalty", ofPenalty(penalty), values, currency)}
              ruleCodes={ruleCodes}
              error={at("reason")}
              onText={(reason) => change({ reason })}
            />
            <div>
              <Button kind="quiet" onClick={() => onChange(without(penalties, index))}>
                {say("remove")}
              </Button>
            </div>
          </fieldset>
        );
      })}
      <div>
        <Button
          disabled={measures.length === 0}
          onClick={({ currentTarget }) => goOnInAdded(currentTarget, () => onChange([...penalties, NEW_PENALTY]))}
        >
          {say("addPenalty")}
        </Button>
      </div>
    </section>
  );
}
