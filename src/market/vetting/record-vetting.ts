import type { Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Events } from "../../platform/database/event";
import type { ProviderRecord } from "../providers/provider-events";
import type { Provider } from "../providers/provider.entity";
import { providerTopic } from "../providers/record-on-provider";

/** The feed of everything that inspectors work on. */
export const VETTING_TOPIC = "vetting";

/** Records an event of a provider's vetting, for its members and platform staff. `notify`: whom it notifies. */
export function recordVetting<T extends ProviderRecord>(
  tx: Tx,
  provider: Provider,
  type: T,
  author: Author,
  data: Events[T],
  notify: readonly string[] = [],
): void {
  tx.record(provider, {
    type,
    ...author,
    lasting: [providerTopic(provider.id), VETTING_TOPIC],
    audience: "MEMBERS",
    data,
    notify,
  });
}

/** Records an event for inspectors only. */
export function recordForInspectors<T extends ProviderRecord>(
  tx: Tx,
  provider: Provider,
  type: T,
  author: Author,
  data: Events[T],
): void {
  tx.record(provider, { type, ...author, lasting: [VETTING_TOPIC], audience: "VETTING", data });
}
