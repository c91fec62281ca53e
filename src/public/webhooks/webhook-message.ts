import type { ExecutionResult } from "graphql";
import { Webhook } from "standardwebhooks";
import { Encryption } from "../../platform/secrets/encryption";
import type { Json } from "../../platform/graphql/event-catalogue";
import { webhookHeaders } from "../../platform/carriers/webhook-headers.pure";
import type { Sealer } from "../../platform/secrets/sealed";
import type { WebhookEndpoint } from "./webhook-endpoint.entity";

/** Encrypts the secrets shared with endpoints. */
export const webhookEncryption = (sealer: Sealer): Encryption =>
  new Encryption(...sealer.deriveKeys("webhook secrets"));

interface Said {
  id: string;
  type: string;
  createdAt: number;
  cursor: string | null;
  data: Record<string, Json>;
  /** Of the endpoint's query. */
  response?: ExecutionResult | null;
}

/** A request as Standard Webhooks has it: https://www.standardwebhooks.com */
export class WebhookMessage {
  readonly body: string;

  constructor(
    private readonly encryption: Encryption,
    private readonly said: Said,
  ) {
    this.body = JSON.stringify({ ...said, createdAt: new Date(said.createdAt).toISOString() });
  }

  /** Signed with the endpoint's secret, and for a day with those before as well. By the real time, whatever the platform's clock says. */
  headers(endpoint: WebhookEndpoint, now: number): Record<string, string> {
    const { secret, previousSecrets, previousUntil, id } = endpoint;
    const stillSign = now < (previousUntil ?? 0) ? (previousSecrets ?? []) : [];
    const sentAt = new Date();
    const signatures = [secret, ...stillSign].map((kept) =>
      new Webhook(this.encryption.decrypt(kept, id)).sign(this.said.id, sentAt, this.body),
    );
    return webhookHeaders(this.said.id, sentAt, signatures);
  }
}
