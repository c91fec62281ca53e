import { Account } from "../../accounts/account.entity";
import type { Letter } from "../../accounts/contacts/letter.entity";
import { ProviderMember } from "../../market/providers/provider-member.entity";
import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";

/** Whoever has left a provider since reads its inbox no longer. */
export async function stillConcerned(tx: Tx, { accountId, recipientId }: Letter): Promise<boolean> {
  if (recipientId === null) return false;
  if (isIdOf(Account, recipientId)) return recipientId === accountId;
  return (await tx.findOne(ProviderMember, { providerId: recipientId, accountId })) !== null;
}
