import type { ReactNode } from "react";
import { Checkboxes, Select, TextArea, TextInput, type Option } from "../../design/field";
import { MoneyInput } from "../../design/money-input";
import { useText, type Say } from "../../text/language";
import { labelOf, valuesOf } from "../../text/labels";
import type { Case } from "../case-context";
import { actText } from "./act.text";
import type { AskShape } from "./ask";
import { Stars } from "./stars";

interface Props {
  ask: Exclude<AskShape, { kind: "given" }>;
  complaint: Case;
  required: boolean;
  value: unknown;
  onValue: (value: unknown) => void;
  error: string | undefined;
}

/** One field of a form. */
export function AskField({ ask, complaint, required, value, onValue, error }: Props): ReactNode {
  const say = useText(actText);
  const field = {
    label: say(ask.label),
    hint: [!required && say("optional"), ask.hint && say(ask.hint)].filter(Boolean).join(" · "),
    error,
    required,
  };
  const typed = typeof value === "string" ? value : "";
  switch (ask.kind) {
    case "text": {
      const Input = ask.long ? TextArea : TextInput;
      return <Input {...field} value={typed} onChange={({ target }) => onValue(target.value)} />;
    }
    case "money":
      return (
        <MoneyInput
          {...field}
          currency={complaint.atStake.currency}
          amount={typeof value === "number" ? value : null}
          onAmount={onValue}
        />
      );
    case "number":
      return (
        <TextInput
          {...field}
          type="number"
          inputMode="numeric"
          step={1}
          value={typeof value === "number" ? value : ""}
          onChange={({ target }) => onValue(target.value === "" ? null : Number(target.value))}
        />
      );
    case "day":
      return <TextInput {...field} type="date" value={typed} onChange={({ target }) => onValue(target.value)} />;
    case "someOf":
      return (
        <Checkboxes
          legend={field.label}
          hint={field.hint}
          error={error}
          options={ask.from(complaint)}
          chosen={Array.isArray(value) ? (value as string[]) : []}
          onChosen={onValue}
        />
      );
    case "stars":
      return <Stars legend={field.label} stars={typeof value === "number" ? value : null} onStars={onValue} />;
    default:
      return (
        <Select
          {...field}
          options={[{ value: "", label: say("choose") }, ...optionsOf(ask, complaint, say)]}
          value={typeof value === "boolean" ? String(value) : typed}
          onChange={({ target }) => onValue(ask.kind === "yesNo" ? toYesNo(target.value) : target.value)}
        />
      );
  }
}

const toYesNo = (value: string): boolean | null => (value === "" ? null : value === "true");

function optionsOf(
  ask: Extract<AskShape, { kind: "choice" | "oneOf" | "yesNo" }>,
  complaint: Case,
  say: Say<(typeof actText)["texts"]["en"]>,
): Option[] {
  switch (ask.kind) {
    case "choice":
      return valuesOf(ask.of).map((value) => ({ value, label: labelOf(ask.of, value) }));
    case "oneOf":
      return ask.from(complaint);
    case "yesNo":
      return [
        { value: "true", label: say(ask.yes) },
        { value: "false", label: say(ask.no) },
      ];
  }
}
