import { hasRole, type Actor, type Role } from "./actor";
import type { Obstacle } from "../../platform/refusal";
import type { AccountRole } from "./account-enums.types";
import { whyNotSecond, type Signer } from "./signer.policy";

/** The roles that agree to what an administrator wrote and everybody is bound by. */
export const SECOND_PERSONS = ["ADMIN", "LEAD_MODERATOR"] as const satisfies readonly Role[];

interface Writer {
  id: string;
  status: string;
  roles: readonly AccountRole[];
}

/** `writer`: whose words they are. Asked by `requireSecond`, and by available actions. */
export function whyNotSecondPerson(actor: Actor, writer: Writer | null, signer: Signer, now: number): Obstacle | null {
  if (!hasRole(actor, ...SECOND_PERSONS)) return { code: "FORBIDDEN", reason: "role" };
  if (actor.accountId === writer?.id) return { code: "SECOND_APPROVER_REQUIRED", reason: "secondSignature.own" };
  if (writer?.status !== "ACTIVE" || !writer.roles.includes("ADMIN"))
    return { code: "NOT_IN_THIS_STATE", reason: "secondSignature.writerGone" };
  return whyNotSecond(signer, [writer.id], now);
}
