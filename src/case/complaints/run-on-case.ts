import type { CaseResult } from "./case-file";
import type { EntityClass } from "../../platform/database/row-mapper";
import type { Tx } from "../../platform/database/tx";
import type { Context } from "../../platform/graphql/context";
import type { Actor } from "../../accounts/actor/actor";
import type { MutationInput } from "../../platform/graphql/idempotency";
import { Refusal } from "../../platform/refusal";
import { showComplaint } from "./complaint.queries";
import type { ComplaintPayload } from "./complaint-payload.types";

type CaseWork<I, R extends CaseResult = CaseResult> = (tx: Tx, actor: Actor, input: I) => Promise<R>;

/** Runs a command on a case and returns the case. */
export async function runOnCase<I extends MutationInput>(
  ctx: Context,
  name: string,
  input: I,
  work: CaseWork<I>,
): Promise<ComplaintPayload> {
  const result = await ctx.command(name, input, (tx, actor) => work(tx, actor, input));
  return payloadOf(ctx, input, result);
}

/** For commands that make or change a part of a case: the function that runs them returns that part beside the case. */
export function runOnPart<Name extends string, T extends { id: string }>(name: Name, Part: EntityClass<T>) {
  const idName = `${name}Id` as const;
  return async <I extends MutationInput>(
    ctx: Context,
    mutation: string,
    input: I,
    work: CaseWork<I, CaseResult<`${Name}Id`>>,
  ): Promise<ComplaintPayload & Record<Name, T>> => {
    const result = await ctx.command(mutation, input, (tx, actor) => work(tx, actor, input));
    const id: string = (result as Record<`${Name}Id`, string>)[idName];
    const [payload, part]: [ComplaintPayload, T | null] = await Promise.all([
      payloadOf(ctx, input, result),
      ctx.loaders.shown(Part, id, []),
    ]);
    if (!part) throw new Error(`${name} ${id} not found`);
    return Object.assign(payload, Object.fromEntries([[name, part]]) as Record<Name, T>);
  };
}

async function payloadOf(
  ctx: Context,
  { clientMutationId }: MutationInput,
  { complaintId }: CaseResult,
): Promise<ComplaintPayload> {
  const complaint = await showComplaint(ctx, complaintId);
  if (!complaint) throw new Refusal("NOT_FOUND", { field: "input.complaintId" });
  return { clientMutationId, complaint };
}
