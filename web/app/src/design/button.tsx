import type { ButtonHTMLAttributes, MouseEvent, ReactNode } from "react";
import { Link, type LinkProps } from "react-router";

export type Kind = "primary" | "plain" | "quiet" | "danger";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: Kind;
  /** Its action is in progress: it cannot be pressed again, and says so. */
  busy?: boolean;
}

/** What cannot be pressed now says so and keeps the focus: the browser would take it from a `disabled` one, and not give it back. */
export function Button({
  kind = "plain",
  busy = false,
  disabled,
  type = "button",
  onClick,
  ...rest
}: Props): ReactNode {
  const off = disabled || busy;
  const press = (event: MouseEvent<HTMLButtonElement>): void => {
    // Nor does it send its form.
    if (off) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      {...rest}
      type={type}
      className="button"
      data-kind={kind}
      aria-disabled={off || undefined}
      aria-busy={busy}
      onClick={press}
    />
  );
}

export function ButtonLink({ kind = "plain", ...rest }: LinkProps & { kind?: Kind }): ReactNode {
  return <Link {...rest} className="button" data-kind={kind} />;
}
