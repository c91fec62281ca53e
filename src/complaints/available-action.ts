import { Field, ObjectType, registerEnumType } from "type-graphql";
import type { Context } from "../platform/graphql/context";
import { DateTime } from "../platform/graphql/scalars";
import { explain } from "../platform/messages/explain";
import { Refusal } from "../platform/refusal";
import { HouseRules } from "../policies/house-rules";
import { readFacts } from "./case-facts";
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

export const ComplaintAction = Object.fromEntries(PERSONAL_ACTIONS.map((action) => [action, action])) as Record<
  Action,
  Action
>;
registerEnumType(ComplaintAction, {
  name: "ComplaintAction",
  description: "What a person may do with a case.",
  valuesConfig: Object.fromEntries(
    Object.keys(ComplaintAction).map((action) => [
      action,
      { description: `Mutation \`${mutationOf(action as Action)}\`.` },
    ]),
  ),
});

@ObjectType({ simpleResolvers: true, description: "What stands in the way of an action." })
export class UnavailableBecause {
  @Field(() => String, { description: "The code the mutation would be refused with." })
  code: string;

  @Field(() => String, { description: "The same in words, in the viewer's language." })
  message: string;

  @Field(() => DateTime, {
    nullable: true,
    description: "From when the action will be possible, if time alone decides.",
  })
  availableAt: number | null;
}

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
  return actionsFor(complaint.status, facts, viewerOf(ctx.actor, complaint)).map(({ action, mandatory, refused }) => ({
    action,
    mutation: mutationOf(action),
    mandatory,
    dueAt: mandatory ? complaint.dueAt : null,
    unavailableBecause: refused && {
      code: refused.code,
      message: explain(
        new Refusal(refused.code, {
          reason: refused.reason,
          availableAt: refused.availableAt,
          params: { status: complaint.status },
        }),
        ctx.locale,
      ),
      availableAt: refused.availableAt ?? null,
    },
  }));
}
