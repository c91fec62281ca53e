import type { Obstacle } from "../../platform/refusal";
import type { InvitationStatus } from "./provider-invitation.entity";
import type { ProviderStatus } from "./provider-status.types";
import { isAdmitted } from "./provider.pure";

export interface Invitation {
  accountId: string | null;
  status: Exclude<InvitationStatus, "EXPIRED">;
  expiresAt: number;
  blockedAt: number | null;
}

export const statusAt = ({ status, expiresAt }: Invitation, now: number): InvitationStatus =>
  status === "OPEN" && now >= expiresAt ? "EXPIRED" : status;

/** Why it cannot, or can no longer, be answered or withdrawn; null when it can. */
export function whyNotOpen(invitation: Invitation, now: number): Obstacle | null {
  const status = statusAt(invitation, now);
  if (status === "EXPIRED") return { code: "TOO_LATE", reason: "invitation.EXPIRED" };
  return status === "OPEN" ? null : { code: "NOT_IN_THIS_STATE", reason: `invitation.${status}` };
}

export interface Inviting {
  status: ProviderStatus;
  /** Cooperation with it has ended. */
  terminated: boolean;
}

/** Only a provider that was once admitted, and is not terminated, may invite. */
export const whyNotInvite = ({ status, terminated }: Inviting): Obstacle | null =>
  isAdmitted({ status }) && !terminated
    ? null
    : {
        code: "NOT_IN_THIS_STATE",
        reason: "invitation.notAdmitted",
        params: { status: terminated ? "TERMINATED" : status },
      };
