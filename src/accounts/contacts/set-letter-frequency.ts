import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../actor/actor";
import { ownContactPoint } from "./contact.queries";
import type { SetLetterFrequencyInput } from "./contact-inputs.types";

/** From the next message on; what waits, and has no deadline, is not sent any more once only deadlines are wanted. */
export async function setLetterFrequency(
  tx: Tx,
  actor: Actor,
  { contactPointId, frequency }: SetLetterFrequencyInput,
): Promise<{ accountId: string }> {
  tx.change(await ownContactPoint(tx, actor.accountId, contactPointId), { frequency });
  return { accountId: actor.accountId };
}
