import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** Beside words that say the same, so it is not read out. */
export function Icon({ of: Of, size = 18 }: { of: LucideIcon; size?: number }): ReactNode {
  return <Of className="icon" size={size} strokeWidth={1.75} aria-hidden="true" />;
}
