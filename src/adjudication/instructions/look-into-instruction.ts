import type { Author } from "../../accounts/account/record-on-account";
import { conflictWith } from "../../accounts/actor/conflict.policy";
import type { Actor } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import type { LookIntoInstructionInput } from "./instruction.types";
import { lockInstruction } from "./lock-instruction";
import { factsOf, recordInstruction } from "./record-instruction";

/** Finance has looked into what the payment side said: it is off the list, and on record. */
export async function lookIntoInstruction(
  tx: Tx,
  actor: Actor,
  { instructionId, reason }: Omit<LookIntoInstructionInput, "clientMutationId">,
): Promise<{ instructionId: string }> {
  const field = "input.instructionId";
  const locked = await lockInstruction(tx, instructionId);
  if (!locked) throw new Refusal("NOT_FOUND", { field });
  const { instruction, provider } = locked;
  const conflict = conflictWith(actor, provider.id);
  if (conflict) throw new Refusal(conflict.code, { ...conflict, field });
  const { flag, flaggedAt } = instruction;
  if (flag === null || flaggedAt === null)
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "instruction.notFlagged", field });
  tx.change(instruction, { flaggedAt: null });
  const author: Author = { actorId: actor.accountId, actorRole: "FINANCE" };
  await recordInstruction(tx, provider, "INSTRUCTION_LOOKED_INTO", { ...factsOf(instruction), flag, reason }, author);
  return { instructionId };
}
