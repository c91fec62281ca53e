import type { ReactNode } from "react";
import { Checkbox, type Option } from "./field";

/** A choice of any number from a few. */
export function Several<Value extends string>({
  legend,
  hint,
  options,
  values,
  onChange,
  error,
}: {
  legend: string;
  hint?: ReactNode;
  options: readonly (Option & { value: Value })[];
  values: readonly Value[];
  onChange: (values: Value[]) => void;
  error?: string | undefined;
}): ReactNode {
  return (
    <fieldset className="field stack-tight">
      <legend>{legend}</legend>
      {hint && <span className="hint">{hint}</span>}
      <div className="row">
        {options.map(({ value, label }) => (
          <Checkbox
            key={value}
            label={label}
            checked={values.includes(value)}
            onChange={({ target }) =>
              onChange(
                options
                  .map((option) => option.value)
                  .filter((one) => (one === value ? target.checked : values.includes(one))),
              )
            }
          />
        ))}
      </div>
      {error && (
        <span className="error" role="alert">
          {error}
        </span>
      )}
    </fieldset>
  );
}
