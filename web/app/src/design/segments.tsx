import { useId, type ReactNode } from "react";
import { useInvalid } from "./say-invalid";
import styles from "./segments.module.css";

interface Props<Value extends string> {
  legend: string;
  options: readonly { value: Value; label: string; shortcut?: string | null }[];
  value: Value | "";
  onChoose: (value: Value) => void;
  required?: boolean;
  error?: string | undefined;
}

/** One of a few, all in view. */
export function Segments<Value extends string>(props: Props<Value>): ReactNode {
  const { legend, options, value, onChoose, required } = props;
  const id = useId();
  const { invalid, wiring } = useInvalid();
  const error = invalid ?? props.error;
  return (
    <div
      {...wiring}
      className="field"
      role="radiogroup"
      aria-labelledby={`${id}-legend`}
      aria-describedby={error ? `${id}-error` : undefined}
      aria-invalid={error ? true : undefined}
      aria-required={required}
    >
      <span className="label" id={`${id}-legend`}>
        {legend}
      </span>
      <div className={styles.segments}>
        {options.map((option) => (
          <label key={option.value} className={styles.segment}>
            <input
              type="radio"
              name={id}
              value={option.value}
              required={required}
              checked={value === option.value}
              aria-keyshortcuts={option.shortcut ?? undefined}
              onChange={() => onChoose(option.value)}
            />
            <span>{option.label}</span>
            {option.shortcut && <kbd aria-hidden="true">{option.shortcut}</kbd>}
          </label>
        ))}
      </div>
      {error && (
        <span className="error" id={`${id}-error`} role="alert">
          {error}
        </span>
      )}
    </div>
  );
}
