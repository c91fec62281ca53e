import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { promiseDigest } from "./promise-digest.pure";
import type { PromiseKind } from "./promise-kind.types";
import { PromiseVersion } from "./promise-version.entity";
import { ServicePromise } from "./service-promise.entity";
import { termsOfKind, type Terms } from "./terms-by-kind.pure";

export interface NewPromise {
  providerId: string;
  /** null: for everything the provider sells. */
  listingId: string | null;
  kind: PromiseKind;
}

export interface PromiseContent {
  text: string;
  terms: { [K in keyof Terms]?: Terms[K] | null };
  /** null: an import by the server's command line. */
  publishedById: string | null;
  /** Now when left out. */
  publishedAt?: number;
}

/** The first version of a new promise, or the next of one that the caller has locked. Checks no rights; refuses terms that do not fit the kind. */
export function createPromiseVersion(tx: Tx, of: NewPromise | ServicePromise, content: PromiseContent): PromiseVersion {
  const terms = termsOfKind(of.kind, content.terms, "input.terms");
  const publishedAt = content.publishedAt ?? tx.now;
  const id = newId(PromiseVersion);
  const promise = of instanceof ServicePromise ? advance(tx, of, id) : begin(tx, of, id, publishedAt);
  const sealed = {
    promiseId: promise.id,
    version: promise.latestVersion,
    kind: promise.kind,
    text: content.text,
    terms,
  };
  const version = Object.assign(new PromiseVersion(), {
    id,
    ...sealed,
    digest: promiseDigest(sealed),
    platformPromise: null,
    bilingual: null,
    effectiveFrom: null,
    publishedById: content.publishedById,
    publishedAt,
  });
  tx.insert(PromiseVersion, version);
  return version;
}

function begin(
  tx: Tx,
  { providerId, listingId, kind }: NewPromise,
  currentVersionId: string,
  createdAt: number,
): ServicePromise {
  const promise = Object.assign(new ServicePromise(), {
    id: newId(ServicePromise),
    providerId,
    listingId,
    platformPromise: null,
    kind,
    latestVersion: 1,
    currentVersionId,
    withdrawnAt: null,
    proposed: null,
    createdAt,
  });
  tx.insert(ServicePromise, promise);
  return promise;
}

function advance(tx: Tx, promise: ServicePromise, currentVersionId: string): ServicePromise {
  tx.change(promise, { latestVersion: promise.latestVersion + 1, currentVersionId });
  return promise;
}
