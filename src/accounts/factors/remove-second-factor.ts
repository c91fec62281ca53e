import type { Context } from "../../platform/graphql/context";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { oneself, recordOnAccount } from "../account/record-on-account";
import type { RemoveSecondFactorInput } from "./factor-inputs.types";
import { whyNotRemove } from "./factor.policy";
import { factorsOf } from "./factor.queries";
import { isStaffFactorRequired } from "./require-staff-factor";
import { withProof } from "./with-proof";
import { SecondFactor } from "./second-factor.entity";

/** Recovery codes replace factors, and are removed with the last of them. */
export function removeSecondFactor(
  ctx: Context,
  { factorId, proof }: RemoveSecondFactorInput,
): Promise<{ accountId: string }> {
  if (!isIdOf(SecondFactor, factorId)) throw new Refusal("NOT_FOUND", { field: "input.factorId" });
  return withProof(ctx, proof, async (tx, account) => {
    const factors = await factorsOf(tx, account.id);
    const factor = factors.find(({ id }) => id === factorId);
    if (!factor) throw new Refusal("NOT_FOUND", { field: "input.factorId" });
    const obstacle = whyNotRemove(isStaffFactorRequired(tx), account, factors.length);
    if (obstacle) throw new Refusal(obstacle.code, { ...obstacle, field: "input.factorId" });
    tx.execute("DELETE FROM second_factor WHERE id = ?", [factor.id]);
    if (factors.length === 1) tx.execute("DELETE FROM recovery_code WHERE account_id = ?", [account.id]);
    recordOnAccount(tx, account, "SECOND_FACTOR_REMOVED", oneself(account), { kind: factor.kind }, [account.id]);
    return { accountId: account.id };
  });
}
