import { hasLostLicence } from "../providers/provider.pure";
import { findByMachine } from "./automatic-check.pure";
import { readChecks, type AskedCheck } from "./checklist.queries";
import { DocumentNumbers } from "./document-numbers";
import { readElsewhere } from "./machine-facts.queries";
import type { VettingFile } from "./vetting-file";

/** Runs the automatic checks again, since results may have changed. Returns all checks as they are then. */
export async function runMachineChecks(
  { tx, provider, documents }: VettingFile,
  applicationId: string,
): Promise<AskedCheck[]> {
  const elsewhere = await readElsewhere(tx, provider, documents, tx.now);
  const numbers = DocumentNumbers.of(tx);
  const asked = await readChecks(tx, applicationId);
  for (const { check, item } of asked) {
    const { automatic, kind } = item;
    if (automatic === null) continue;
    const presented = documents
      .filter((document) => document.kind === kind)
      .map((document) => ({ number: numbers.read(document), validUntil: document.validUntil }));
    const licence = { licenceNo: provider.licenceNo, licenceLost: hasLostLicence(provider) };
    const finding = findByMachine(automatic, { now: tx.now, kind, ...licence, presented, ...elsewhere(kind) });
    tx.change(check, { ...finding, checkedAt: tx.now });
  }
  return asked;
}
