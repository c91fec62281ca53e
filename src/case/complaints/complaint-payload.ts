import type { CaseResult } from "./case-file";
import { Field, ObjectType } from "type-graphql";
import type { Tx } from "../../platform/database/tx";
import type { Context } from "../../platform/graphql/context";
import type { Actor } from "../../accounts/actor";
import { type MutationInput, MutationPayload } from "../../platform/graphql/idempotency";
import { Complaint } from "./complaint.entity";
import { readComplaint } from "./complaint.queries";

@ObjectType({ simpleResolvers: true, description: "The case after the command." })
export class ComplaintPayload extends MutationPayload {
  @Field(() => Complaint, { description: "The present state of the case." })
  complaint: Complaint;
}

type CaseWork<I> = (tx: Tx, actor: Actor, input: I) => Promise<CaseResult>;

/** Runs a command on a case and returns the case. */
export async function runOnCase<I extends MutationInput>(
  ctx: Context,
  name: string,
  input: I,
  work: CaseWork<I>,
): Promise<ComplaintPayload> {
  const { complaintId } = await ctx.command(name, input, (tx, actor) => work(tx, actor, input));
  return {
    clientMutationId: input.clientMutationId,
    complaint: await readComplaint(ctx, complaintId, "input.complaintId"),
  };
}
