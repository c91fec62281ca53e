import { Field, ID, InputType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import { LONGEST_LOGIN } from "../../accounts/account/login.pure";
import { SeverityEnum, type Severity } from "../complaints/case-enums.types";
import { MutationInput } from "../../platform/graphql/idempotency";
import { QueryInput } from "../../platform/graphql/query-input";
import { asciiLike, ListOf, TextField } from "../../platform/graphql/text-field";
import type { BulkActionKind } from "./bulk.pure";

export const BulkActionKindEnum = defineEnum<BulkActionKind>(
  "BulkActionKind",
  "What is done to every case of a batch.",
  {
    ASSIGN: "Gives it to a moderator, as `reassignComplaint` does. Needs `moderatorLogin` or `accountId`.",
    SET_SEVERITY: "Sets how urgent it is, and moves it to the queue that the rules then say. Needs `severity`.",
    MOVE_TO_QUEUE: "Moves it to another queue. Needs `queue`.",
    RELEASE_LEASE: "Takes it from the moderator who has it, on hold or not.",
  },
);

@InputType({ description: "One action on many cases. Preview it, then apply the same." })
export class BulkActionInput extends QueryInput {
  @Field(() => [ID], { description: "The cases, `cmp_…`: 1 to 100; repetitions are dropped." })
  @ListOf(1, 100)
  complaintIds: string[];

  @Field(() => BulkActionKindEnum, { description: "What to do." })
  kind: BulkActionKind;

  @TextField({ max: LONGEST_LOGIN, nullable: true, description: "For ASSIGN: login of an active moderator or lead." })
  moderatorLogin?: string;

  @Field(() => ID, { nullable: true, description: "For ASSIGN: or their account, `acc_…`." })
  accountId?: string;

  @Field(() => SeverityEnum, { nullable: true, description: "The new severity, for SET_SEVERITY." })
  severity?: Severity;

  @TextField({
    max: 40,
    pattern: asciiLike("HIGH_VALUE"),
    nullable: true,
    description: "For MOVE_TO_QUEUE: code of a queue that the routing rules name.",
  })
  queue?: string;

  @TextField({ min: 5, max: 1_000, description: "Why, for the desk's records; at least 5 characters." })
  reason: string;
}

@InputType({ description: "Doing a bulk action." })
export class ApplyBulkActionInput extends MutationInput {
  @Field(() => BulkActionInput, { description: "What to do to which cases." })
  action: BulkActionInput;
}

@InputType({ description: "Undoing a bulk action." })
export class UndoBulkActionInput extends MutationInput {
  @Field(() => ID, { description: "The batch, `blk_…`." })
  batchId: string;
}
