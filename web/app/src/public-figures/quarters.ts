/** How many quarters back can be chosen. */
const SHOWN = 8;

/** The quarter that is over, and those before it, newest first: `2026-Q3`. */
export function quartersUpTo(last: string): string[] {
  const [year = 0, number = 1] = last.split("-Q").map(Number);
  return Array.from({ length: SHOWN }, (_, back) => {
    const index = year * 4 + (number - 1) - back;
    return `${Math.floor(index / 4)}-Q${(index % 4) + 1}`;
  });
}
