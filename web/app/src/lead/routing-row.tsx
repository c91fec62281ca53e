import type { ReactNode } from "react";
import type { BreachClass, Severity } from "../api/schema.generated";
import { Button } from "../design/button";
import { Select, TextInput } from "../design/field";
import { MoneyInput } from "../design/money-input";
import { CategoryInput } from "../market/category-input";
import { useOptions } from "../text/labels";
import { useText } from "../text/language";
import { routingText } from "./routing.text";

export interface RuleDraft {
  queue: string;
  category: string;
  severityAtLeast: Severity | "";
  amountAtLeast: number | null;
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
        <MoneyInput
          label={say("amountAtLeast")}
          currency="CNY"
          amount={rule.amountAtLeast}
          error={errorAt("amountAtLeast")}
          onAmount={(amountAtLeast) => onChange({ amountAtLeast })}
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
