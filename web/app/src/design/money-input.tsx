import { useState, type ReactNode } from "react";
import { inBrackets } from "../text/format";
import { defineText, useText } from "../text/language";
import { editableMoney, exampleIn, parseMoney } from "../text/money";
import { TextInput } from "./field";

const text = defineText("money", {
  en: { notAnAmount: "An amount such as 199 or {{exact}}." },
  zh: { notAnAmount: "请输入金额，例如 199 或 {{exact}}。" },
});

interface Props {
  label: string;
  currency: string;
  /** In the currency's smallest unit; null: empty, or not an amount. */
  amount: number | null;
  onAmount: (amount: number | null) => void;
  hint?: ReactNode;
  error?: string | undefined;
  required?: boolean;
  labelHidden?: boolean;
}

/** People type 199.50, the API expects 19950. */
export function MoneyInput({ currency, amount, onAmount, error, label, ...rest }: Props): ReactNode {
  const say = useText(text);
  const shown = amount === null ? "" : editableMoney({ amount, currency });
  const [typed, setTyped] = useState(shown);
  const [was, setWas] = useState(amount);
  // Changed by something else than typing: another of a list stands here now, or another address.
  if (amount !== was) {
    setWas(amount);
    if (parseMoney(typed, currency) !== amount) setTyped(shown);
  }
  const isWrong = typed !== "" && parseMoney(typed, currency) === null;
  const wrong = isWrong ? say("notAnAmount", { exact: exampleIn(currency) }) : undefined;
  return (
    <TextInput
      {...rest}
      label={label + inBrackets(currency)}
      inputMode="decimal"
      value={typed}
      // What cannot be read is not sent as if nothing had been typed.
      ref={(input) => input?.setCustomValidity(wrong ?? "")}
      error={wrong ?? error}
      onChange={({ target }) => {
        setTyped(target.value);
        onAmount(target.value === "" ? null : parseMoney(target.value, currency));
      }}
    />
  );
}
