import type { ReactNode } from "react";
import type { Refusal } from "../api/refusal";
import type { BreachInput, PromiseKind } from "../api/schema.generated";
import { Checkbox, TextArea } from "../design/field";
import { MoneyInput } from "../design/money-input";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/labels";

const text = defineText("breachFields", {
  en: { expected: "What was promised", delivered: "What came instead", amount: "At stake" },
  zh: { expected: "承诺的内容", delivered: "实际情况", amount: "涉及金额" },
});

interface Props {
  promises: readonly { id: string; kind: PromiseKind; text: string }[];
  currency: string;
  breaches: readonly BreachInput[];
  refusal: Refusal | null;
  onChange: (breaches: BreachInput[]) => void;
}

/** The promises that may have been broken; those broken are ticked and described. */
export function BreachFields({ promises, currency, breaches, refusal, onChange }: Props): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const put = (changed: BreachInput): void =>
    onChange(breaches.map((one) => (one.promiseVersionId === changed.promiseVersionId ? changed : one)));
  return (
    <>
      {promises.map(({ id, kind, text: promised }) => {
        const at = breaches.findIndex(({ promiseVersionId }) => promiseVersionId === id);
        const breach = breaches[at];
        return (
          <div key={id} className="stack-tight">
            <Checkbox
              label={`${label("PromiseKind", kind)} · ${promised}`}
              checked={breach !== undefined}
              onChange={({ target }) =>
                onChange(
                  target.checked
                    ? [...breaches, { promiseVersionId: id, expected: promised, delivered: "", amount: 0 }]
                    : breaches.filter((one) => one !== breach),
                )
              }
            />
            {breach && (
              <div className="beside">
                <TextArea
                  required
                  label={say("expected")}
                  value={breach.expected ?? ""}
                  error={refusal?.at(`breaches.${at}.expected`)}
                  onChange={({ target }) => put({ ...breach, expected: target.value })}
                />
                <TextArea
                  required
                  label={say("delivered")}
                  value={breach.delivered}
                  error={refusal?.at(`breaches.${at}.delivered`)}
                  onChange={({ target }) => put({ ...breach, delivered: target.value })}
                />
                <MoneyInput
                  label={say("amount")}
                  currency={currency}
                  amount={breach.amount ?? 0}
                  error={refusal?.at(`breaches.${at}.amount`)}
                  onAmount={(amount) => put({ ...breach, amount: amount ?? 0 })}
                />
              </div>
            )}
          </div>
        );
      })}
    </>
  );
}
