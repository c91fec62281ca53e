import type { ReactNode } from "react";
import type { Tone } from "./badge";

export function Notice({ tone = "info", children }: { tone?: Tone; children: ReactNode }): ReactNode {
  return (
    <div className="notice stack-tight" data-tone={tone} role={tone === "bad" ? "alert" : undefined}>
      {children}
    </div>
  );
}
