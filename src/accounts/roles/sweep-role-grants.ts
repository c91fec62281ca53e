import { dueIds, sweepDue, type Sweep } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import { SYSTEM } from "../account/record-on-account";
import { lockGrant } from "./lock-grant";
import { settleRoleGrant } from "./settle-role-grant";

/** Proposals that no one decided lapse, each recorded once by whichever node is first. */
export const sweepRoleGrants: Sweep = ({ database, clock, log }) =>
  sweepDue(database, log, {
    find: (limit) =>
      dueIds(
        database,
        "SELECT id FROM role_grant WHERE status = 'PROPOSED' AND ends_at <= ? ORDER BY ends_at LIMIT ?",
        [clock.now(), limit],
      ),
    act: lapse,
    what: "a proposed role could not lapse",
  });

async function lapse(tx: Tx, id: string): Promise<boolean> {
  const { grant, account } = await lockGrant(tx, id, "id");
  if (grant.status !== "PROPOSED" || grant.endsAt > tx.now) return false;
  await settleRoleGrant(tx, account, grant, "LAPSED", SYSTEM);
  return true;
}
