export type LineChange = "SAME" | "REMOVED" | "ADDED";

export interface DiffLine {
  change: LineChange;
  line: string;
}

/** Above this many pairs of lines to compare, the middle of a text is told as replaced as a whole. */
const MOST_PAIRS = 250_000;

/** How one text becomes another, line by line, with as many lines kept as can be (a longest common subsequence). */
export function diffLines(before: string, after: string): DiffLine[] {
  const [a, b] = [before.split("\n"), after.split("\n")];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  return [
    ...told("SAME", a.slice(0, head)),
    ...diffMiddle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...told("SAME", a.slice(a.length - tail)),
  ];
}

const told = (change: LineChange, lines: readonly string[]): DiffLine[] => lines.map((line) => ({ change, line }));

function diffMiddle(a: readonly string[], b: readonly string[]): DiffLine[] {
  if (a.length * b.length > MOST_PAIRS) return [...told("REMOVED", a), ...told("ADDED", b)];
  const common = lengthsOfCommon(a, b);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [left, right] = [a[i] ?? "", b[j] ?? ""];
    if (left === right) {
      lines.push({ change: "SAME", line: left });
      i += 1;
      j += 1;
    } else if ((common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0)) {
      lines.push({ change: "REMOVED", line: left });
      i += 1;
    } else {
      lines.push({ change: "ADDED", line: right });
      j += 1;
    }
  }
  return [...lines, ...told("REMOVED", a.slice(i)), ...told("ADDED", b.slice(j))];
}

/** At [i][j]: the length of the longest common subsequence of what is left of both from there. */
function lengthsOfCommon(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const [row, below] = [lengths[i] ?? [], lengths[i + 1] ?? []];
    for (let j = b.length - 1; j >= 0; j -= 1)
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
  }
  return lengths;
}
