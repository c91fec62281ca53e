import { Field, ID, Int, ObjectType } from "type-graphql";
import { defineEnum } from "../graphql/enum";
import { Entity, Index } from "typeorm";
import { Code, Id, Instant, Integer, Json, Line } from "../database/columns";
import type { EventStream } from "../database/event";
import { DateTime } from "../graphql/scalars";
import type { RefusalCode } from "../refusal";

export const JobStatus = defineEnum("JobStatus", "Where a long piece of work stands.", {
  QUEUED: "Waiting for a free node.",
  RUNNING: "Under way; see `done` and `total`. When its node stops, another begins it anew.",
  DONE: "Finished; its result is where the command that asked for it says.",
  FAILED: "Given up; see `failure`. Asking again may help.",
});
export type JobStatus = keyof typeof JobStatus;

/** Why a job was given up, to be said in the reader's language. */
export interface JobFailure {
  code: RefusalCode;
  reason?: string;
  params?: Record<string, string | number>;
}

@Entity("job")
@Index(["status", "createdAt", "id"])
@Index(["requestedById", "createdAt", "id"])
@ObjectType({
  simpleResolvers: true,
  description:
    "A long piece of work that goes on after the answer, with its progress. For whoever asked for it, and auditors.",
})
export class Job implements EventStream {
  static readonly idPrefix = "job";

  @Id()
  @Field(() => ID, { description: "`job_…`" })
  id: string;

  @Code()
  @Field(() => String, { description: "What is done, e.g. `RULE_REPLAY`. New kinds may be added." })
  kind: string;

  /** What it is about, as its kind understands it. */
  @Json()
  subject: Record<string, string | number | null>;

  @Code()
  @Field(() => JobStatus, { description: "Where it stands." })
  status: JobStatus;

  @Integer()
  @Field(() => Int, { description: "How many steps are done; begins anew when another node takes the work over." })
  done: number;

  @Integer({ nullable: true })
  @Field(() => Int, { nullable: true, description: "Of how many; null while that is not known yet." })
  total: number | null;

  @Code()
  requestedById: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was asked for." })
  createdAt: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was last begun; null while it waits." })
  startedAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it ended, done or failed; null before." })
  finishedAt: number | null;

  /** How often it was begun: the fencing token of whoever works on it. */
  @Integer()
  attempt: number;

  /** Until when its node is believed to live without a word. */
  @Instant({ nullable: true })
  claimedUntil: number | null;

  @Json({ nullable: true })
  failure: JobFailure | null;

  @Integer()
  eventSeq: number;

  @Line(64)
  eventHash: string;
}
