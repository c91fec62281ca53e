import { newId } from "../../platform/ids";
import { findByMachine } from "./automatic-check.pure";
import { itemsInForce, readChecks, type AskedCheck } from "./checklist.queries";
import { readElsewhere } from "./machine-facts.queries";
import { VettingCheck } from "./vetting-check.entity";
import type { VettingFile } from "./vetting-file";
import type { VerificationKind } from "./verification-kind.types";

/** Asks what the checklist asks of these kinds now, and anew what people answered about documents that others have replaced. */
export async function layOutChecks(
  file: VettingFile,
  applicationId: string,
  renewed: ReadonlySet<VerificationKind>,
): Promise<void> {
  const { tx, documents } = file;
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
  await runMachineChecks(file, applicationId);
}

/** What the machine finds may have changed since it last looked. Answers all checks as they stand then. */
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
