import type { ReactNode } from "react";

/** The product's mark, as in public/icon.svg, which would be one more file to wait for. */
export function Emblem(): ReactNode {
  return (
    <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#0b5a9c" />
      <path
        d="M8 17l5.5 5.5L24 10"
        fill="none"
        stroke="#fff"
        strokeWidth="3.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
