import type { Account } from "../../accounts/account/account.entity";
import { lockAccount } from "../../accounts/account/account.queries";
import type { Actor } from "../../accounts/actor/actor";
import { readSigner } from "../../accounts/roles/signer.queries";
import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { FilingLimit } from "./filing-limit.entity";
import type { FilingLimitAction } from "./filing-limit-enums.types";
import { maySee, whyNot } from "./filing-limit.policy";
import { readPartiality } from "./filing-limit.queries";

const field = "input.limitId";

/** The limit and the person, who is locked; refused unless the actor may do this to it now. */
export async function openFilingLimit(
  tx: Tx,
  actor: Actor,
  id: string,
  action: FilingLimitAction,
): Promise<{ limit: FilingLimit; account: Account }> {
  const found = isIdOf(FilingLimit, id) ? await tx.byId(FilingLimit, id) : null;
  if (!found || !maySee(actor, found)) throw new Refusal("NOT_FOUND", { field });
  const account = await lockAccount(tx, found.accountId, field);
  // Read again under the person's lock: someone else may have acted.
  const limit = await tx.byId(FilingLimit, id);
  if (!limit) throw new Refusal("NOT_FOUND", { field });
  const partiality = await readPartiality(tx, actor, limit);
  const signer = await readSigner(tx, actor, ["LEAD_MODERATOR"]);
  const obstacle = whyNot(action, actor, limit, partiality, signer, tx.now);
  if (obstacle) throw new Refusal(obstacle.code, { ...obstacle, field });
  return { limit, account };
}
