import { Field, ObjectType } from "type-graphql";
import { DateTime } from "../../platform/graphql/scalars";
import { byMutation, defineEnum } from "../../platform/graphql/enum";
import { AvailableMutation, type Available } from "../../platform/graphql/available-action";
import { PERSONAL_ACTIONS, type Action } from "./complaint.lifecycle";

/** `ACCEPT_OFFER` is the mutation `acceptOffer`; actions whose object is the case itself are listed here. */
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

@ObjectType("AvailableComplaintAction", {
  implements: AvailableMutation,
  simpleResolvers: true,
  description: "One thing the viewer may do with the case in its present state, now or once an obstacle is gone.",
})
export class AvailableAction extends AvailableMutation implements Available<Action> {
  @Field(() => ComplaintAction, { description: "What can be done." })
  action: Action;

  @Field(() => Boolean, { description: "The case waits for the viewer to do it." })
  mandatory: boolean;

  @Field(() => DateTime, { nullable: true, description: "Until when; null when no clock runs for it." })
  dueAt: number | null;
}
