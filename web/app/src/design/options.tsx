import { useId, useState, type KeyboardEvent, type ReactNode } from "react";
import styles from "./options.module.css";

export interface Choice {
  id: string;
  name: string;
  hint?: ReactNode;
}

/** A list below an input, from which the arrow keys and Enter choose while one types. */
export function useOptions(choices: readonly Choice[], onChoose: (choice: Choice) => void, onEscape: () => void) {
  const id = useId();
  const [at, setAt] = useState(0);
  const place = Math.min(at, choices.length - 1);
  const active = choices[place];
  function onKeyDown(event: KeyboardEvent): void {
    if (choices.length === 0 || event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((place + step + choices.length) % choices.length);
    // Tab goes on, and chooses nothing: the list is there for whoever only passes, too.
    else if (event.key === "Enter" && active) {
      onChoose(active);
      setAt(0);
    } else if (event.key === "Escape") onEscape();
    else return;
    // Neither the form nor the dialog around it hears the key.
    event.preventDefault();
    event.stopPropagation();
  }
  const idOf = (choice: Choice): string => `${id}-${choice.id}`;
  return {
    onKeyDown,
    /** For the input. */
    wiring: {
      "aria-autocomplete": "list",
      "aria-controls": choices.length > 0 ? id : undefined,
      "aria-activedescendant": active && idOf(active),
    } as const,
    /** `above`: where there is no room below. */
    list: (label: string, above = false): ReactNode =>
      choices.length > 0 && (
        <div id={id} role="listbox" aria-label={label} className={styles.options} data-above={above || undefined}>
          {choices.map((choice) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the input has the focus and hears the keys
            <div
              key={choice.id}
              id={idOf(choice)}
              role="option"
              tabIndex={-1}
              aria-selected={choice === active}
              // Before the input loses the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(choice)}
            >
              <span>{choice.name}</span>
              {choice.hint && <span className="muted small">{choice.hint}</span>}
            </div>
          ))}
        </div>
      ),
  };
}
