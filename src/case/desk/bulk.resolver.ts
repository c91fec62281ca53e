import { Arg, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { absentAsNull } from "../../platform/graphql/absent";
import { Account } from "../../accounts/account/account.entity";
import { displayNameOf } from "../../accounts/account/display-name.queries";
import { Complaint } from "../complaints/complaint.entity";
import { readerOf } from "../complaints/complaint.policy";
import { findVisibleComplaint } from "../complaints/complaint.queries";
import { Context } from "../../platform/graphql/context";
import { INPUT } from "../../platform/graphql/idempotency";
import { isIdOf } from "../../platform/ids";
import { explain } from "../../platform/messages/explain";
import { Refusal, type RefusalCode } from "../../platform/refusal";
import { REFUSAL_CODES } from "../../platform/refusal-catalogue";
import { recordBatch } from "./record-batch";
import { runBatch } from "./run-batch";
import { undoBulkAction } from "./undo-bulk-action";
import { BulkBatch, BulkItem } from "./bulk.entity";
import { ApplyBulkActionInput, BulkActionInput, UndoBulkActionInput } from "./bulk-inputs.types";
import { previewBulkAction } from "./bulk-preview.queries";
import { BulkActionPayload, BulkBatchView, BulkChange, BulkResult } from "./bulk.types";

@Resolver(() => BulkBatchView)
export class BulkResolver {
  @Authorized("LEAD_MODERATOR")
  @Query(() => [BulkResult], {
    description:
      "What `applyBulkAction` would do to each case now, in the order given, and which it would refuse and why; changes nothing. Refused as a whole when the action itself is wrong: NOT_FOUND for an unknown moderator or queue, BAD_USER_INPUT for a missing value.",
  })
  previewBulkAction(
    @Arg("input", () => BulkActionInput, { description: "The action, and the cases." }) input: BulkActionInput,
    @Ctx() ctx: Context,
  ): Promise<BulkResult[]> {
    return previewBulkAction(ctx, ctx.signedIn(), input);
  }

  @Authorized("LEAD_MODERATOR")
  @Mutation(() => BulkActionPayload, {
    description:
      "Applies one action to up to 100 cases, each separately: a refused one does not hold up the others. The result for each is kept; `undoBulkAction` undoes the whole batch.",
  })
  async applyBulkAction(
    @Arg("input", () => ApplyBulkActionInput, INPUT) input: ApplyBulkActionInput,
    @Ctx() ctx: Context,
  ): Promise<BulkActionPayload> {
    const { batchId } = await ctx.command("applyBulkAction", input, (tx, actor) => recordBatch(tx, actor, input));
    await runBatch(ctx.db, ctx.signedIn(), batchId, ctx.now());
    return { clientMutationId: input.clientMutationId, batch: await readBatch(ctx, batchId, "input") };
  }

  @Authorized("LEAD_MODERATOR")
  @Mutation(() => BulkActionPayload, {
    description:
      "Restores the former values of each case that still has those the batch gave it; the others are reported as changed since. Once for each batch: refused NOT_IN_THIS_STATE when it has been undone already.",
  })
  async undoBulkAction(
    @Arg("input", () => UndoBulkActionInput, INPUT) input: UndoBulkActionInput,
    @Ctx() ctx: Context,
  ): Promise<BulkActionPayload> {
    const { batchId } = await ctx.command("undoBulkAction", input, (tx, actor) => undoBulkAction(tx, actor, input));
    return { clientMutationId: input.clientMutationId, batch: await readBatch(ctx, batchId, "input.batchId") };
  }

  @Authorized("LEAD_MODERATOR", "AUDITOR")
  @Query(() => BulkBatchView, {
    nullable: true,
    description: "A bulk action that was done. Null when there is none, or none for the viewer.",
  })
  bulkBatch(
    @Arg("id", () => ID, { description: "Its id, `blk_…`." }) id: string,
    @Ctx() ctx: Context,
  ): Promise<BulkBatchView | null> {
    return absentAsNull(readBatch(ctx, id, "id"));
  }

  @FieldResolver(() => [BulkResult], { description: "The result for each case, in the order they were given." })
  items(@Root() batch: BulkBatchView, @Ctx() ctx: Context): Promise<BulkResult[]> {
    return ctx.loaders.manyBy(BulkItem, "batchId", batch.id, "ORDER BY number");
  }

  @FieldResolver(() => Account, { description: "The lead moderator who did it." })
  appliedBy(@Root() batch: BulkBatchView, @Ctx() ctx: Context): Promise<Account | null> {
    return ctx.loaders.byId(Account, batch.appliedById);
  }

  @FieldResolver(() => Account, { nullable: true, description: "Who undid it; null while it is in effect." })
  async undoneBy(@Root() batch: BulkBatchView, @Ctx() ctx: Context): Promise<Account | null> {
    return batch.undoneById === null ? null : ctx.loaders.byId(Account, batch.undoneById);
  }
}

@Resolver(() => BulkResult)
export class BulkResultResolver {
  @FieldResolver(() => Complaint, {
    nullable: true,
    description: "The present state of the case; null when there is none.",
  })
  complaint(@Root() result: BulkResult, @Ctx() ctx: Context): Promise<Complaint | null> {
    return findVisibleComplaint(ctx, result.complaintId);
  }

  @FieldResolver(() => REFUSAL_CODES, {
    nullable: true,
    description: "Why it was refused: the code with which a single command would be refused. Null unless it was.",
  })
  code(@Root() { refusal }: BulkResult): RefusalCode | null {
    return refusal?.code ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The refusal in words, in the viewer's language; null unless it was refused.",
  })
  message(@Root() { refusal }: BulkResult, @Ctx() ctx: Context): string | null {
    return refusal && explain(new Refusal(refusal.code, refusal.details), ctx);
  }

  @FieldResolver(() => [BulkChange], {
    description: "What changes; empty unless `outcome` is CHANGED, and for cases the viewer is a party of.",
  })
  async changes(@Root() result: BulkResult, @Ctx() ctx: Context): Promise<BulkChange[]> {
    if (result.outcome !== "CHANGED") return [];
    // What the desk does with a case is hidden from moderators who are on a side of it.
    const complaint = await ctx.loaders.byId(Complaint, result.complaintId);
    if (!complaint || !readerOf(ctx.actor, complaint).isStaff) return [];
    const [before, after] = await Promise.all([told(ctx, result.beforeValues), told(ctx, result.afterValues)]);
    return Object.keys(after)
      .filter((name) => before[name] !== after[name])
      .map((name) => ({ name, before: before[name] ?? null, after: after[name] ?? null }));
  }
}

async function readBatch(ctx: Context, id: string, field: string): Promise<BulkBatchView> {
  const batch = isIdOf(BulkBatch, id) ? await ctx.loaders.byId(BulkBatch, id) : null;
  if (!batch) throw new Refusal("NOT_FOUND", { field });
  return batch;
}

/** The values for display: names instead of ids, yes or no instead of a time. */
async function told(ctx: Context, values: BulkResult["beforeValues"]): Promise<Record<string, string | null>> {
  const { severity, queue, assignedToId, escalatedAt, leaseHolderId } = values ?? {};
  return {
    ...(severity === undefined ? {} : { severity }),
    ...(queue === undefined ? {} : { queue }),
    ...(assignedToId === undefined ? {} : { assignedTo: await displayNameOf(ctx, assignedToId) }),
    ...(escalatedAt === undefined ? {} : { escalated: String(escalatedAt !== null) }),
    ...(leaseHolderId === undefined ? {} : { leaseHolder: await displayNameOf(ctx, leaseHolderId) }),
  };
}
