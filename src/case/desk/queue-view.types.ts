import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import { MutationInput, MutationPayload } from "../../platform/graphql/idempotency";
import { TextField } from "../../platform/graphql/text-field";
import { QueueView } from "./queue-view.entity";
import { QueueViewFilter } from "./queue-view-filter.types";

export type StandingView = keyof typeof StandingView;
export const StandingView = defineEnum("StandingView", "A view of the queue that everybody has who reads it.", {
  ALL: "All cases that wait for the platform.",
  UNASSIGNED: "Cases that nobody holds and that are assigned to nobody.",
  MINE: "Cases that the viewer holds, or that are assigned to the viewer.",
  DUE_TODAY: "Cases whose next clock runs out by the end of the viewer's day, or has run out.",
  OVERDUE: "Cases whose next clock has run out.",
  GRAVE: "Cases that are serious or critical (L3, L4).",
});

export const STANDING_FILTERS: Readonly<Record<StandingView, QueueViewFilter>> = {
  ALL: {},
  UNASSIGNED: { unassigned: true },
  MINE: { withMe: true },
  DUE_TODAY: { dueToday: true },
  OVERDUE: { overdue: true },
  GRAVE: { severityAtLeast: "L3" },
};

/** Counting stops here. */
export const MOST_SHOWN = 99;

@ObjectType({ simpleResolvers: true, description: "A view of the queue, and how many cases it shows now." })
export class CountedQueueView {
  @Field(() => StandingView, { nullable: true, description: "Which of those that everybody has; null: one's own." })
  standing: StandingView | null;

  @Field(() => QueueView, { nullable: true, description: "One's own; null: one of those that everybody has." })
  own: QueueView | null;

  @Field(() => QueueViewFilter, { description: "Which cases it shows: pass the same to `moderationQueue`." })
  filter: QueueViewFilter;

  @Field(() => Int, { description: `How many cases it shows; never more than ${MOST_SHOWN}, where counting stops.` })
  cases: number;

  @Field(() => Boolean, { description: "There are more than `cases`: show it as “99+”." })
  isAtLeast: boolean;
}

const NAME = { max: 40, description: "What to call it; no two of one's own views have the same name." };

@InputType({ description: "A filter of the queue that is to be kept." })
export class CreateQueueViewInput extends MutationInput {
  @TextField(NAME)
  name: string;

  @Field(() => QueueViewFilter, { description: "Which cases it shows." })
  filter: QueueViewFilter;
}

@InputType({ description: "Another name for a view, or another filter." })
export class UpdateQueueViewInput extends MutationInput {
  @Field(() => ID, { description: "One's own view, `qvw_…`." })
  queueViewId: string;

  @TextField({ ...NAME, min: 1, nullable: true })
  name?: string | null;

  @Field(() => QueueViewFilter, { nullable: true, description: "Which cases it shows from now on." })
  filter?: QueueViewFilter | null;
}

@InputType({ description: "The view to forget." })
export class DeleteQueueViewInput extends MutationInput {
  @Field(() => ID, { description: "One's own view, `qvw_…`." })
  queueViewId: string;
}

@ObjectType({ simpleResolvers: true, description: "The viewer's views after the command." })
export class QueueViewPayload extends MutationPayload {
  @Field(() => [CountedQueueView], {
    description: "The views of the queue: those that everybody has, then one's own, the oldest first.",
  })
  queueViews: CountedQueueView[];
}
