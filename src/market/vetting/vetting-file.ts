import type { Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Events } from "../../platform/database/event";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import type { ProviderRecord } from "../providers/provider-events";
import { Provider } from "../providers/provider.entity";
import { lockProvider } from "../providers/provider.queries";
import { ProviderApplication } from "./provider-application.entity";
import { recordVetting } from "./record-vetting";
import { maySeeApplication, whyNot, type VettingAction } from "./vetting.policy";
import { latestApplication, readVetting, type VettingState } from "./vetting-state.queries";

/** A provider's vetting, opened under the provider's lock for someone who may perform the intended action. */
export class VettingFile {
  private constructor(
    readonly tx: Tx,
    readonly actor: Actor,
    private readonly state: VettingState,
  ) {}

  static async ofProvider(tx: Tx, actor: Actor, providerId: string, action: VettingAction): Promise<VettingFile> {
    const provider = await lockProvider(tx, actor, providerId);
    const application = await latestApplication(tx, provider.id);
    return new VettingFile(tx, actor, await readVetting(tx, provider, application, tx.now)).require(
      action,
      "input.providerId",
    );
  }

  static async ofApplication(tx: Tx, actor: Actor, id: string, action: VettingAction): Promise<VettingFile> {
    const field = "input.applicationId";
    const found = isIdOf(ProviderApplication, id) ? await tx.byId(ProviderApplication, id) : null;
    if (!found || !maySeeApplication(actor, found.providerId)) throw new Refusal("NOT_FOUND", { field });
    const provider = await tx.lock(Provider, found.providerId);
    const application = await tx.byId(ProviderApplication, id);
    if (!provider || !application) throw new Refusal("NOT_FOUND", { field });
    return new VettingFile(tx, actor, await readVetting(tx, provider, application, tx.now)).require(action, field);
  }

  get provider(): VettingState["provider"] {
    return this.state.provider;
  }

  get documents(): VettingState["documents"] {
    return this.state.documents;
  }

  get checks(): VettingState["checks"] {
    return this.state.checks;
  }

  get rules(): VettingState["rules"] {
    return this.state.rules;
  }

  get application(): VettingState["application"] {
    return this.state.application;
  }

  /** The application that an inspector works on. */
  get current(): ProviderApplication {
    if (!this.application) throw new Error("no application in this vetting");
    return this.application;
  }

  /** The author of an inspector's act. */
  get author(): Author {
    return { actorId: this.actor.accountId, actorRole: "INSPECTOR" };
  }

  /** Records an inspector's act and notifies the provider. */
  record<T extends ProviderRecord>(type: T, data: Events[T]): void {
    recordVetting(this.tx, this.provider, type, this.author, data, [this.provider.id]);
  }

  private require(action: VettingAction, field: string): this {
    const obstacle = whyNot(action, this.actor, this.state.facts);
    if (!obstacle) return this;
    const { code, ...details } = obstacle;
    throw new Refusal(code, { field, ...details });
  }
}
