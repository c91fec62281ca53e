import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Link, type LinkProps } from "react-router";

export type Kind = "primary" | "plain" | "quiet" | "danger";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: Kind;
  /** Its action is in progress: it cannot be pressed again, and says so. */
  busy?: boolean;
}

export function Button({ kind = "plain", busy = false, disabled, type = "button", ...rest }: Props): ReactNode {
  return (
    <button {...rest} type={type} className="button" data-kind={kind} disabled={disabled || busy} aria-busy={busy} />
  );
}

export function ButtonLink({ kind = "plain", ...rest }: LinkProps & { kind?: Kind }): ReactNode {
  return <Link {...rest} className="button" data-kind={kind} />;
}
