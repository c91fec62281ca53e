import type { Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Events } from "../../platform/database/event";
import type { ProviderRecord } from "./provider-events";
import type { Provider } from "./provider.entity";
import type { ProviderAudience } from "./provider.policy";

/** `notify`: whom it notifies, mostly the provider or no one. `topics`: feeds beside the provider's own. */
export function recordOnProvider<T extends ProviderRecord>(
  tx: Tx,
  provider: Provider,
  type: T,
  author: Author,
  audience: ProviderAudience,
  data: Events[T],
  notify: readonly string[] = [],
  topics: readonly string[] = [],
): void {
  tx.record(provider, {
    type,
    ...author,
    topics: [...topics],
    lasting: [providerTopic(provider.id)],
    audience,
    data,
    notify,
  });
}

export const providerTopic = (providerId: string): string => `provider:${providerId}`;
