import { Field, ObjectType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import { signerOf } from "../../accounts/signer.queries";
import { CaseRecusal } from "../../case/desk/case-recusal.entity";
import type { Context } from "../../platform/graphql/context";
import { unavailableBecause, UnavailableBecause } from "../../platform/graphql/unavailable-because";
import { hasRole } from "../../accounts/actor";
import { Ruling } from "../rulings/ruling.entity";
import { barredFromPenalty } from "./approval-reach.queries";
import { Fine } from "./fine.entity";
import { PenaltyApproval } from "./penalty-approval.entity";
import type { Penalty } from "./penalty.entity";
import { actionsFor, type PenaltyAction } from "./penalty.policy";

const MUTATION_OF: Record<PenaltyAction, string> = {
  PAY_FINE: "payFine",
  SUBMIT_HEARING_STATEMENT: "submitHearingStatement",
  APPROVE: "approvePenalty",
  DECLINE: "declinePenalty",
};

const PenaltyActionEnum = defineEnum<PenaltyAction>(
  "PenaltyAction",
  "What a provider's owner, or a lead, may do about a penalty.",
  {
    PAY_FINE: "An owner's mutation `payFine`.",
    SUBMIT_HEARING_STATEMENT: "An owner's mutation `submitHearingStatement`, until `hearingUntil`.",
    APPROVE: "A lead's mutation `approvePenalty`.",
    DECLINE: "A lead's mutation `declinePenalty`.",
  },
);

@ObjectType({
  simpleResolvers: true,
  description:
    "An action the viewer may take on a penalty, now or (for leads, on one that awaits approval) once an obstacle is gone.",
})
export class AvailablePenaltyAction {
  @Field(() => PenaltyActionEnum, { description: "What can be done." })
  action: PenaltyAction;

  @Field(() => String, { description: "The mutation that does it." })
  mutation: string;

  @Field(() => UnavailableBecause, { nullable: true, description: "null: the mutation would succeed now." })
  unavailableBecause: UnavailableBecause | null;
}

/** Uses the same checks as the commands. */
export async function availablePenaltyActions(ctx: Context, penalty: Penalty): Promise<AvailablePenaltyAction[]> {
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
    ({ action, refused }) => ({
      action,
      mutation: MUTATION_OF[action],
      unavailableBecause: unavailableBecause(ctx, refused),
    }),
  );
}
