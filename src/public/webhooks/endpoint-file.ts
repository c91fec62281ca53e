import { randomBytes } from "node:crypto";
import { Account } from "../../accounts/account/account.entity";
import type { Actor } from "../../accounts/actor/actor";
import { recordOnAccount, SYSTEM, type Author } from "../../accounts/account/record-on-account";
import { ApiClient } from "../../market/api-clients/api-client.entity";
import { authorFor } from "../../market/api-clients/client-file";
import { Provider } from "../../market/providers/provider.entity";
import { recordOnProvider } from "../../market/providers/record-on-provider";
import type { Events } from "../../platform/database/event";
import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { WebhookEndpoint } from "./webhook-endpoint.entity";
import type { WebhookRecord } from "./webhook-events";
import { maySeeWebhooks, whyNotManage } from "./webhook.policy";

/** What changes of an endpoint are recorded on, locked: the provider or the client's own account, then the client. */
export class EndpointFile {
  private constructor(
    private readonly tx: Tx,
    readonly client: ApiClient,
    private readonly provider: Provider | null,
    private readonly account: Account,
    private readonly author: Author,
  ) {}

  /** For those who manage a client's endpoints. NOT_FOUND alike for ids that nothing has and for others' clients. */
  static async ofClient(tx: Tx, actor: Actor, id: string, field = "input.apiClientId"): Promise<EndpointFile> {
    const known = isIdOf(ApiClient, id) ? await tx.byId(ApiClient, id) : null;
    if (!known || !maySeeWebhooks(actor, known)) throw new Refusal("NOT_FOUND", { field });
    const author: Author = actor.client
      ? { actorId: actor.accountId, actorRole: "INTEGRATION" }
      : authorFor(actor, known.providerId);
    const file = await EndpointFile.lock(tx, known, author);
    const obstacle = whyNotManage(actor, file.client);
    if (obstacle) throw new Refusal(obstacle.code, { ...obstacle, field });
    return file;
  }

  /** With the endpoint, locked as well. */
  static async open(
    tx: Tx,
    actor: Actor,
    id: string,
    field = "input.webhookEndpointId",
  ): Promise<{ file: EndpointFile; endpoint: WebhookEndpoint }> {
    const known = isIdOf(WebhookEndpoint, id) ? await tx.byId(WebhookEndpoint, id) : null;
    if (!known || known.deletedAt !== null) throw new Refusal("NOT_FOUND", { field });
    const file = await EndpointFile.ofClient(tx, actor, known.clientId, field);
    const endpoint = await tx.lock(WebhookEndpoint, id);
    if (!endpoint || endpoint.deletedAt !== null) throw new Refusal("NOT_FOUND", { field });
    return { file, endpoint };
  }

  /** For what the platform itself does with it; null when it is gone. */
  static async bySystem(tx: Tx, id: string): Promise<{ file: EndpointFile; endpoint: WebhookEndpoint } | null> {
    const known = await tx.byId(WebhookEndpoint, id);
    const client = known && (await tx.byId(ApiClient, known.clientId));
    if (!client) return null;
    const file = await EndpointFile.lock(tx, client, SYSTEM);
    const endpoint = await tx.lock(WebhookEndpoint, id);
    return endpoint && endpoint.deletedAt === null ? { file, endpoint } : null;
  }

  private static async lock(tx: Tx, { id, providerId }: ApiClient, author: Author): Promise<EndpointFile> {
    const provider = providerId === null ? null : await tx.lock(Provider, providerId);
    const account = await tx.lock(Account, id);
    const client = await tx.lock(ApiClient, id);
    if (!client || !account) throw new Error(`${id} has no account`);
    return new EndpointFile(tx, client, provider, account, author);
  }

  /** `notify`: whom it notifies. */
  record<T extends WebhookRecord>(
    type: T,
    endpoint: WebhookEndpoint,
    data: Omit<Events[T], "webhookEndpointId" | "apiClientId" | "name">,
    notify: readonly string[] = [],
  ): void {
    const { client, provider } = this;
    const whole = {
      webhookEndpointId: endpoint.id,
      apiClientId: client.id,
      name: client.name,
      ...data,
    } as unknown as Events[T];
    if (provider === null) recordOnAccount(this.tx, this.account, type, this.author, whole, notify);
    else recordOnProvider(this.tx, provider, type, this.author, "MEMBERS", whole, notify);
  }
}

/** As Standard Webhooks writes them. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString("base64")}`;
