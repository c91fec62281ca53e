import type { Actor } from "../../accounts/actor/actor";
import { Account } from "../../accounts/account/account.entity";
import { recordOnAccount } from "../../accounts/account/record-on-account";
import { refuseDuplicates } from "../../accounts/account/refuse-duplicates";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import { authorOfRecords } from "./intake.policy";
import type { CreateMarketplaceSourceInput } from "./intake.types";
import { makeSource } from "./make-source";

/** Makes a system of the marketplace known. It is told in the history of whoever did. */
export async function createMarketplaceSource(
  tx: Tx,
  actor: Actor,
  { name, title }: Pick<CreateMarketplaceSourceInput, "name" | "title">,
): Promise<{ sourceId: string }> {
  const author = authorOfRecords(actor);
  const account = await tx.lock(Account, actor.accountId);
  if (!account) throw new Refusal("UNAUTHENTICATED");
  const id = makeSource(tx, { name, title, createdById: account.id });
  await refuseDuplicates(tx, { uq_marketplace_source_name: "input.name" });
  recordOnAccount(tx, account, "MARKETPLACE_SOURCE_CREATED", author, { sourceId: id, name });
  return { sourceId: id };
}
