import {
  useEffect,
  useId,
  useRef,
  type ComponentProps,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from "react";
import { useInvalid } from "./say-invalid";

interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** The error, shown beside the input and read out. */
  error?: string | undefined;
  /** The label is for screen readers only, because the surrounding text says the same. */
  labelHidden?: boolean;
}

interface Wiring {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean | undefined;
}

/** A labelled input with its hint and its error; what the browser itself would refuse is said here, in the page's language. */
export function Field({
  label,
  hint,
  error: refused,
  labelHidden,
  children,
}: FieldProps & { children: (wiring: Wiring) => ReactNode }): ReactNode {
  const id = useId();
  const { invalid, wiring } = useInvalid();
  const error = invalid ?? refused;
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(refused);
  useEffect(() => {
    if (refused && refused !== before.current && place.current) leadTo(place.current);
    before.current = refused;
  }, [refused]);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div ref={place} className="field" {...wiring}>
      <label htmlFor={id} className={labelHidden ? "visually-hidden" : undefined}>
        {label}
      </label>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined })}
      {error && (
        <span className="error" id={`${id}-error`} role="alert">
          {error}
        </span>
      )}
    </div>
  );
}

const WRONG = ":is(input, select, textarea)[aria-invalid=true]";

/**
 * What the server refuses is led to like what the browser refuses, for it may lie far above the button that was pressed; whoever types elsewhere by
 * then is left there.
 */
function leadTo(field: HTMLElement): void {
  const form = field.closest("form, dialog, main");
  const input = field.querySelector<HTMLElement>(WRONG);
  const now = document.activeElement;
  const isAtButton = now === document.body || now instanceof HTMLButtonElement;
  if (isAtButton && form?.querySelector(WRONG) === input) input?.focus();
}

const split = <Props extends FieldProps>({ label, hint, error, labelHidden, ...rest }: Props) => ({
  field: { label, hint, error, ...(labelHidden && { labelHidden }) },
  rest,
});

export function TextInput(props: FieldProps & ComponentProps<"input">): ReactNode {
  const { field, rest } = split(props);
  return <Field {...field}>{(wiring) => <input type="text" {...rest} {...wiring} />}</Field>;
}

export function TextArea(props: FieldProps & TextareaHTMLAttributes<HTMLTextAreaElement>): ReactNode {
  const { field, rest } = split(props);
  return <Field {...field}>{(wiring) => <textarea {...rest} {...wiring} />}</Field>;
}

export interface Option {
  value: string;
  label: string;
}

export function Select({
  options,
  ...props
}: FieldProps & SelectHTMLAttributes<HTMLSelectElement> & { options: readonly Option[] }): ReactNode {
  const { field, rest } = split(props);
  return (
    <Field {...field}>
      {(wiring) => (
        <select {...rest} {...wiring}>
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** A checkbox. */
export function Checkbox({ label, ...rest }: { label: ReactNode } & InputHTMLAttributes<HTMLInputElement>): ReactNode {
  return (
    <label className="choice">
      <input {...rest} type="checkbox" />
      <span>{label}</span>
    </label>
  );
}

/** A choice of one from a few. */
export function Choices({
  legend,
  name,
  options,
  value,
  onChoose,
}: {
  legend: string;
  name: string;
  options: readonly (Option & { hint?: ReactNode; disabled?: boolean })[];
  value: string | null;
  onChoose: (value: string) => void;
}): ReactNode {
  return (
    <fieldset className="stack-tight">
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className="choice">
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={value === option.value}
            disabled={option.disabled}
            onChange={() => onChoose(option.value)}
          />
          <span>
            {option.label}
            {option.hint && <span className="muted small"> {option.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface Choices {
  legend: string;
  hint?: ReactNode;
  error?: string | undefined;
  options: readonly Option[];
  chosen: readonly string[];
  onChosen: (chosen: string[]) => void;
}

/** Any number of a few; not shown where there is nothing to choose. */
export function Checkboxes({ legend, hint, error, options, chosen, onChosen }: Choices): ReactNode {
  const id = useId();
  if (options.length === 0) return null;
  return (
    <fieldset className="field" aria-describedby={hint ? id : undefined}>
      <legend>{legend}</legend>
      {hint && (
        <span className="hint" id={id}>
          {hint}
        </span>
      )}
      {options.map(({ value, label }) => (
        <Checkbox
          key={value}
          label={label}
          checked={chosen.includes(value)}
          onChange={({ target }) =>
            onChosen(target.checked ? [...chosen, value] : chosen.filter((each) => each !== value))
          }
        />
      ))}
      {error && (
        <span className="error" role="alert">
          {error}
        </span>
      )}
    </fieldset>
  );
}
