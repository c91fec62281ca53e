import { newId } from "../../platform/ids";
import { itemsInForce, readChecks } from "./checklist.queries";
import { VettingCheck } from "./vetting-check.entity";
import type { VettingFile } from "./vetting-file";
import type { VerificationKind } from "./verification-kind.types";
import { runMachineChecks } from "./run-machine-checks";

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
