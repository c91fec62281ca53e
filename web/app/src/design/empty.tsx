import type { ReactNode } from "react";

/** Says that there is nothing here, why, and what can be done. */
export function Empty({ title, children }: { title: string; children?: ReactNode }): ReactNode {
  return (
    <div className="card empty stack-tight">
      <p>
        <strong>{title}</strong>
      </p>
      {children && <div className="muted stack-tight">{children}</div>}
    </div>
  );
}
