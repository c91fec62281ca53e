import { signerOf } from "../../accounts/roles/signer.queries";
import { CaseRecusal } from "../../case/desk/case-recusal.entity";
import type { Context } from "../../platform/graphql/context";
import { defineActions, type Available } from "../../platform/graphql/available-action";
import { hasRole } from "../../accounts/actor/actor";
import { Ruling } from "../rulings/ruling.entity";
import { barredFromPenalty } from "./approval-reach.queries";
import { Fine } from "./fine.entity";
import { PenaltyApproval } from "./penalty-approval.entity";
import type { Penalty } from "./penalty.entity";
import { actionsFor, type PenaltyAction } from "./penalty.policy";

const penaltyActions = defineActions<PenaltyAction>("Penalty", "a penalty, by an owner of the provider or by a lead", {
  PAY_FINE: "payFine",
  SUBMIT_HEARING_STATEMENT: "submitHearingStatement",
  APPROVE: "approvePenalty",
  DECLINE: "declinePenalty",
});

export const AvailablePenaltyAction = penaltyActions.AvailableAction;

/** Uses the same checks as the commands. */
export async function availablePenaltyActions(ctx: Context, penalty: Penalty): Promise<Available<PenaltyAction>[]> {
  const { actor, loaders } = ctx;
  const ruling = await loaders.byId(Ruling, penalty.rulingId);
  if (!ruling) throw new Error(`a foreign key of ${penalty.id} has no target`);
  const isLead = hasRole(actor, "LEAD_MODERATOR");
  const [fines, approvals, recusals, signer, barred] = await Promise.all([
    loaders.manyBy(Fine, "penaltyId", penalty.id),
    loaders.manyBy(PenaltyApproval, "penaltyId", penalty.id),
    loaders.manyBy(CaseRecusal, "complaintId", ruling.complaintId),
    actor && isLead ? signerOf(ctx, actor, ["LEAD_MODERATOR"]) : null,
    actor && isLead ? barredFromPenalty(ctx.db, ruling, actor.accountId, ctx.now()) : [],
  ]);
  return actionsFor(actor, penalty, fines[0] ?? null, { ruling, barred, approvals, recusals, signer }, ctx.now()).map(
    ({ action, refused }) => penaltyActions.available(ctx, action, refused),
  );
}
