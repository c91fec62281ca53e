import type { ReactNode } from "react";
import type { PenaltyKind } from "../../api/schema.generated";
import { useRead } from "../../api/use-read";
import { Button } from "../../design/button";
import { Select, TextArea, TextInput } from "../../design/field";
import { MoneyInput } from "../../design/money-input";
import { useLabel } from "../../text/labels";
import { useText } from "../../text/language";
import { NEW_PENALTY, type PenaltyDraft } from "./decision";
import { ListingsOfDocument } from "./decision.generated";
import { decisionText } from "./decision.text";
import { replaced, without } from "./list-edits";

interface Props {
  currency: string;
  providerId: string;
  /** The penalties that the cited rules allow. */
  measures: readonly PenaltyKind[];
  penalties: readonly PenaltyDraft[];
  errorAt: (field: string) => string | undefined;
  onChange: (penalties: PenaltyDraft[]) => void;
}

export function PenaltiesEditor({ currency, providerId, measures, penalties, errorAt, onChange }: Props): ReactNode {
  const say = useText(decisionText);
  const label = useLabel();
  const listings = useRead(ListingsOfDocument, { providerId }, { pause: penalties.length === 0 });
  const kinds = (chosen: PenaltyDraft["kind"]): readonly string[] =>
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
                options={[
                  { value: "", label: say("choose") },
                  ...kinds(penalty.kind).map((value) => ({ value, label: label("PenaltyKind", value) })),
                ]}
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
              <Select
                label={say("listing")}
                value={penalty.listingId}
                error={at("listingId")}
                options={[
                  { value: "", label: say("noListing") },
                  ...(listings.data?.providerListings.nodes ?? []).map(({ id, title }) => ({
                    value: id,
                    label: title,
                  })),
                ]}
                onChange={({ target }) => change({ listingId: target.value })}
              />
            </div>
            <TextArea
              label={say("reason")}
              required
              rows={2}
              value={penalty.reason}
              error={at("reason")}
              onChange={({ target }) => change({ reason: target.value })}
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
        <Button disabled={measures.length === 0} onClick={() => onChange([...penalties, NEW_PENALTY])}>
          {say("addPenalty")}
        </Button>
      </div>
    </section>
  );
}
