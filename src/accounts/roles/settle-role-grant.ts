import type { Tx } from "../../platform/database/tx";
import type { AccountRecord } from "../account/account-events";
import type { Account } from "../account/account.entity";
import type { Author } from "../account/record-on-account";
import type { RoleGrant, RoleGrantStatus } from "./role-grant.entity";
import { recordRole } from "./record-role";

const EVENT_OF = {
  DECLINED: "ROLE_DECLINED",
  WITHDRAWN: "ROLE_PROPOSAL_WITHDRAWN",
  LAPSED: "ROLE_PROPOSAL_LAPSED",
} as const satisfies Record<Exclude<RoleGrantStatus, "PROPOSED" | "APPROVED" | "ENDED">, AccountRecord>;

/** Ends a proposal without granting the role. */
export async function settleRoleGrant(
  tx: Tx,
  account: Account,
  grant: RoleGrant,
  status: keyof typeof EVENT_OF,
  author: Author,
): Promise<void> {
  tx.change(grant, { status });
  await recordRole(tx, account, EVENT_OF[status], author, { roleGrantId: grant.id, role: grant.role });
}
