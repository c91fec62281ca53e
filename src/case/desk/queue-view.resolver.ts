import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { Actor, Role } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import { Context } from "../../platform/graphql/context";
import { INPUT, type MutationInput } from "../../platform/graphql/idempotency";
import { createQueueView } from "./create-queue-view";
import { deleteQueueView } from "./delete-queue-view";
import { queueViews } from "./queue-view.queries";
import {
  CountedQueueView,
  CreateQueueViewInput,
  DeleteQueueViewInput,
  QueueViewPayload,
  UpdateQueueViewInput,
} from "./queue-view.types";
import { updateQueueView } from "./update-queue-view";

@Resolver()
export class QueueViewResolver {
  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR", "AUDITOR")
  @Query(() => [CountedQueueView], {
    description:
      "The views of the queue: those that everybody has, then one's own, the oldest first, each with how many cases it shows now. Read it again when `moderationQueueUpdated` tells of a change.",
  })
  queueViews(@Ctx() ctx: Context): Promise<CountedQueueView[]> {
    return queueViews(ctx);
  }

  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => QueueViewPayload, {
    description:
      "Keeps a filter of the queue under a name, for the viewer alone. Refused ALREADY_EXISTS when one of their views is called so, LIMIT_REACHED when they have 12.",
  })
  createQueueView(
    @Arg("input", () => CreateQueueViewInput, INPUT) input: CreateQueueViewInput,
    @Ctx() ctx: Context,
  ): Promise<QueueViewPayload> {
    return runOnView(ctx, "createQueueView", input, createQueueView);
  }

  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => QueueViewPayload, {
    description:
      "Renames one of the viewer's views, or changes which cases it shows. Refused NOT_FOUND, ALREADY_EXISTS when another one is called so.",
  })
  updateQueueView(
    @Arg("input", () => UpdateQueueViewInput, INPUT) input: UpdateQueueViewInput,
    @Ctx() ctx: Context,
  ): Promise<QueueViewPayload> {
    return runOnView(ctx, "updateQueueView", input, updateQueueView);
  }

  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => QueueViewPayload, { description: "Forgets one of the viewer's views. Refused NOT_FOUND." })
  deleteQueueView(
    @Arg("input", () => DeleteQueueViewInput, INPUT) input: DeleteQueueViewInput,
    @Ctx() ctx: Context,
  ): Promise<QueueViewPayload> {
    return runOnView(ctx, "deleteQueueView", input, deleteQueueView);
  }
}

async function runOnView<I extends MutationInput>(
  ctx: Context,
  name: string,
  input: I,
  work: (tx: Tx, actor: Actor, input: I) => Promise<{ queueViewId: string }>,
): Promise<QueueViewPayload> {
  await ctx.command(name, input, (tx, actor) => work(tx, actor, input));
  return { clientMutationId: input.clientMutationId, queueViews: await queueViews(ctx) };
}
