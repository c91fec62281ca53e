import type { Reader } from "../../platform/database/reader";
import { isIdOf } from "../../platform/ids";
import { lineOf } from "./instruction-line.pure";
import { instructionsOfDay } from "./instruction.queries";
import { PaymentInstruction } from "./payment-instruction.entity";
import { differences, isExpected, readListed, type Compared } from "./reconcile.pure";

/**
 * Lays the payment side's list beside ours, line by line. With `day`, the beginning of one, it also tells which of that day's instructions
 * the list leaves out.
 */
export async function* reconcile(
  reader: Reader,
  lines: AsyncIterable<string>,
  day: number | null,
): AsyncGenerator<Compared> {
  const seen = new Set<string>();
  let line = 0;
  for await (const text of lines) {
    line += 1;
    if (text.trim() !== "") yield { line, ...(await compare(reader, text, seen)) };
  }
  if (day === null) return;
  for await (const ours of instructionsOfDay(reader, day))
    if (isExpected(ours) && !seen.has(ours.id))
      yield { line: null, instructionId: ours.id, result: "MISSING_THERE", differs: [] };
}

async function compare(reader: Reader, text: string, seen: Set<string>): Promise<Omit<Compared, "line">> {
  const listed = readListed(text);
  if (!listed) return { instructionId: null, result: "UNREADABLE", differs: [] };
  const { instructionId } = listed;
  if (seen.has(instructionId)) return { instructionId, result: "TWICE", differs: [] };
  seen.add(instructionId);
  const ours = isIdOf(PaymentInstruction, instructionId) ? await reader.byId(PaymentInstruction, instructionId) : null;
  if (!ours) return { instructionId, result: "MISSING_HERE", differs: [] };
  const differs = differences(listed, lineOf(ours));
  return { instructionId, result: differs.length === 0 ? "MATCHED" : "DIFFERS", differs };
}
