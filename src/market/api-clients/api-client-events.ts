import type { Codes, Id, Text, Time } from "../../platform/database/event";

type OfClient = { apiClientId: Id; name: Text };
type OfKey = OfClient & { apiKeyId: Id };

/** Of a provider's clients in its history; of the platform's in that of the client's own account. */
interface ApiClientEvents {
  /** `scopes`, `addresses`: between spaces; no addresses mean any. */
  API_CLIENT_CREATED: OfClient & { scopes: Codes; addresses: Codes };
  API_CLIENT_UPDATED: OfClient & { scopes: Codes; addresses: Codes };
  API_CLIENT_CLOSED: OfClient;
  API_KEY_CREATED: OfKey & { expiresAt: Time | null };
  API_KEY_REVOKED: OfKey;
}
export type ApiClientRecord = keyof ApiClientEvents;

declare module "../providers/provider-events" {
  interface ProviderEvents extends ApiClientEvents {}
}

declare module "../../accounts/account/account-events" {
  interface AccountEvents extends ApiClientEvents {}
}
