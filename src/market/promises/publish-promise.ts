import { lockOwnListing } from "../listings/lock-listing";
import { lockOwnProvider } from "../listings/lock-own-provider";
import { refuseRestrictedPublishing } from "../listings/restrictions";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import type { Provider } from "../providers/provider.entity";
import { checkCompensationTerms } from "./check-compensation-terms";
import { createPromiseVersion, type NewPromise } from "./create-promise-version";
import { lockOwnPromise } from "./lock-own-promise";
import type { PublishPromiseInput } from "./promise.types";
import type { PromiseVersion } from "./promise-version.entity";
import { recordPromise } from "./record-promise";
import type { ServicePromise } from "./service-promise.entity";

/** A member publishes a new promise, or the next version of one. Under the provider's lock: an order sees all of it or nothing. */
export async function publishPromise(tx: Tx, actor: Actor, input: PublishPromiseInput): Promise<PromiseVersion> {
  const { provider, of } = await lockTarget(tx, actor, input);
  await refuseRestrictedPublishing(tx, provider);
  const version = createPromiseVersion(tx, of, {
    text: input.text,
    terms: input.terms ?? {},
    publishedById: actor.accountId,
  });
  await checkCompensationTerms(tx, version, of);
  await recordPromise(tx, actor, provider, "PROMISE_PUBLISHED", {
    promiseId: version.promiseId,
    promiseVersionId: version.id,
    listingId: of.listingId,
    version: version.version,
    kind: version.kind,
    digest: version.digest,
  });
  return version;
}

async function lockTarget(
  tx: Tx,
  actor: Actor,
  input: PublishPromiseInput,
): Promise<{ provider: Provider; of: NewPromise | ServicePromise }> {
  const { listingId, providerId, promiseId } = input;
  if ([listingId, providerId, promiseId].filter(Boolean).length !== 1)
    throw new Refusal("BAD_USER_INPUT", { reason: "promise.oneTarget", field: "input" });
  if (promiseId) return lockPromise(tx, actor, promiseId, input);
  if (!input.kind) throw new Refusal("BAD_USER_INPUT", { reason: "promise.kindMissing", field: "input.kind" });
  const provider = listingId
    ? (await lockOwnListing(tx, actor, listingId)).provider
    : await lockOwnProvider(tx, actor, providerId ?? "");
  return { provider, of: { providerId: provider.id, listingId: listingId ?? null, kind: input.kind } };
}

async function lockPromise(
  tx: Tx,
  actor: Actor,
  promiseId: string,
  input: PublishPromiseInput,
): Promise<{ provider: Provider; of: ServicePromise }> {
  const { provider, promise } = await lockOwnPromise(tx, actor, promiseId);
  if (input.kind && input.kind !== promise.kind) {
    throw new Refusal("BAD_USER_INPUT", {
      reason: "promise.kindFixed",
      field: "input.kind",
      params: { kind: promise.kind },
    });
  }
  if (typeof input.latestVersion === "number" && input.latestVersion !== promise.latestVersion) {
    throw new Refusal("STALE_VERSION", {
      reason: "promise.staleVersion",
      field: "input.latestVersion",
      params: { current: promise.latestVersion },
    });
  }
  return { provider, of: promise };
}
