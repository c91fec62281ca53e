import type { Tx } from "../../platform/database/tx";
import type { Bilingual } from "../../platform/graphql/bilingual";
import { newId } from "../../platform/ids";
import { promiseDigest } from "./promise-digest.pure";
import type { PlatformPromise } from "./platform-promise.types";
import type { PromiseKind } from "./promise-kind.types";
import { PromiseVersion } from "./promise-version.entity";
import { ServicePromise } from "./service-promise.entity";

interface NewPlatformPromise {
  platformPromise: PlatformPromise;
  kind: PromiseKind;
}

interface PlatformContent {
  text: Bilingual;
  /** null: it comes with the platform. */
  publishedById: string | null;
  effectiveFrom: number;
}

/** The first version of one of the platform's own promises, or the next of one that the caller has locked. Checks no rights. */
export function createPlatformVersion(
  tx: Tx,
  of: NewPlatformPromise | ServicePromise,
  { text: { zhCN, en }, publishedById, effectiveFrom }: PlatformContent,
): PromiseVersion {
  const id = newId(PromiseVersion);
  const promise = of instanceof ServicePromise ? of : begin(tx, of);
  const version = promise.latestVersion + 1;
  tx.change(promise, { latestVersion: version, currentVersionId: id, proposed: null });
  const sealed = {
    promiseId: promise.id,
    version,
    kind: promise.kind,
    text: zhCN,
    terms: {},
    platformPromise: promise.platformPromise,
    bilingual: { zhCN, en },
    effectiveFrom,
  };
  const created = Object.assign(new PromiseVersion(), {
    id,
    ...sealed,
    digest: promiseDigest(sealed),
    publishedById,
    publishedAt: tx.now,
  });
  tx.insert(PromiseVersion, created);
  return created;
}

function begin(tx: Tx, { platformPromise, kind }: NewPlatformPromise): ServicePromise {
  const promise = Object.assign(new ServicePromise(), {
    id: newId(ServicePromise),
    providerId: null,
    listingId: null,
    platformPromise,
    kind,
    latestVersion: 0,
    currentVersionId: null,
    withdrawnAt: null,
    proposed: null,
    createdAt: tx.now,
  });
  tx.insert(ServicePromise, promise);
  return promise;
}
