import { newId } from "../../platform/ids";
import { findByMachine } from "./automatic-check.pure";
import { itemsInForce, readChecks, type AskedCheck } from "./checklist.queries";
import { readElsewhere } from "./machine-facts.queries";
import { VettingCheck } from "./vetting-check.entity";
import type { VettingFile } from "./vetting-file";
import type { VerificationKind } from "./verification-kind.types";

/** Creates the checks that the checklist now has for these kinds, and resets those that people made on documents since replaced. */
export async function layOutChecks(
  vetting: VettingFile,
  applicationId: string,
  renewed: ReadonlySet<VerificationKind>,
): Promise<void> {
  const { tx, documents } = vetting;
  const kinds = [...new Set(documents.map(({ kind }) => kind))];
  const asked = await readChecks(tx, applicationId);
  for (const { check, item } of asked)
    if (renewed.has(item.kind)) tx.change(check, { result: null, note: null, checkedById: null, checkedAt: null });
  const codes = new Set(asked.map(({ item }) => item.code));
  const items = (await itemsInForce(tx, kinds, tx.now)).filter(({ code }) => !codes.has(code));
  const checks = items.map(({ id: itemId }) =>
    Object.assign(new VettingCheck(), { id: newId(VettingCheck), applicationId, itemId, result: null }),
  );
  tx.insert(VettingCheck, ...checks);
  await runMachineChecks(vetting, applicationId);
}

/** Runs the automatic checks again, since results may have changed. Returns all checks as they are then. */
export async function runMachineChecks(
  { tx, provider, documents }: VettingFile,
  applicationId: string,
): Promise<AskedCheck[]> {
  const elsewhere = await readElsewhere(tx, provider, documents, tx.now);
  const asked = await readChecks(tx, applicationId);
  for (const { check, item } of asked) {
    const { automatic, kind } = item;
    if (automatic === null) continue;
    const presented = documents.filter((document) => document.kind === kind);
    const { licenceNo } = provider;
    const finding = findByMachine(automatic, { now: tx.now, kind, licenceNo, presented, ...elsewhere(kind) });
    tx.change(check, { ...finding, checkedAt: tx.now });
  }
  return asked;
}
