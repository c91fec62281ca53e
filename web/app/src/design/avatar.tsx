import type { ReactNode } from "react";

/** Chinese people are called by the end of their name, companies and all others by the beginning. */
function letterOf(name: string, of: "person" | "company" | "platform"): string {
  const letters = [...name.trim()];
  const chinese = /^\p{Script=Han}+$/u.test(name.trim());
  return (chinese && of === "person" ? letters.at(-1) : letters[0])?.toUpperCase() ?? "";
}

/** Stands beside the name itself, so it is not read out. */
export function Avatar({ name, of = "person" }: { name: string; of?: "person" | "company" | "platform" }): ReactNode {
  return (
    <span className="avatar" data-of={of} aria-hidden="true">
      {letterOf(name, of)}
    </span>
  );
}
