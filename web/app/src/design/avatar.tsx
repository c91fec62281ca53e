import type { ReactNode } from "react";

/** Chinese people are called by the end of their name, all others by the beginning. */
function letterOf(name: string): string {
  const letters = [...name.trim()];
  const chinese = /^\p{Script=Han}+$/u.test(name.trim());
  return (chinese ? letters.at(-1) : letters[0])?.toUpperCase() ?? "";
}

/** A person; a company has a mark. Stands beside the name itself, so it is not read out. */
export function Avatar({ name }: { name: string }): ReactNode {
  return (
    <span className="avatar" aria-hidden="true">
      {letterOf(name)}
    </span>
  );
}
