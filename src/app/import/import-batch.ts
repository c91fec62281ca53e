import { Account } from "../../accounts/account.entity";
import { recordOnAccount, SYSTEM } from "../../accounts/record-on-account";
import type { Database } from "../../platform/database/database";
import { list, sql } from "../../platform/database/sql";
import { UniqueViolation } from "../../platform/database/faults";
import type { Tx } from "../../platform/database/tx";
import { FIRST_HASH } from "../../platform/database/event-hash";
import { newId } from "../../platform/ids";
import { HouseRules } from "../../house-rules/house-rules";
import { RoutingRules } from "../../case/queues/routing-rules";
import type { Catalogue } from "./catalogue";
import { importCase } from "./import-case";
import type { ImportedCase } from "./imported-case";
import { consumerLogin } from "./importer";

/**
 * Imports the cases that do not exist yet, in one transaction; returns which. A case is identified by its consumer's login, which is
 * unique and written with it, so a killed, repeated or concurrent run creates nothing twice.
 */
export async function importBatch(
  database: Database,
  catalogue: Catalogue,
  importerId: string,
  cases: readonly ImportedCase[],
): Promise<ImportedCase[]> {
  const newcomers = await unknownOf(database, cases);
  if (newcomers.length === 0) return [];
  const providers = await catalogue.registerProviders(newcomers);
  try {
    return await database.transact(async (tx) => {
      const rules = { house: await HouseRules.inForce(tx, tx.now), routing: await RoutingRules.inForce(tx) };
      const offers = await catalogue.offers(tx, newcomers, providers);
      const consumers = registerConsumers(tx, newcomers);
      for (const one of newcomers) {
        const [consumer, offer] = [consumers.get(one), offers.get(one)];
        if (consumer && offer) importCase(tx, one, offer, { consumerId: consumer.id, importerId }, rules);
      }
      return newcomers;
    });
  } catch (error) {
    // Another import created one of them first. The next attempt sees it.
    if (error instanceof UniqueViolation && error.constraint === "uq_account_login")
      return importBatch(database, catalogue, importerId, cases);
    throw error;
  }
}

async function unknownOf(database: Database, cases: readonly ImportedCase[]): Promise<ImportedCase[]> {
  const byLogin = new Map<string, ImportedCase>();
  for (const one of cases) {
    const login = consumerLogin(one.sourceId);
    if (!byLogin.has(login)) byLogin.set(login, one);
  }
  const logins = [...byLogin.keys()];
  const there = await database.query<{ login: string }>(
    sql`SELECT login FROM account WHERE login IN (${list(logins)})`,
  );
  for (const { login } of there) byLogin.delete(login);
  return [...byLogin.values()];
}

/** One anonymous person for each complaint: the file does not say which complaints came from the same person. */
function registerConsumers(tx: Tx, cases: readonly ImportedCase[]): Map<ImportedCase, Account> {
  const accounts = new Map(cases.map((one) => [one, consumerAccount(one, tx.now)]));
  tx.insert(Account, ...accounts.values());
  for (const account of accounts.values())
    recordOnAccount(tx, account, "ACCOUNT_REGISTERED", SYSTEM, { roles: account.roles.join(" ") });
  return accounts;
}

function consumerAccount({ sourceId, state }: ImportedCase, createdAt: number): Account {
  return Object.assign(new Account(), {
    id: newId(Account),
    login: consumerLogin(sourceId),
    displayName: state === "" ? "Anonymous consumer" : `Anonymous consumer, ${state}`,
    passwordHash: null,
    externalSubject: null,
    roles: ["CONSUMER"],
    locale: "en",
    timeZone: null,
    status: "ACTIVE",
    tokenVersion: 0,
    createdAt,
    eventSeq: 0,
    eventHash: FIRST_HASH,
  } satisfies Account);
}
