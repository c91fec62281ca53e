import { Account } from "../../accounts/account.entity";
import { recordOnAccount, type Author } from "../../accounts/record-on-account";
import type { Actor } from "../../accounts/actor";
import type { Events } from "../../platform/database/event";
import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../providers/provider.entity";
import { recordOnProvider } from "../providers/record-on-provider";
import { ApiClient } from "./api-client.entity";
import type { ApiClientRecord } from "./api-client-events";
import { maySeeClientsOf, whyNot } from "./api-client.policy";
import type { ApiClientAction } from "./api-client.types";

/** An API client with what its changes are recorded on, locked: the provider or the client's own account, then the client. */
export class ClientFile {
  constructor(
    private readonly tx: Tx,
    readonly client: ApiClient,
    private readonly provider: Provider | null,
    readonly account: Account,
    private readonly author: Author,
  ) {}

  /** For one of those who manage it. NOT_FOUND alike for ids that nothing has and for others' clients. */
  static async open(
    tx: Tx,
    actor: Actor,
    id: string,
    action: ApiClientAction,
    field = "input.apiClientId",
  ): Promise<ClientFile> {
    const known = isIdOf(ApiClient, id) ? await tx.byId(ApiClient, id) : null;
    if (!known || !maySeeClientsOf(actor, known.providerId)) throw new Refusal("NOT_FOUND", { field });
    const provider = known.providerId === null ? null : await tx.lock(Provider, known.providerId);
    const account = await tx.lock(Account, id);
    const client = await tx.lock(ApiClient, id);
    if (!client || !account) throw new Error(`${id} has no account`);
    const obstacle = whyNot(action, actor, client);
    if (obstacle) throw new Refusal(obstacle.code, { ...obstacle, field });
    return new ClientFile(tx, client, provider, account, authorFor(actor, client.providerId));
  }

  /** Both topics: the owners' pages follow the one, and what lets the client in the other. */
  record<T extends ApiClientRecord>(type: T, data: Omit<Events[T], "apiClientId" | "name">): void {
    const whole = { apiClientId: this.client.id, name: this.client.name, ...data } as Events[T];
    if (this.provider === null) recordOnAccount(this.tx, this.account, type, this.author, whole);
    else
      recordOnProvider(this.tx, this.provider, type, this.author, "MEMBERS", whole, [], [`account:${this.client.id}`]);
  }
}

export const authorFor = ({ accountId }: Actor, providerId: string | null): Author => ({
  actorId: accountId,
  actorRole: providerId === null ? "ADMIN" : "PROVIDER_OWNER",
});
