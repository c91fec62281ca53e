import { Field, ObjectType } from "type-graphql";
import { signerOf } from "../../accounts/signer.queries";
import type { Context } from "../../platform/graphql/context";
import { DateTime } from "../../platform/graphql/scalars";
import { byMutation, defineEnum } from "../../platform/graphql/enum";
import { unavailableBecause, UnavailableBecause } from "../../platform/graphql/unavailable-because";
import { HouseRules } from "../../house-rules/house-rules";
import { readFacts } from "./case-facts.queries";
import type { Complaint } from "./complaint.entity";
import { PERSONAL_ACTIONS, type Action } from "./complaint.lifecycle";
import { actionsFor, viewerOf } from "./complaint.policy";

/** `ACCEPT_OFFER` is the mutation `acceptOffer`, but for those the case itself is the object of. */
const MUTATION_OF: Partial<Record<Action, string>> = {
  ESCALATE: "escalateComplaint",
  REFUSE: "refuseComplaint",
  ACCEPT: "acceptComplaint",
  WITHDRAW: "withdrawComplaint",
  SUBMIT_EVIDENCE: "createEvidenceUpload",
  APPEAL: "appealRuling",
  STAY: "stayComplaint",
  RESUME: "resumeComplaint",
  REOPEN: "reopenComplaint",
};
export const mutationOf = (action: Action): string =>
  MUTATION_OF[action] ?? action.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

export const ComplaintAction = defineEnum(
  "ComplaintAction",
  "What a person may do with a case.",
  byMutation(
    Object.fromEntries(PERSONAL_ACTIONS.map((action) => [action, mutationOf(action)])) as Record<Action, string>,
  ),
);

@ObjectType({
  simpleResolvers: true,
  description:
    "One thing the viewer may do with the case in its present state, now or when something no longer stands in the way.",
})
export class AvailableAction {
  @Field(() => ComplaintAction, { description: "Which." })
  action: Action;

  @Field(() => String, { description: "The mutation that does it." })
  mutation: string;

  @Field(() => Boolean, { description: "The case waits for the viewer to do it." })
  mandatory: boolean;

  @Field(() => DateTime, { nullable: true, description: "Until when, if a clock runs." })
  dueAt: number | null;

  @Field(() => UnavailableBecause, { nullable: true, description: "null: the mutation would succeed now." })
  unavailableBecause: UnavailableBecause | null;
}

/** Computed from the same table, by the same question, that the commands ask. */
export async function availableActions(ctx: Context, complaint: Complaint): Promise<AvailableAction[]> {
  const now = ctx.now();
  const facts = await readFacts(ctx.db, complaint, await HouseRules.inForce(ctx.db, now), now);
  const viewer = viewerOf(ctx.actor, complaint);
  if (viewer.isLead && ctx.actor) viewer.signer = await signerOf(ctx, ctx.actor, ["LEAD_MODERATOR"]);
  return actionsFor(complaint.status, facts, viewer).map(({ action, mandatory, refused }) => ({
    action,
    mutation: mutationOf(action),
    mandatory,
    dueAt: mandatory ? complaint.dueAt : null,
    unavailableBecause: unavailableBecause(ctx, refused && { ...refused, params: { status: complaint.status } }),
  }));
}
