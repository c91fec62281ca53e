import type { Hidden, NoData } from "../../platform/database/event";
import type { AccountRole } from "../actor/account-enums.types";

type Reason = { reason: string };
type Session = { sessionId: string };
type RoleProposal = { roleGrantId: string; role: AccountRole };

/** The events of an account's history. Open: downstream rooms declare those that they record on the person who acts. */
export interface AccountEvents {
  /**
   * `roles`: their names separated by spaces, like `before` and `after`. `passwordDigest`: of what is kept of the password, which has a salt of
   * its own, so that `redress verify` finds another one that nobody has set; null: there is none.
   */
  ACCOUNT_REGISTERED: { roles: string; passwordDigest: Hidden | null };
  ACCOUNT_UPDATED: NoData;
  ACCOUNT_ROLES_CHANGED: { before: string; after: string };
  ACCOUNT_SUSPENDED: Reason;
  ACCOUNT_REINSTATED: Reason;
  ACCOUNT_DEPROVISIONED: NoData;
  ACCOUNT_REPROVISIONED: NoData;
  ACCOUNT_LINK_MADE: { endsAt: number };
  ACCOUNT_LINK_USED: NoData;
  PASSWORD_CHANGED: { passwordDigest: Hidden };
  SIGNED_IN: Session;
  SIGN_IN_FAILED: { failures: number };
  SIGNED_OUT: Session;
  SIGNED_OUT_EVERYWHERE: NoData;
  SESSION_ENDED: Session;
  REFRESH_TOKEN_REUSED: Session;
  ROLE_PROPOSED: RoleProposal;
  ROLE_DECLINED: RoleProposal;
  ROLE_PROPOSAL_WITHDRAWN: RoleProposal;
  ROLE_PROPOSAL_LAPSED: RoleProposal;
}
export type AccountRecord = keyof AccountEvents;

declare module "../../platform/database/event" {
  interface Events extends AccountEvents {}
}
