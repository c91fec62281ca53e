import type { Tx } from "../platform/database/tx";
import { newId } from "../platform/ids";
import { HouseRules } from "./house-rules";
import type { HouseRule } from "./house-rules.table";
import { PolicyValue } from "./policy-value.entity";

/** Decided by `changeId`: in force from a moment on that every node learns of before. */
export function announceValues(
  tx: Tx,
  changeId: string,
  effectiveFrom: number,
  values: readonly { code: HouseRule; value: Record<string, number> }[],
): void {
  tx.insert(
    PolicyValue,
    ...values.map(({ code, value }) => ({ id: newId(PolicyValue), code, effectiveFrom, value, changeId })),
  );
  HouseRules.forget(tx);
}

/** Before they are in force; the change itself keeps what they would have been. */
export function withdrawValues(tx: Tx, changeId: string): void {
  tx.execute("DELETE FROM policy_value WHERE change_id = ?", [changeId]);
  HouseRules.forget(tx);
}
