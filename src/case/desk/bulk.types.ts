import { Field, ID, ObjectType } from "type-graphql";
import { Node } from "../../platform/graphql/node.types";
import { MutationPayload } from "../../platform/graphql/idempotency";
import { defineEnum } from "../../platform/graphql/enum";
import { DateTime } from "../../platform/graphql/scalars";
import type { BulkItem } from "./bulk.entity";
import { BulkActionKindEnum } from "./bulk-inputs.types";
import type { BulkActionKind, BulkOutcome, BulkUndo } from "./bulk.pure";

const BulkOutcomeEnum = defineEnum<BulkOutcome>(
  "BulkOutcome",
  "The outcome for one case of a batch; in a preview, what it would be.",
  {
    PENDING:
      "Not done yet; the server was too busy or stopped. Repeating the request with the same `clientMutationId` continues the batch.",
    CHANGED: "Changed: see `changes`.",
    UNCHANGED: "It was already as it should be.",
    REFUSED: "Not changed: see `code` and `message`.",
  },
);

const BulkUndoEnum = defineEnum<BulkUndo>("BulkUndo", "What became of one changed case when the batch was undone.", {
  UNDONE: "It has its former values again.",
  CHANGED_SINCE:
    "Left unchanged: it no longer had the values the batch gave it, has left the queue, or the person it would go back to may no longer work on it.",
  REFUSED: "Left alone: who undid the batch has a conflict of interest in it.",
});

@ObjectType({ simpleResolvers: true, description: "One value of a case, before and after." })
export class BulkChange {
  @Field(() => String, { description: "Which: `severity`, `queue`, `assignedTo`, `escalated` or `leaseHolder`." })
  name: string;

  @Field(() => String, {
    nullable: true,
    description: "Before; people by their display name, `escalated` as true or false. Null when there was none.",
  })
  before: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The value after the action, likewise; null when there is none.",
  })
  after: string | null;
}

@ObjectType({ description: "What a bulk action does to one case." })
export class BulkResult {
  @Field(() => ID, { description: "The case, as sent." })
  complaintId: string;

  @Field(() => BulkOutcomeEnum, { description: "What became of it." })
  outcome: BulkOutcome;

  @Field(() => BulkUndoEnum, {
    nullable: true,
    description: "What undoing did; null while the batch is not undone.",
  })
  undoOutcome: BulkUndo | null;

  refusal: BulkItem["refusal"];
  beforeValues: BulkItem["beforeValues"];
  afterValues: BulkItem["afterValues"];
}

@ObjectType("BulkBatch", {
  implements: Node,
  description: "A bulk action that was done, with its result for each case.",
})
export class BulkBatchView {
  @Field(() => ID, { description: "Its id, `blk_…`." })
  id: string;

  @Field(() => BulkActionKindEnum, { description: "What was done." })
  action: BulkActionKind;

  @Field(() => String, { description: "Why it was done." })
  reason: string;

  @Field(() => DateTime, { description: "When it was applied." })
  appliedAt: number;

  @Field(() => DateTime, { nullable: true, description: "When it was undone; null while it is in effect." })
  undoneAt: number | null;

  appliedById: string;
  undoneById: string | null;
}

@ObjectType({ simpleResolvers: true, description: "The batch after the command." })
export class BulkActionPayload extends MutationPayload {
  @Field(() => BulkBatchView, { description: "The present state of the batch." })
  batch: BulkBatchView;
}
