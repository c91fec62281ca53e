import pino from "pino";
import { Account } from "../../src/accounts/account/account.entity";
import { createAccount } from "../../src/accounts/account/create-account";
import { recordOnAccount, SYSTEM } from "../../src/accounts/account/record-on-account";
import { openDatabase } from "../../src/app/open-database";
import { systemClock } from "../../src/platform/clock";
import type { Database } from "../../src/platform/database/database";
import { Tail } from "../../src/platform/feed/tail";
import type { Child } from "../support/processes";

const WRITERS = 32;
/** More than writers: which row one of them locks is seldom another's. */
const STREAMS = 512;
const SIDES = ["without", "with"] as const;

export type Sides = Record<(typeof SIDES)[number], number>;

/** Transactions a second, with an event and without; `cpu`: milliseconds of a processor for each, this process's and the database's. */
export interface Recorded {
  rounds: (Sides & { cpu?: Sides })[];
}

type Server = AsyncDisposable & { url: string; server?: Child };

/**
 * What it costs to record an event, where each commit is forced to disk and written into a binary log: the same transaction, which locks
 * a row and changes it, by so many writers at once without an event and with one. With one it is over when the last has its
 * position and was read by the process that follows the log.
 */
export async function recording(
  rounds: number,
  seconds: number,
  start: () => Promise<Server>,
): Promise<{ recorded: Recorded; version: string }> {
  await using server = await start();
  const settings = { url: server.url.replace("mysql:", "mariadb:"), poolSize: WRITERS + 4 };
  const database = await openDatabase(settings, systemClock);
  const ids = await database.transact((tx) =>
    Promise.all(
      Array.from({ length: STREAMS }, async (_, n) => {
        const person = {
          login: `writer-${n}`,
          displayName: "Writer",
          roles: ["CONSUMER" as const],
          locale: "en" as const,
        };
        return (await createAccount(tx, person)).id;
      }),
    ),
  );
  const tail = await Tail.start(database, pino({ level: "warn" }));
  try {
    const found: Recorded = { rounds: [] };
    for (let round = 0; round <= rounds; round += 1) {
      const taken: Sides = { without: NaN, with: NaN };
      const cpu: Sides = { without: NaN, with: NaN };
      // In turns: what else the machine does grows and ends in the middle of a round.
      for (const side of round % 2 === 0 ? SIDES : [...SIDES].reverse()) {
        const [began, before] = [process.cpuUsage(), server.server?.cpu() ?? NaN];
        const { done, perSecond } = await measure(database, tail, ids, seconds, side === "with");
        const { user, system } = process.cpuUsage(began);
        taken[side] = perSecond;
        cpu[side] = ((user + system) / 1_000 + (server.server?.cpu() ?? NaN) - before) / done;
      }
      process.stderr.write(
        `recording: round ${round}, without ${taken.without.toFixed(0)}/s, with ${taken.with.toFixed(0)}/s\n`,
      );
      // The first warms up.
      if (round > 0) found.rounds.push(server.server ? { ...taken, cpu } : taken);
    }
    const [row] = await database.query<{ version: string }>("SELECT VERSION() AS version");
    return { recorded: found, version: row?.version ?? "" };
  } finally {
    await tail.stop();
    await database.close();
  }
}

async function measure(
  database: Database,
  tail: Tail,
  ids: readonly string[],
  seconds: number,
  records: boolean,
): Promise<{ done: number; perSecond: number }> {
  let done = 0;
  const [began, before] = [performance.now(), tail.position];
  const write = async (writer: number): Promise<void> => {
    for (let n = 0; performance.now() - began < seconds * 1_000; n += 1) {
      const id = ids[(writer + n * WRITERS) % ids.length] ?? "";
      await database.transact(async (tx) => {
        const account = await tx.lock(Account, id);
        if (!account) throw new Error(`there is no account ${id}`);
        tx.change(account, { tokenVersion: account.tokenVersion + 1 });
        if (records) recordOnAccount(tx, account, "SIGNED_OUT_EVERYWHERE", SYSTEM, {});
      });
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  await tail.catchUp();
  const numbered = tail.position - before;
  if (numbered !== (records ? done : 0)) throw new Error(`${done} transactions, but ${numbered} positions`);
  return { done, perSecond: (done * 1_000) / (performance.now() - began) };
}
