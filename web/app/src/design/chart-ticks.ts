/** How many there are, about. */
const ABOUT = 4;

/** Round values from 0 to at least the highest, few enough to read: 0, 20, 40, 60. */
export function ticksUpTo(most: number): number[] {
  const rough = Math.max(most, 1) / ABOUT;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10) * power);
  return Array.from({ length: Math.ceil(Math.max(most, 1) / step) + 1 }, (_, at) => at * step);
}
