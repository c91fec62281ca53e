import type { Tx } from "../platform/database/tx";
import type { EventData } from "../platform/feed/event";
import type { Actor } from "../platform/identity/actor";
import { manageProvider } from "./manage-provider";
import { recordOnProvider } from "./record-on-provider";

interface Changes {
  providerId: string;
  legalName?: string | null;
  description?: string | null;
}

/** What is left out stays as it is; a description of null or "" is taken away. */
export async function updateProvider(tx: Tx, actor: Actor, input: Changes): Promise<{ providerId: string }> {
  const { provider, author } = await manageProvider(tx, actor, input.providerId);
  const before = provider.legalName;
  tx.change(provider, {
    legalName: input.legalName ?? provider.legalName,
    description: input.description === undefined ? provider.description : input.description || null,
  });
  const renamed: EventData = before === provider.legalName ? {} : { before, after: provider.legalName };
  recordOnProvider(tx, provider, "PROVIDER_UPDATED", author, "PUBLIC", renamed);
  return { providerId: provider.id };
}
