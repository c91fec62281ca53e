import type { InstructionLine } from "./instruction-line.pure";

/** What the payment side's own list says of one instruction. */
export interface ListedLine {
  instructionId: string;
  outcome: string;
  amount: number | null;
  currency: string | null;
}

/** MISSING_HERE: the payment side knows what nobody here asked for. MISSING_THERE: it does not know what it was told. */
type Comparison = "MATCHED" | "DIFFERS" | "TWICE" | "MISSING_HERE" | "MISSING_THERE" | "UNREADABLE";

export interface Compared {
  line: number | null;
  instructionId: string | null;
  result: Comparison;
  /** The fields that differ. */
  differs: string[];
}

/** One line of the list; null when it is none. */
export function readListed(text: string): ListedLine | null {
  let sent: unknown;
  try {
    sent = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof sent !== "object" || sent === null) return null;
  const { instructionId, outcome, amount = null, currency = null } = sent as Partial<Record<string, unknown>>;
  if (typeof instructionId !== "string" || typeof outcome !== "string") return null;
  if (amount !== null && typeof amount !== "number") return null;
  return currency !== null && typeof currency !== "string" ? null : { instructionId, outcome, amount, currency };
}

export const differences = ({ outcome, amount, currency }: ListedLine, ours: InstructionLine): string[] => [
  ...(ours.state === outcome ? [] : ["outcome"]),
  ...(ours.amount === amount ? [] : ["amount"]),
  ...(ours.currency === currency ? [] : ["currency"]),
];

/** Those that must be on the list: the payment side accepted them. */
export const isExpected = ({ state }: InstructionLine): boolean =>
  state === "SENT" || state === "CONFIRMED" || state === "FAILED";
