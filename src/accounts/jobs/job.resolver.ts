import {
  Arg,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
} from "type-graphql";
import { absentAsNull } from "../../platform/graphql/absent";
import { Context } from "../../platform/graphql/context";
import { LiveUpdate, openStream, type LiveRoot, type LiveStream } from "../../platform/graphql/live";
import { hasRole, isPerson } from "../actor/actor";
import { isIdOf } from "../../platform/ids";
import { explain } from "../../platform/messages/explain";
import { Refusal } from "../../platform/refusal";
import { jobTopic } from "../../platform/jobs/job";
import { Job } from "../../platform/jobs/job.entity";
import { Reads } from "../../platform/graphql/reads";

@ObjectType({ implements: LiveUpdate, simpleResolvers: true, description: "An update about a long piece of work." })
export class JobUpdate extends LiveUpdate {
  @Field(() => Job, { description: "The work as it is now." })
  job: Job;
}

interface Arguments {
  id?: string;
  after?: string | null;
}

@Resolver(() => Job)
export class JobResolver {
  @Authorized()
  @Query(() => Job, {
    nullable: true,
    description:
      "A long piece of work. For the person who requested it, and auditors. Null when there is none, or none for the viewer.",
  })
  job(@Ctx() ctx: Context, @Arg("id", () => ID, { description: "Its id, `job_…`." }) id: string): Promise<Job | null> {
    return absentAsNull(readJob(ctx, id));
  }

  @Authorized()
  @Subscription(() => JobUpdate, {
    description:
      "Its progress, about twice a second at most, and its end. Without `after`: from now on. Refused: NOT_FOUND; RESYNC_REQUIRED when the cursor cannot be resumed.",
    subscribe: ({ args, context }) => followJob(context as Context, args as Arguments),
  })
  async jobUpdated(
    @Root() { ctx, delivery, cursor }: LiveRoot,
    @Arg("id", () => ID, { description: "The work, `job_…`." }) id: string,
    @Arg("after", () => String, { nullable: true, description: "The last cursor seen, or `Job.cursor`." })
    _after: string | null,
  ): Promise<JobUpdate> {
    return { cursor, caughtUp: delivery.caughtUp, job: await readJob(ctx, id) };
  }

  @Reads<Job>("failure")
  @FieldResolver(() => String, {
    nullable: true,
    description: "Why it failed, in the viewer's language; null unless it did.",
  })
  failure(@Ctx() ctx: Context, @Root() { failure }: Job): string | null {
    return failure && explain(new Refusal(failure.code, failure), ctx);
  }

  @Reads<Job>("id")
  @FieldResolver(() => String, { description: "Pass it as `after` to `jobUpdated` to continue from this snapshot." })
  cursor(@Ctx() ctx: Context, @Root() { id }: Job): string {
    return ctx.cursorNow(`jobUpdated:${id}`);
  }
}

async function readJob(ctx: Context, id: string): Promise<Job> {
  const job = isIdOf(Job, id) ? await ctx.loaders.byId(Job, id) : null;
  if (!job || !(isPerson(ctx.actor, job.requestedById) || hasRole(ctx.actor, "AUDITOR")))
    throw new Refusal("NOT_FOUND", { field: "id" });
  return job;
}

async function followJob(ctx: Context, { id = "", after }: Arguments): Promise<LiveStream> {
  await readJob(ctx, id);
  return openStream(ctx, {
    name: `jobUpdated:${id}`,
    topics: [jobTopic(id)],
    lasting: "STREAM",
    after,
    permit: async (viewer) => (await readJob(viewer, id)).id === id,
  });
}
