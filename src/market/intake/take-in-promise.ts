import { canonicalJson } from "../../platform/secrets/canonical-json.pure";
import { Refusal } from "../../platform/refusal";
import { checkCompensationTerms } from "../promises/check-compensation-terms";
import { endPromise } from "../promises/end-promise";
import { createPromiseVersion } from "../promises/create-promise-version";
import { PromiseVersion } from "../promises/promise-version.entity";
import { ServicePromise } from "../promises/service-promise.entity";
import { termsOfKind } from "../promises/terms-by-kind.pure";
import type { Provider } from "../providers/provider.entity";
import { recordOnProvider } from "../providers/record-on-provider";
import type { PromiseRecordInput } from "./intake.types";
import type { RecordBatch, Taken } from "./record-batch";

/** A record that says something else than the last is the next version, in force since it says so. */
export async function takeInPromise(batch: RecordBatch, record: PromiseRecordInput): Promise<Taken> {
  const { tx, author } = batch;
  const provider = batch.provider(record.provider, "promise.provider");
  const listing = record.listing ? batch.listing(record.listing, "promise.listing") : null;
  if (listing && listing.providerId !== provider.id)
    throw new Refusal("NOT_FOUND", {
      reason: "intake.unknown",
      field: "promise.listing",
      params: { externalId: record.listing ?? "" },
    });
  const of = { providerId: provider.id, listingId: listing?.id ?? null, kind: record.kind };
  const known = batch.find("PROMISE", record.externalId);
  const promise = known ? await tx.byId(ServicePromise, known.targetId) : null;
  const terms = termsOfKind(record.kind, record.terms ?? {}, "promise.terms");
  await checkCompensationTerms(tx, { terms }, of);
  const withdrawnAt = record.withdrawnAt ? batch.past(record.withdrawnAt, "promise.withdrawnAt") : null;
  const current = promise ? await lastVersion(batch, promise, of, withdrawnAt) : null;
  const says = ({ text }: { text: string }, its: object): string => canonicalJson({ text, terms: its });
  const isNew = !current || says(current, current.terms) !== says(record, terms);
  const said = record.publishedAt ?? (isNew ? tx.now : current.publishedAt);
  const publishedAt = batch.past(said, "promise.publishedAt");
  if (withdrawnAt !== null && withdrawnAt < publishedAt)
    throw new Refusal("BAD_USER_INPUT", { reason: "intake.order", field: "promise.withdrawnAt" });
  const withdraws = withdrawnAt !== null && promise?.withdrawnAt !== withdrawnAt;
  if (isNew && current && !withdraws && publishedAt <= current.publishedAt) {
    // Two texts of one day, where a source knows no hours: neither comes in again with each that is sent again.
    const known = await tx.find(PromiseVersion, { promiseId: current.promiseId, publishedAt });
    if (known.some((earlier) => says(earlier, earlier.terms) === says(record, terms)))
      return { outcome: "UNCHANGED", id: current.promiseId, own: true };
  }
  if (isNew && current && publishedAt < current.publishedAt)
    throw new Refusal("BAD_USER_INPUT", {
      reason: "intake.older",
      field: "promise.publishedAt",
      params: { latest: current.publishedAt },
    });
  const version = isNew
    ? createPromiseVersion(tx, promise ?? of, { text: record.text, terms, publishedById: author.actorId, publishedAt })
    : current;
  if (isNew)
    recordOnProvider(tx, provider, "PROMISE_PUBLISHED", author, listing?.status === "DRAFT" ? "DRAFT" : "PUBLIC", {
      ...{ promiseId: version.promiseId, promiseVersionId: version.id, listingId: of.listingId },
      ...{ version: version.version, kind: version.kind, digest: version.digest },
    });
  if (withdraws) await withdraw(batch, provider, version, of.listingId, withdrawnAt);
  if (isNew || withdraws) batch.forgetVersions();
  return {
    outcome: promise ? (isNew || withdraws ? "UPDATED" : "UNCHANGED") : "CREATED",
    id: version.promiseId,
    own: true,
  };
}

async function lastVersion(
  { tx }: RecordBatch,
  promise: ServicePromise,
  of: Pick<ServicePromise, "providerId" | "listingId" | "kind">,
  withdrawnAt: number | null,
): Promise<PromiseVersion | null> {
  const stays = (field: string): Refusal => new Refusal("BAD_USER_INPUT", { reason: "intake.stays", field });
  if (promise.kind !== of.kind) throw stays("promise.kind");
  if (promise.providerId !== of.providerId) throw stays("promise.provider");
  if (promise.listingId !== of.listingId) throw stays("promise.listing");
  if (promise.withdrawnAt !== null && withdrawnAt === null) throw stays("promise.withdrawnAt");
  return tx.byId(PromiseVersion, promise.currentVersionId);
}

async function withdraw(
  { tx, author }: RecordBatch,
  provider: Provider,
  { promiseId }: PromiseVersion,
  listingId: string | null,
  withdrawnAt: number,
): Promise<void> {
  const promise = await tx.byId(ServicePromise, promiseId);
  if (!promise) throw new Error(`promise ${promiseId} is not there`);
  endPromise(tx, promise, withdrawnAt);
  recordOnProvider(tx, provider, "PROMISE_WITHDRAWN", author, "PUBLIC", { promiseId, listingId });
}
