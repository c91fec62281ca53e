import type { Reader } from "../../platform/database/reader";
import { ChecklistItem } from "./checklist-item.entity";
import { VettingCheck } from "./vetting-check.entity";
import type { VerificationKind } from "./verification-kind.types";

/** A check with its checklist item. */
export interface AskedCheck {
  check: VettingCheck;
  item: ChecklistItem;
}

export async function readChecks(reader: Reader, applicationId: string): Promise<AskedCheck[]> {
  const checks = await reader.find(VettingCheck, { applicationId });
  const items = await reader.find(ChecklistItem, { id: checks.map(({ itemId }) => itemId) });
  return checks
    .flatMap((check) => items.filter(({ id }) => id === check.itemId).map((item) => ({ check, item })))
    .sort((one, other) => one.item.place - other.item.place);
}

/** The checklist of these kinds at a moment. */
export async function itemsInForce(reader: Reader, kinds: VerificationKind[], now: number): Promise<ChecklistItem[]> {
  const items = await reader.find(ChecklistItem, { kind: kinds }, "ORDER BY effective_from, place");
  const inForce = items.filter(
    ({ effectiveFrom, effectiveUntil }) => effectiveFrom <= now && (effectiveUntil === null || now < effectiveUntil),
  );
  return [...new Map(inForce.map((item) => [item.code, item])).values()];
}
