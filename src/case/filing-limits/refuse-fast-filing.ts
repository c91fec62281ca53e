import { Account } from "../../accounts/account/account.entity";
import { HouseRules } from "../../house-rules/house-rules";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import { DAY } from "../../platform/time";
import type { NewComplaint } from "../complaints/case-hooks";
import { filingObstacle } from "./filing-limit.pure";
import { limitsInForce, openedByPerson } from "./filing-limit.queries";

/** Everybody's pace, and the limits of this person. Under the person's lock: complaints sent at once are counted one after the other. */
export async function refuseFastFiling(tx: Tx, { consumerId, breachClass }: NewComplaint): Promise<void> {
  tx.lockAll(Account, [consumerId]);
  const rules = await HouseRules.inForce(tx, tx.now);
  const paces = {
    general: { most: rules.number("filing.pace", "perDay"), within: DAY },
    slow: { most: rules.number("filing.paced", "complaints"), within: rules.number("filing.paced", "days") * DAY },
  };
  const { general, slow } = paces;
  const since = tx.now - Math.max(general.within, slow.within);
  const [opened, limits] = await Promise.all([
    openedByPerson(tx, consumerId, since, Math.max(general.most, slow.most)),
    limitsInForce(tx, consumerId, tx.now),
  ]);
  const obstacle = filingObstacle(breachClass, opened, limits, paces, tx.now);
  if (!obstacle) return;
  const { code, reason, most, days, from, limitId } = obstacle;
  throw new Refusal(code, {
    reason,
    availableAt: from,
    params: { most, days },
    ...(limitId === null ? {} : { existingId: limitId }),
  });
}
