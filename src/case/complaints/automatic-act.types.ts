import { Field, ObjectType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import { DateTime } from "../../platform/graphql/scalars";
import { ComplaintStatusEnum } from "./case-enums.types";
import type { AutomaticAction, ComplaintStatus } from "./complaint.lifecycle";

export const AutomaticActionEnum = defineEnum<AutomaticAction>(
  "AutomaticAction",
  "What the system does in a case when a time limit runs out and nobody has acted.",
  {
    OFFER_EXPIRES: "The open offer lapses.",
    FIRST_RESPONSE_MISSED: "It is recorded that the provider did not answer in time; some more time is left.",
    ESCALATE_UNANSWERED: "The case goes to the platform, because the provider did not answer.",
    COMPENSATE_BY_SILENCE:
      "The compensation that the broken promise itself promises is owed, because the provider did not answer. Only for an order whose payment is confirmed.",
    ESCALATE_PROVIDER_SILENT: "The case goes to the platform, because the provider fell silent.",
    ESCALATE_NO_SERIOUS_ANSWER: "The case goes to the platform, because the provider made no serious offer.",
    EXPIRE_CONSUMER_SILENT: "The case is closed, because the consumer did not answer a serious offer.",
    SETTLE_UNCONTESTED: "The settlement counts as performed, because the consumer did not object.",
    SETTLEMENT_UNANSWERED: "The platform checks whether the settlement was performed.",
    SETTLEMENT_DEFAULTS: "What was agreed is paid from the provider's deposit.",
    ESCALATE_BROKEN_SETTLEMENT: "The case goes to the platform, because the settlement was not performed.",
    INFORMATION_MISSED: "The case is closed, because what the platform asked for was not supplied.",
    ADMISSIBILITY_LATE: "The platform is reminded to check the case.",
    ACCEPT_BY_SILENCE: "The case is accepted without having been checked.",
    END_EVIDENCE: "Evidence is sealed, and a moderator decides.",
    EVIDENCE_REQUEST_MISSED: "The request counts as not answered, and a moderator decides.",
    REVIEW_LATE: "A lead moderator is told that the ruling is late.",
    APPEAL_NOT_ANSWERED: "The appeal is decided without an answer of the other side.",
    ENFORCE: "The ruling is final, and what it orders has to be performed.",
    CLOSE_DISMISSED: "The ruling is final, and the case is closed.",
    APPEAL_DECISION_LATE: "The lead moderators are told that the decision on the appeal is late.",
    REMEDY_UNANSWERED: "The platform checks the proof that the remedy was performed.",
    REMEDY_CHECK_LATE: "The lead moderators are told that the check of the proof is late.",
    RETURN_NOT_SHIPPED: "The return lapses, because the goods were not sent back.",
    RETURN_RECEIVED_BY_SILENCE: "The goods count as received in good condition.",
    RETURN_UNCONTESTED: "What the provider says of the goods' condition stands.",
    RETURN_DECISION_LATE: "The platform is reminded to decide on the contested return.",
    REMEDY_DEFAULTS: "The remedy is in default, and money owed is paid from the provider's deposit.",
    STILL_UNREMEDIED: "A lead moderator is asked to close the case as not remedied.",
    STAY_REMINDER: "A lead moderator is reminded to ask how the outside procedure stands.",
  },
);

@ObjectType("AutomaticAct", {
  simpleResolvers: true,
  description: "Something the system will do in a case at a certain time, if the case stays as it is until then.",
})
export class AutomaticAct {
  @Field(() => AutomaticActionEnum, { description: "What it will do." })
  action: AutomaticAction;

  @Field(() => DateTime, { description: "When the time limit runs out." })
  at: number;

  @Field(() => ComplaintStatusEnum, {
    nullable: true,
    description: "The state that the case is in after it; null when the case stays in its state.",
  })
  to: ComplaintStatus | null;
}
