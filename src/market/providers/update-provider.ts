import type { Tx } from "../../platform/database/tx";
import type { Author } from "../../accounts/account/record-on-account";
import type { Actor } from "../../accounts/actor/actor";
import { manageProvider } from "./manage-provider";
import type { Provider } from "./provider.entity";
import { isAdmitted } from "./provider.pure";
import { recordOnProvider } from "./record-on-provider";
import { takeName } from "./take-name";

interface Changes {
  providerId: string;
  legalName?: string | null;
  description?: string | null;
}

/**
 * Fields left out stay as they are; a description of null or "" is removed. The name of an admitted provider waits until the licence
 * has been verified for it: until then the public sees the former one.
 */
export async function updateProvider(tx: Tx, actor: Actor, input: Changes): Promise<{ providerId: string }> {
  const { provider, author } = await manageProvider(tx, actor, input.providerId);
  const { legalName, description } = input;
  if (legalName) rename(tx, provider, legalName, author);
  if (description !== undefined) tx.change(provider, { description: description || null });
  if (!legalName || description !== undefined) recordOnProvider(tx, provider, "PROVIDER_UPDATED", author, "PUBLIC", {});
  return { providerId: provider.id };
}

function rename(tx: Tx, provider: Provider, name: string, author: Author): void {
  if (!isAdmitted(provider)) return takeName(tx, provider, name, author);
  const pendingName = name === provider.legalName ? null : name;
  if (pendingName === provider.pendingName) return;
  tx.change(provider, { pendingName });
  const type = pendingName ? "PROVIDER_RENAME_ASKED" : "PROVIDER_RENAME_DROPPED";
  recordOnProvider(tx, provider, type, author, "MEMBERS", {});
}
