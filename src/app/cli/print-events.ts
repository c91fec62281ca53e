import { writeFileSync } from "node:fs";
import { eventsDocument } from "./events-document";

/** Writes the catalogue of events into a file: docs/events.md, where a test compares it. */
function main(path: string | undefined): void {
  if (path === undefined) throw new Error("Usage: print-events FILE");
  writeFileSync(path, `${eventsDocument()}\n`);
}

main(process.argv[2]);
