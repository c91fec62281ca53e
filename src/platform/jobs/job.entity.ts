import { Field, ID, Int, ObjectType } from "type-graphql";
import { Node } from "../graphql/node.types";
import { defineEnum } from "../graphql/enum";
import { Entity, Index } from "typeorm";
import { Code, Id, Instant, Integer, Json, Line } from "../database/columns";
import type { EventStream } from "../database/event";
import { DateTime } from "../graphql/scalars";
import type { Params } from "../messages/params";
import type { Reason, RefusalCode } from "../refusal";
import { JOB_KINDS } from "./job-kinds";

export const JobStatus = defineEnum("JobStatus", "The state of a long piece of work.", {
  QUEUED: "Waiting for a free node.",
  RUNNING: "Under way; see `done` and `total`. When its node stops, another starts it again.",
  DONE: "Finished; the result is where the command that requested it says.",
  FAILED: "Given up; see `failure`. Requesting it again may help.",
});
export type JobStatus = keyof typeof JobStatus;

/** Why a job was given up, to be shown in the reader's language. */
export interface JobFailure {
  code: RefusalCode;
  reason?: Reason;
  params?: Params;
}

@Entity("job")
@Index(["status", "createdAt", "id"])
@Index(["requestedById", "createdAt", "id"])
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "A long piece of work that continues after the response, with its progress. For the person who requested it, and auditors.",
})
export class Job implements EventStream {
  static readonly idPrefix = "job";

  @Id()
  @Field(() => ID, { description: "Its id, `job_…`." })
  id: string;

  @Code()
  @Field(() => JOB_KINDS, { description: "What is done. New kinds may be added." })
  kind: string;

  /** What it is about, as its kind understands it. */
  @Json()
  subject: Record<string, string | number | null>;

  @Code()
  @Field(() => JobStatus, { description: "State of the work." })
  status: JobStatus;

  @Integer()
  @Field(() => Int, {
    description: "How many steps are done; starts again from 0 when another node takes the work over.",
  })
  done: number;

  @Integer({ nullable: true })
  @Field(() => Int, { nullable: true, description: "The number of steps in all; null while it is not known yet." })
  total: number | null;

  @Code()
  requestedById: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was requested." })
  createdAt: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was last started; null while it waits." })
  startedAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it ended, done or failed; null before." })
  finishedAt: number | null;

  /** How often it was started: the fencing token of the node that works on it. */
  @Integer()
  attempt: number;

  /** Until when its node counts as alive without a sign of life. */
  @Instant({ nullable: true })
  claimedUntil: number | null;

  @Json({ nullable: true })
  failure: JobFailure | null;

  @Integer()
  eventSeq: number;

  @Line(64)
  eventHash: string;
}
