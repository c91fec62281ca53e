import type { Id, Text } from "../../platform/database/event";

type OfEndpoint = { webhookEndpointId: Id; apiClientId: Id; name: Text };

/** Of a provider's endpoints in its history; of the platform's in that of the client's own account. `name`: the client's. */
interface WebhookEvents {
  WEBHOOK_CREATED: OfEndpoint;
  WEBHOOK_UPDATED: OfEndpoint & { status: "ACTIVE" | "PAUSED" | "DISABLED" };
  WEBHOOK_SECRET_ROTATED: OfEndpoint;
  WEBHOOK_DELETED: OfEndpoint;
  /** By the platform: nothing was accepted for too long. */
  WEBHOOK_DISABLED: OfEndpoint;
  /** Events are delivered once more. */
  WEBHOOK_REPLAYED: OfEndpoint;
}
export type WebhookRecord = keyof WebhookEvents;

declare module "../../market/providers/provider-events" {
  interface ProviderEvents extends WebhookEvents {}
}

declare module "../../accounts/account/account-events" {
  interface AccountEvents extends WebhookEvents {}
}
