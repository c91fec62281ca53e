import { OPERATOR } from "../../accounts/account/record-on-account";
import { RoutingRules } from "../../case/queues/routing-rules";
import { HouseRules } from "../../house-rules/house-rules";
import { MarketplaceRecord } from "../../market/intake/marketplace-record.entity";
import { makeSource } from "../../market/intake/make-source";
import { MarketplaceSource } from "../../market/intake/marketplace-source.entity";
import { checkRecord, takeInRecords, type RecordResult } from "../../market/intake/take-in-records";
import { Order } from "../../market/orders/order.entity";
import { PromiseVersion } from "../../market/promises/promise-version.entity";
import type { Database } from "../../platform/database/database";
import { UniqueViolation } from "../../platform/database/faults";
import type { Tx } from "../../platform/database/tx";
import { importCase } from "./import-case";
import type { ImportedCase } from "./imported-case";
import { companyIdOf, importer, recordsOf } from "./records-of-case";

const BUREAU = { name: "cfpb", title: "Consumer bureau's public complaints", createdById: null };

export interface ImportedBatch {
  cases: ImportedCase[];
  created: { providers: number; listings: number; promises: number };
}

/**
 * Imports the cases that do not exist yet, in one transaction: their orders come in as a marketplace's do, and each that is new has its case. So
 * a killed, repeated or concurrent run creates nothing twice.
 */
export async function importBatch(database: Database, cases: readonly ImportedCase[]): Promise<ImportedBatch> {
  await beginSource(database);
  return database.transact(async (tx) => {
    const known = await knownIds(tx, cases);
    // Of a case that the file has twice, and of a company's spellings, the first stays.
    const isFirst = (id: string | undefined): boolean => id === undefined || (!known.has(id) && known.add(id).has(id));
    const newcomers = cases.filter(({ sourceId }) => isFirst(sourceId));
    const records = newcomers.flatMap(recordsOf).filter(({ provider }) => isFirst(provider?.externalId));
    const results = await takeInRecords(tx, OPERATOR, BUREAU.name, [importer(), ...records].map(checkRecord));
    const refused = results.find(({ obstacle }) => obstacle);
    if (refused?.obstacle)
      throw new Error(
        `${refused.kind ?? ""} ${refused.externalId ?? ""}: ${refused.obstacle.reason ?? refused.obstacle.code}`,
      );
    const found = await whatIsNew(tx, newcomers, results);
    const rules = { house: await HouseRules.inForce(tx, tx.now), routing: await RoutingRules.inForce(tx) };
    const importerId = results[0]?.id ?? "";
    for (const { one, order, version } of found) importCase(tx, one, order, version, importerId, rules);
    const created = (kind: RecordResult["kind"]): number =>
      results.filter((result) => result.kind === kind && result.outcome === "CREATED").length;
    return {
      cases: found.map(({ one }) => one),
      created: { providers: created("PROVIDER"), listings: created("LISTING"), promises: created("PROMISE") },
    };
  });
}

/** The ids of the file's cases and companies that have come in, asked under the source's lock. */
async function knownIds(tx: Tx, cases: readonly ImportedCase[]): Promise<Set<string>> {
  const source = await tx.findOne(MarketplaceSource, { name: BUREAU.name });
  if (!source) throw new Error("the source is not there");
  await tx.lock(MarketplaceSource, source.id);
  const [orders, providers] = [cases.map(({ sourceId }) => sourceId), cases.map(companyIdOf)];
  const there = [
    ...(await tx.find(MarketplaceRecord, { sourceId: source.id, kind: "ORDER", externalId: orders })),
    ...(await tx.find(MarketplaceRecord, { sourceId: source.id, kind: "PROVIDER", externalId: providers })),
  ];
  return new Set(there.map(({ externalId }) => externalId));
}

/** Each case with its order, which has just come in, and the promise that was broken. */
async function whatIsNew(
  tx: Tx,
  cases: readonly ImportedCase[],
  results: readonly RecordResult[],
): Promise<{ one: ImportedCase; order: Order; version: PromiseVersion }[]> {
  const ids = (kind: RecordResult["kind"]): string[] => [
    ...new Set(results.flatMap((result) => (result.kind === kind ? (result.id ?? []) : []))),
  ];
  const orders = new Map((await tx.find(Order, { id: ids("ORDER") })).map((order) => [order.externalNumber, order]));
  const versions = await tx.find(PromiseVersion, { promiseId: ids("PROMISE") });
  const byPromise = new Map(versions.map((version) => [version.promiseId, version]));
  // The records of each case follow each other, after the importer's.
  const promiseIds = results.flatMap(({ kind, id }) => (kind === "PROMISE" ? (id ?? "") : []));
  return cases.map((one, index) => {
    const [order, version] = [orders.get(one.sourceId), byPromise.get(promiseIds[index] ?? "")];
    if (!order || !version) throw new Error(`the order of ${one.sourceId} is not there`);
    return { one, order, version };
  });
}

async function beginSource(database: Database): Promise<void> {
  if (await database.findOne(MarketplaceSource, { name: BUREAU.name })) return;
  try {
    await database.transact(async (tx) => void makeSource(tx, BUREAU));
  } catch (error) {
    // Another import has begun it meanwhile.
    if (!(error instanceof UniqueViolation)) throw error;
  }
}
