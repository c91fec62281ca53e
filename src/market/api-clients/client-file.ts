import { Account } from "../../accounts/account/account.entity";
import { recordOnAccount, type Author } from "../../accounts/account/record-on-account";
import type { Actor } from "../../accounts/actor/actor";
import type { Events } from "../../platform/database/event";
import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../providers/provider.entity";
import { recordOnProvider } from "../providers/record-on-provider";
import { ApiClient } from "./api-client.entity";
import type { ApiClientRecord } from "./api-client-events";
import { managersOf } from "./api-client.queries";
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

  /**
   * Both topics: the owners' pages follow the one, and what lets the client in the other. Whoever can close a door is notified of each that
   * is opened or widened, so that none stays open unseen.
   */
  async record<T extends ApiClientRecord>(type: T, data: Omit<Events[T], "apiClientId" | "name">): Promise<void> {
    const { tx, client, provider, author } = this;
    const whole = { apiClientId: client.id, name: client.name, ...data } as Events[T];
    const notify = OPENS.has(type) ? await managersOf(tx, client) : [];
    if (provider === null) recordOnAccount(tx, this.account, type, author, whole, notify);
    else recordOnProvider(tx, provider, type, author, "MEMBERS", whole, notify, [`account:${client.id}`]);
  }
}

const OPENS: ReadonlySet<ApiClientRecord> = new Set(["API_CLIENT_CREATED", "API_CLIENT_UPDATED", "API_KEY_CREATED"]);

export const authorFor = ({ accountId }: Actor, providerId: string | null): Author => ({
  actorId: accountId,
  actorRole: providerId === null ? "ADMIN" : "PROVIDER_OWNER",
});
