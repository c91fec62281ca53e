import { Field, ObjectType } from "type-graphql";
import type { Complaint } from "../complaints/complaint.entity";
import { viewerOf } from "../complaints/complaint.policy";
import type { Context } from "../../platform/graphql/context";
import { byMutation, defineEnum } from "../../platform/graphql/enum";
import { unavailableBecause, UnavailableBecause } from "../../platform/graphql/unavailable-because";
import { CaseRecusal } from "./case-recusal.entity";
import { deskActionsFor, type DeskAction } from "./desk-action.policy";
import { deskFactsOf } from "./desk-facts.pure";

const MUTATION_OF: Record<DeskAction, string> = {
  TAKE: "takeComplaint",
  RENEW: "renewLease",
  RELEASE: "releaseComplaint",
  HOLD: "holdComplaint",
  REASSIGN: "reassignComplaint",
  ESCALATE_TO_LEAD: "escalateToLead",
  RECUSE: "recuse",
};

const DeskActionEnum = defineEnum(
  "DeskAction",
  "What moderators may do with a case at the desk, apart from deciding it.",
  byMutation(MUTATION_OF),
);

@ObjectType({
  simpleResolvers: true,
  description: "One thing the viewer may do with the case at the desk, now or once an obstacle is gone.",
})
export class AvailableDeskAction {
  @Field(() => DeskActionEnum, { description: "What can be done." })
  action: DeskAction;

  @Field(() => String, { description: "The mutation that does it." })
  mutation: string;

  @Field(() => UnavailableBecause, {
    nullable: true,
    description: "null: the mutation would succeed now, with `lease.token` where it asks for one.",
  })
  unavailableBecause: UnavailableBecause | null;
}

/** Computed by the same check as the commands. */
export async function availableDeskActions(ctx: Context, complaint: Complaint): Promise<AvailableDeskAction[]> {
  const viewer = viewerOf(ctx.actor, complaint);
  if (!viewer.isModerator) return [];
  const recusals = await ctx.loaders.manyBy(CaseRecusal, "complaintId", complaint.id);
  const recusal = recusals.find(({ accountId }) => accountId === viewer.accountId) ?? null;
  return deskActionsFor(deskFactsOf(complaint, recusal, ctx.now()), viewer).map(({ action, refused }) => ({
    action,
    mutation: MUTATION_OF[action],
    unavailableBecause: unavailableBecause(ctx, refused && { ...refused, params: { status: complaint.status } }),
  }));
}
