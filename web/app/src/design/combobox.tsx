import { useState, type ReactNode } from "react";
import { defineText, useText } from "../text/language";
import { TextInput } from "./field";
import { useOptions, type Choice } from "./options";
import styles from "./options.module.css";

const text = defineText("combobox", {
  en: {
    list: "Found",
    choose: "Choose one from the list.",
    found_one: "{{count}} found",
    found_other: "{{count}} found",
  },
  zh: { list: "查找结果", choose: "请从列表中选择。", found_other: "找到 {{count}} 个" },
});

interface Props {
  label: string;
  /** What is chosen; null: nothing. */
  chosen: Pick<Choice, "name"> | null;
  /** What was found for what is typed. */
  choices: readonly Choice[];
  onType: (typed: string) => void;
  onChoose: (choice: Choice | null) => void;
  error?: string | undefined;
  required?: boolean;
}

/** One of very many things, found while one types. What is typed and not chosen does not count. */
export function Combobox({ label, chosen, choices, onType, onChoose, error, required }: Props): ReactNode {
  const say = useText(text);
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const shown = open ? choices : [];
  const unchosen = (typed ?? "").trim() !== "";
  function choose(choice: Choice): void {
    setTyped(null);
    setOpen(false);
    onChoose(choice);
  }
  const options = useOptions(shown, choose, () => setOpen(false));
  return (
    <div className={styles.around}>
      <TextInput
        label={label}
        role="combobox"
        autoComplete="off"
        aria-expanded={shown.length > 0}
        {...options.wiring}
        aria-controls={options.wiring["aria-controls"]}
        required={required}
        value={typed ?? chosen?.name ?? ""}
        error={error}
        ref={(input) => input?.setCustomValidity(unchosen ? say("choose") : "")}
        onKeyDown={options.onKeyDown}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={({ target }) => {
          setTyped(target.value);
          setOpen(true);
          onType(target.value);
          if (chosen) onChoose(null);
        }}
      />
      {options.list(say("list"))}
      <span role="status" className="visually-hidden">
        {open && unchosen && say("found", { count: choices.length })}
      </span>
    </div>
  );
}
