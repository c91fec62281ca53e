import { Payment } from "../payments/payment.entity";
import type { Tx } from "../../platform/database/tx";
import type { Context } from "../../platform/graphql/context";
import type { MutationInput } from "../../platform/graphql/idempotency";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { Penalty } from "./penalty.entity";
import type { PenaltyPayload } from "./penalty-payload.types";

/** Runs a command on a penalty and returns the penalty. */
export async function runOnPenalty<I extends MutationInput>(
  ctx: Context,
  name: string,
  input: I,
  work: (tx: Tx, actor: Actor, input: I) => Promise<{ penaltyId: string; paymentId?: string | null }>,
): Promise<PenaltyPayload> {
  const { penaltyId, paymentId } = await ctx.command(name, input, async (tx, actor) => {
    const { paymentId: claimed = null, ...result } = await work(tx, actor, input);
    return { ...result, paymentId: claimed };
  });
  const penalty = await ctx.loaders.byId(Penalty, penaltyId);
  if (!penalty) throw new Refusal("NOT_FOUND", { field: "input.penaltyId" });
  const payment = paymentId === null ? null : await ctx.loaders.byId(Payment, paymentId);
  return { clientMutationId: input.clientMutationId, penalty, payment };
}
