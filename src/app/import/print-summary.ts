import type { ImportSummary } from "./import-complaints";

/** What the import did, for people. */
export function printSummary(summary: ImportSummary, milliseconds: number, report: string | undefined): string {
  const { rows, imported, alreadyThere, rejected, endings, created, firstRejections } = summary;
  const number = (value: number): string => value.toLocaleString("en").padStart(11);
  const seconds = milliseconds / 1_000;
  const lines = [
    `${rows.toLocaleString("en")} rows read in ${seconds.toFixed(1)} s (${Math.round(rows / Math.max(seconds, 0.001)).toLocaleString("en")} rows/s)`,
    `${number(imported)} imported: ${endings.CLOSED} closed, ${endings.SUBMITTED} to the moderators' queue, ${endings.NEGOTIATING} in negotiation`,
    `${number(alreadyThere)} already there`,
    `${number(rejected)} rejected${rejected > 0 && report ? `, all in ${report}` : ""}`,
    `${number(created.providers)} new providers, ${created.listings} listings, ${created.promises} promises`,
  ];
  if (summary.interrupted) lines.push("Interrupted. Run it again to complete it: what is there stays as it is.");
  if (rejected > 0) {
    lines.push(
      "",
      rejected > firstRejections.length ? `The first ${firstRejections.length} rejected rows:` : "Rejected rows:",
    );
    for (const { line, complaintId, reason, detail } of firstRejections)
      lines.push(`  line ${line}, complaint ${complaintId || "?"}: ${reason}: ${detail}`);
    if (!report) lines.push("  --report FILE.json writes all of them.");
  }
  return `${lines.join("\n")}\n`;
}
