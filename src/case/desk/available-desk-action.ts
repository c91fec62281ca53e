import { accountsOf } from "../../accounts/actor/actor";
import type { Complaint } from "../complaints/complaint.entity";
import { viewerOf } from "../complaints/complaint.policy";
import type { Context } from "../../platform/graphql/context";
import { defineActions, type Available } from "../../platform/graphql/available-action";
import { CaseRecusal } from "./case-recusal.entity";
import { deskActionsFor, type DeskAction } from "./desk-action.policy";
import { deskFactsOf } from "./desk-facts.pure";

const deskActions = defineActions<DeskAction>("Desk", "a case at the moderators' desk, apart from deciding it", {
  TAKE: "takeComplaint",
  RENEW: "renewLease",
  RELEASE: "releaseComplaint",
  HOLD: "holdComplaint",
  REASSIGN: "reassignComplaint",
  ESCALATE_TO_LEAD: "escalateToLead",
  WRITE_NOTE: "writeNote",
  RECUSE: "recuse",
});

export const AvailableDeskAction = deskActions.AvailableAction;

/** Computed by the same check as the commands. */
export async function availableDeskActions(ctx: Context, complaint: Complaint): Promise<Available<DeskAction>[]> {
  const viewer = viewerOf(ctx.actor, complaint);
  if (!viewer.isModerator || !ctx.actor) return [];
  const accounts = accountsOf(ctx.actor);
  const recusals = await ctx.loaders.manyBy(CaseRecusal, "complaintId", complaint.id);
  const recusal = recusals.find(({ accountId }) => accounts.includes(accountId)) ?? null;
  return deskActionsFor(deskFactsOf(complaint, recusal, ctx.now()), viewer).map(({ action, refused }) =>
    deskActions.available(ctx, action, refused && { ...refused, params: { status: complaint.status } }),
  );
}
