import { ArgsType, Field, ID, InputType } from "type-graphql";
import { LONGEST_LOGIN } from "../../accounts/account/login.pure";
import { CaseInput, LeasedCaseInput } from "../complaints/case-input.types";
import { TextField } from "../../platform/graphql/text-field";

@InputType({ description: "Giving a case to a moderator: name them by `moderatorLogin` or by `accountId`." })
export class ReassignComplaintInput extends CaseInput {
  @TextField({ max: LONGEST_LOGIN, nullable: true, description: "Login of an active moderator or lead moderator." })
  moderatorLogin?: string;

  @Field(() => ID, {
    nullable: true,
    description: "The account of an active moderator or lead moderator, `acc_…`, instead of their login.",
  })
  accountId?: string;

  @TextField({ min: 5, max: 1_000, description: "Why, for the desk's records; at least 5 characters." })
  reason: string;
}

@ArgsType()
export class ModeratorArgs {
  @TextField({
    max: 120,
    nullable: true,
    description:
      "Only those with these words in their name, found as in `ComplaintFilter.text`, or with this login or id.",
  })
  text?: string | null;
}

@InputType({ description: "Handing a case to the lead moderators." })
export class EscalateToLeadInput extends LeasedCaseInput {
  @TextField({ min: 5, max: 1_000, description: "Why a lead should decide it; at least 5 characters." })
  reason: string;
}
