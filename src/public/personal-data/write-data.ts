import { getMetadataArgsStorage } from "typeorm";
import { AccountEventType } from "../../accounts/account/account-event-enums.types";
import { Account } from "../../accounts/account/account.entity";
import { Evidence } from "../../case/evidence/evidence.entity";
import { LoggedEvent } from "../../platform/database/event.entity";
import type { Reader } from "../../platform/database/reader";
import type { EntityClass } from "../../platform/database/row-mapper";
import { list, raw, sql } from "../../platform/database/sql";
import { jsonOf } from "../../platform/graphql/event-catalogue";
import type { Storage } from "../../platform/storage/storage";
import type { Archive } from "../dossier/archive/archive";
import { dataIndex, type Listed } from "./data-index.pure";
import { COPIED } from "./held-rows";

type Row = Record<string, unknown> & { id: string };
type Held = (typeof COPIED)[number];

const PAGE = 500;

/** Where it reads from: a server's services, or the command line's. */
interface Sources {
  database: Reader;
  storage: Pick<Storage, "get">;
}

/**
 * Puts all that is held on the person into the archive: one file of JSON by subject, one row a line; their history; the evidence that they
 * submitted; and, last, a page that says what is where. `tell`: a sign of life after each part.
 */
export async function writeData(
  { database, storage }: Sources,
  account: Account,
  archive: Archive,
  at: number,
  tell: (done: number, total: number) => Promise<void>,
): Promise<void> {
  const cases = await database.query<{ id: string; currency: string }>(
    sql`SELECT id, currency FROM complaint WHERE consumer_id = ${account.id} ORDER BY id`,
  );
  const caseIds = cases.map(({ id }) => id);
  const steps = COPIED.length + 3;
  const listed: Listed[] = [];
  const add = async (path: string, called: Listed["called"], rows: AsyncIterable<object>): Promise<void> => {
    let count = 0;
    await archive.add(
      path,
      (async function* lines() {
        for await (const row of rows) {
          count += 1;
          yield `${JSON.stringify(row)}\n`;
        }
      })(),
    );
    listed.push({ path, called, count });
    await tell(listed.length, steps);
  };
  for (const held of COPIED)
    await add(
      `data/${database.mapper(held.entity).table}.ndjson`,
      held.called,
      copies(database, held, account.id, caseIds),
    );
  await add(
    "data/account_history.ndjson",
    { en: "what happened to the account", zhCN: "账号记录" },
    history(database, account.id, [{ id: account.id, currency: null }]),
  );
  await add(
    "data/case_history.ndjson",
    { en: "what you did in your cases", zhCN: "您在案件中的操作" },
    history(database, account.id, cases),
  );
  const files = await addFiles(database, storage, archive, account.id, () => tell(steps - 1, steps));
  await archive.add("index.html", [dataIndex({ account, at, listed, files })]);
  await tell(steps, steps);
}

/** A table's rows of the person, by their ids, without what nobody is shown and without the ids of other people. */
async function* copies(db: Reader, held: Held, accountId: string, caseIds: string[]): AsyncGenerator<object> {
  const ofCase = held.by === "complaintId";
  const owners = ofCase ? caseIds : [accountId];
  const others = peopleIn(held.entity);
  for (let first = 0; first < owners.length; first += PAGE) {
    const some = owners.slice(first, first + PAGE);
    for await (const row of rowsBy(db, held, some)) {
      if (held.only && !held.only(row)) continue;
      yield Object.fromEntries(
        Object.entries(held.read?.(db, row) ?? row).filter(
          ([name, value]) =>
            value !== undefined && !held.without.includes(name) && !(others.has(name) && value !== accountId),
        ),
      );
    }
  }
}

async function* rowsBy(db: Reader, { entity, by }: Held, owners: string[]): AsyncGenerator<Row> {
  const mapper = db.mapper(entity);
  const column = mapper.column(by as never);
  // One that is known by its person has no id of its own.
  const id = mapper.has("id") ? "id" : column;
  for (let last = ""; ;) {
    const page = (await db.select(
      entity,
      sql`FROM ${raw(mapper.table)} t WHERE t.${raw(column)} IN (${list(owners)}) AND t.${raw(id)} > ${last} ORDER BY t.${raw(id)} LIMIT ${PAGE}`,
    )) as Row[];
    yield* page;
    if (page.length < PAGE) return;
    last = page.at(-1)?.id ?? "";
  }
}

/** The properties of an entity that hold people's ids. */
export const peopleIn = (entity: EntityClass<object>): ReadonlySet<string> =>
  new Set(
    getMetadataArgsStorage()
      .foreignKeys.filter(({ target, type }) => target === entity && nameOf(type) === Account.name)
      .flatMap(({ propertyName }) => propertyName ?? [])
      .concat(NAMED_WITHOUT_KEY),
  );

/** People whom a row names without a foreign key. */
export const NAMED_WITHOUT_KEY = ["assignedToId", "lateDecidedById", "recipientId", "requestedById", "actorId"];

const nameOf = (type: unknown): string => (typeof type === "string" ? type : (type as () => { name: string })().name);

/** Of the account what its owner is shown, and what the person did; of a case what the person did there. */
async function* history(
  db: Reader,
  accountId: string,
  streams: { id: string; currency: string | null }[],
): AsyncGenerator<object> {
  for (const { id: streamId, currency } of streams)
    for (let last = 0; ;) {
      const page = await db.select(
        LoggedEvent,
        sql`FROM event_log t WHERE t.stream_id = ${streamId} AND t.seq > ${last} ORDER BY t.seq LIMIT ${PAGE}`,
      );
      for (const { type, at, actorId, data } of page) {
        const own = actorId === accountId;
        if (streamId !== accountId) {
          if (own) yield { at, type, case: streamId, data: jsonOf(type, data, currency) };
        } else if (own || type in AccountEventType) yield { at, type, by: own ? "YOU" : "OTHERS", data };
      }
      if (page.length < PAGE) break;
      last = page.at(-1)?.seq ?? 0;
    }
}

async function addFiles(
  db: Reader,
  storage: Sources["storage"],
  archive: Archive,
  accountId: string,
  beat: () => Promise<void>,
): Promise<{ path: string; name: string }[]> {
  const files: { path: string; name: string }[] = [];
  for (let last = ""; ;) {
    const page = await db.select(
      Evidence,
      sql`FROM evidence t WHERE t.submitted_by_id = ${accountId} AND t.side = 'CONSUMER' AND t.storage_key IS NOT NULL AND t.id > ${last} ORDER BY t.id LIMIT ${PAGE}`,
    );
    for (const { id, storageKey, fileName } of page) {
      const ending = /\.[a-z0-9]{1,8}$/i.exec(fileName)?.[0].toLowerCase() ?? "";
      const path = `evidence/${id}${ending}`;
      await archive.add(path, await storage.get(storageKey ?? ""), { packed: true });
      files.push({ path, name: fileName });
      await beat();
    }
    if (page.length < PAGE) return files;
    last = page.at(-1)?.id ?? "";
  }
}
