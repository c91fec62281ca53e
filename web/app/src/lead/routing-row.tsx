import type { ReactNode } from "react";
import type { BreachClass, Severity } from "../api/schema.generated";
import { Button } from "../design/button";
import { Select, TextInput } from "../design/field";
import { MoneyInput } from "../design/money-input";
import { CategoryInput } from "../market/category-input";
import { CURRENCY_OPTIONS, MAIN_CURRENCY } from "../text/currencies";
import { useOptions } from "../text/labels";
import { useText } from "../text/language";
import { routingText } from "./routing.text";

export interface RuleDraft {
  queue: string;
  category: string;
  severityAtLeast: Severity | "";
  amountAtLeast: number | null;
  currency: string;
  breachClass: BreachClass | "";
}

interface Props {
  number: number;
  isLast: boolean;
  rule: RuleDraft;
  errorAt: (field: string) => string | undefined;
  onChange: (patch: Partial<RuleDraft>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

export function RoutingRow({ number, isLast, rule, errorAt, onChange, onMove, onRemove }: Props): ReactNode {
  const say = useText(routingText);
  const optionsOf = useOptions();
  const currency = rule.currency || MAIN_CURRENCY;
  const any = { value: "", label: say("any") };
  const texts = [
    ["queue", TextInput],
    ["category", CategoryInput],
  ] as const;
  const selects = [
    { name: "severityAtLeast", type: "Severity" },
    { name: "breachClass", type: "BreachClass" },
  ] as const;
  return (
    <fieldset className="card stack-tight">
      <legend>{say("rule", { number })}</legend>
      <div className="grid">
        {texts.map(([name, Input]) => (
          <Input
            key={name}
            label={say(name)}
            value={rule[name]}
            error={errorAt(name)}
            onChange={({ target }) => onChange({ [name]: target.value })}
          />
        ))}
        {selects.map(({ name, type }) => (
          <Select
            key={name}
            label={say(name)}
            value={rule[name]}
            error={errorAt(name)}
            options={[any, ...optionsOf(type)]}
            onChange={({ target }) => onChange({ [name]: target.value })}
          />
        ))}
        <Select
          label={say("currency")}
          value={rule.currency}
          error={errorAt("currency")}
          options={[any, ...CURRENCY_OPTIONS]}
          onChange={({ target }) => onChange({ currency: target.value })}
        />
        <MoneyInput
          key={currency}
          label={say("amountAtLeast")}
          hint={rule.amountAtLeast !== null && !rule.currency ? say("ofEach") : undefined}
          currency={currency}
          amount={rule.amountAtLeast}
          error={errorAt("amountAtLeast")}
          // Whoever begins with an amount means one of the currency that is shown beside it.
          onAmount={(amountAtLeast) =>
            onChange(rule.amountAtLeast === null ? { amountAtLeast, currency } : { amountAtLeast })
          }
        />
      </div>
      <div className="row">
        <Button kind="quiet" disabled={number === 1} onClick={() => onMove(-1)}>
          {say("up")}
        </Button>
        <Button kind="quiet" disabled={isLast} onClick={() => onMove(1)}>
          {say("down")}
        </Button>
        <Button kind="quiet" onClick={onRemove}>
          {say("remove")}
        </Button>
      </div>
    </fieldset>
  );
}
