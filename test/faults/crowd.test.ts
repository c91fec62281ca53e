import { readFile } from "node:fs/promises";
import { describeWith } from "../support/programs";
import { compareWithLog } from "./compare";
import { Reader, type Diary } from "./diary";
import { readLog, select } from "./log";
import { Market } from "./market";
import { startCluster, type Cluster } from "./nodes";
import { myCases, oneCase, queue, type Stream } from "./streams";
import { until } from "./until";
import { deskWork, talk, type Writer } from "./writers";

jest.setTimeout(600_000);

const MEBIBYTE = 1_048_576;

describeWith("mariadbd", "a crowd on two nodes", () => {
  describeWith("redis-server", "with Redis between them", () => {
    let cluster: Cluster;
    let market: Market;
    let crowd: Reader[] = [];
    beforeAll(async () => {
      cluster = await startCluster({ SWEEP_SECONDS: "3600" });
      market = await Market.open(
        cluster.nodes.map(({ url }) => url),
        { rulings: 0 },
      );
    });
    afterEach(async () => {
      await Promise.all(crowd.map((reader) => reader.close()));
      crowd = [];
      expect(cluster.nodes.flatMap(({ errorsLogged }) => errorsLogged)).toEqual([]);
    });
    afterAll(() => cluster?.[Symbol.asyncDispose]());

    test("a thousand readers that stand still neither hold up the others nor fill the node's memory", async () => {
      const [node] = cluster.nodes;
      const story = "初稿迟迟未交。".repeat(700);
      const long = await market.complain("li.na", { breachClass: "FRAUD", story });
      // The system's own buffers take some 4 MiB for a socket: a few readers are sent thrice that, the others little.
      const [much, little] = [queue([..."abcdefghijkl"].map((name) => `${name}: story`).join(" ")), queue()];
      const readersOfMuch = 40;
      const still = [...gather(readersOfMuch, [much]), ...gather(1_000 - readersOfMuch, [little])];
      const quick = [...gather(2, [much]), ...gather(2, [little])];
      await everybodyHasCaughtUp();

      for (const reader of still) reader.pause();
      const before = await memoryOf(node.pid);
      const changes = await write(deskWork(market.as("chen.mod"), long), 67);
      await until(
        "the quick ones to have everything",
        () => diariesOf(quick).every(({ entries }) => entries.length === changes),
        () => `${entriesIn(diariesOf(quick))} entries received`,
      );
      expect(diariesOf(still).filter(({ entries }) => entries.length > 0)).toEqual([]);
      // Queues for these readers would be some 300 MiB, beside what the system has taken for them.
      expect((await memoryOf(node.pid)) - before).toBeLessThan(120 * MEBIBYTE);

      const log = await readLog(cluster.databaseUrl);
      for (const reader of still) reader.resume();
      expect(await compareWithLog(log, diariesOf(crowd))).toEqual({});
    });

    // The last one: it leaves one node dead.
    test("five hundred clients of a killed node come to the other at once, which reads the log for all of them together", async () => {
      const [dying, living] = cluster.nodes;
      const [waiting = ""] = market.waiting;
      const [talkedOf = ""] = market.casesOf("li.na");
      gather(350, [queue()]);
      gather(100, [oneCase(waiting, "STAFF")]);
      gather(50, [myCases("CONSUMER", await market.as("li.na").accountId())], "li.na");
      await everybodyHasCaughtUp();

      // From here on they are told nothing, and so are behind when their node dies.
      await dying.freeze();
      await write(deskWork(market.as("chen.mod").by([living.url]), waiting), 30);
      await write(talk(market.as("li.na").by([living.url]), "CONSUMER", [talkedOf]), 30);
      const before = await statementsRead();
      await dying.kill();
      const log = await readLog(cluster.databaseUrl);
      expect(await compareWithLog(log, diariesOf(crowd))).toEqual({});
      // Each by itself would read the log and its account, and then for each of the events missed.
      expect((await statementsRead()) - before).toBeLessThan(4 * crowd.length);
    });

    function gather(size: number, streams: Stream[], login = "chen.mod"): Reader[] {
      const addresses = cluster.nodes.map(({ url }) => url);
      const readers = Array.from(
        { length: size },
        (_, index) => new Reader(`${login} ${crowd.length + index}`, addresses, market.as(login), streams),
      );
      crowd.push(...readers);
      return readers;
    }

    const everybodyHasCaughtUp = (): Promise<void> =>
      until(
        "everybody to have caught up",
        () => diariesOf(crowd).every(({ hasBegun }) => hasBegun),
        () => `${diariesOf(crowd).filter(({ hasBegun }) => hasBegun).length} of ${crowd.length} have`,
      );

    async function statementsRead(): Promise<number> {
      const [row] = await select(cluster.databaseUrl, "SHOW GLOBAL STATUS LIKE 'Com_select'");
      return Number(row?.Value);
    }
  });
});

const entriesIn = (diaries: readonly Diary[]): number => diaries.reduce((sum, { entries }) => sum + entries.length, 0);

const diariesOf = (readers: readonly Reader[]): Diary[] => readers.flatMap(({ diaries }) => diaries);

/** So many changes, or one more; answers how many. */
async function write(writer: Writer, least: number): Promise<number> {
  await until(
    `${least} changes`,
    () => {
      writer.check();
      return writer.answered.length >= least;
    },
    () => `${writer.answered.length} made`,
  );
  await writer.stop();
  return writer.answered.length;
}

/** Resident memory of a process, in bytes. */
async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1_024;
}
