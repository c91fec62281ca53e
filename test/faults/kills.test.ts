import { join } from "node:path";
import { redress } from "../support/command-line";
import { describeWithGalera, startGalera } from "../support/galera";
import { describeWith } from "../support/programs";
import { startRedis } from "../support/redis";
import { temporaryFolder } from "../support/temporary";
import { readLog, select } from "./log";
import { Market } from "./market";
import { createDatabase, SECRET, ServerNode, startCluster } from "./nodes";
import { RULINGS, Trial } from "./trial";
import { until } from "./until";

jest.setTimeout(7_200_000);

/** In the suite a few, of each kind; `npm run test:faults` does a hundred, and those of the other installations, too. */
const KILLS = Number(process.env.KILLS ?? 3);
const whole = KILLS > 3;
const share = (percent: number): number => (whole ? Math.round((KILLS * percent) / 100) : KILLS);

const ofTheWhole = (name: string, body: () => Promise<void>): void =>
  whole ? test(name, body) : test.skip(`${name} (skipped: part of npm run test:faults)`, body);

const NAMES = ["server", "database", "Redis"] as const;
type Killed = (typeof NAMES)[number];
/** Kills something and brings it back; `goOn` lets some changes be made in between. */
type Kill = (goOn: () => Promise<void>) => Promise<void>;

const rows: string[][] = [];
afterAll(() => {
  if (whole) process.stderr.write(`\n${tableOf([HEAD, ...rows])}\n`);
});

ofTheWhole("one process on SQLite", async () => {
  await using folder = await temporaryFolder("node");
  const env = { DATABASE_URL: `sqlite:${join(folder.path, "redress.db")}`, DATA_DIR: folder.path, SECRET };
  await using node = await ServerNode.start(env);
  const market = await Market.open([node.url], { rulings: RULINGS });
  // Nobody is answered meanwhile.
  const server: Kill = () => comeBack(node)(async () => undefined);
  await expectNothingLost("one process on SQLite", { env, market, nodes: [node], kills: share(20) }, { server });
});

describeWith("mariadbd", "on MariaDB", () => {
  describeWith("redis-server", "with Redis", () => {
    test("three nodes, of which one, their database or their Redis is killed at any moment of mixed work", async () => {
      await using cluster = await startCluster({ STATEMENT_TIMEOUT_MS: "1000" });
      const { mariadb, redis, env } = cluster;
      await using third = await ServerNode.start(env);
      const nodes = [...cluster.nodes, third];
      const market = await Market.open(
        nodes.map(({ url }) => url),
        { rulings: RULINGS },
      );
      await expectNothingLost(
        "three nodes, one MariaDB",
        { env, market, nodes, kills: share(60) },
        {
          server: (goOn) => comeBack(anyOf(nodes))(goOn),
          async database() {
            await mariadb.kill("SIGKILL");
            await mariadb.restart();
          },
          Redis: comeBack(redis),
        },
      );
    });
  });
});

describeWithGalera("on a Galera cluster", () => {
  describeWith("redis-server", "with Redis", () => {
    ofTheWhole("two nodes on three servers of a cluster", async () => {
      await using folder = await temporaryFolder("nodes");
      await using redis = await startRedis();
      await using galera = await startGalera();
      const url = await createDatabase({ url: galera.writerUrl });
      const env = { DATABASE_URL: url, REDIS_URL: redis.url, DATA_DIR: folder.path, SECRET };
      await using one = await ServerNode.start(env);
      await using two = await ServerNode.start(env);
      const nodes = [one, two];
      const market = await Market.open(
        nodes.map((node) => node.url),
        { rulings: RULINGS },
      );
      const writerNow = async (): Promise<unknown> =>
        (await select(url, "SELECT @@wsrep_node_name AS name").catch(() => []))[0]?.name;
      await expectNothingLost(
        "two nodes, Galera of three",
        { env, market, nodes, kills: share(20) },
        {
          server: (goOn) => comeBack(anyOf(nodes))(goOn),
          async database(goOn) {
            await until("somebody to be written to", async () => (await writerNow()) !== undefined);
            const name = await writerNow();
            const writer = galera.nodes.find((each) => each.name === name) ?? galera.nodes[0];
            await writer.kill();
            await goOn();
            await writer.start();
          },
          Redis: comeBack(redis),
        },
      );
    });
  });
});

interface Installation {
  env: Record<string, string> & { DATABASE_URL: string };
  market: Market;
  nodes: readonly ServerNode[];
  kills: number;
}

/** One thing after the other is killed while people work; then the log, what was answered and what everybody was told are compared. */
async function expectNothingLost(
  name: string,
  { env, market, nodes, kills }: Installation,
  ways: Partial<Record<Killed, Kill>>,
): Promise<void> {
  const killed = { server: 0, database: 0, Redis: 0 };
  const kinds = NAMES.filter((kind) => ways[kind]);
  const addresses = nodes.map(({ url }) => url);
  await using trial = await Trial.begin(env.DATABASE_URL, market, addresses);
  for (let n = 0; n < kills; n += 1) {
    await trial.goOn(between(3, 25));
    // The first of each kind for sure, then any.
    const kind = kinds[n] ?? anyOf(kinds);
    await ways[kind]?.(() => trial.goOn(between(1, 12)));
    killed[kind] += 1;
  }
  await trial.goOn(40);
  const differences = await trial.end();
  const positions = (await readLog(env.DATABASE_URL)).map(({ position }) => position);
  const gaps = positions.filter((position, index) => position !== index + 1).length;
  const { stdout } = await redress(["verify", "--json"], env);
  const { problems } = JSON.parse(stdout) as { problems: unknown[] };
  const told = trial.diaries.reduce((sum, { entries }) => sum + entries.length, 0);
  expect({ differences, gaps, problems, errors: nodes.flatMap(({ errorsLogged }) => errorsLogged) }).toEqual({
    ...{ differences: {}, gaps: 0, problems: [], errors: [] },
  });
  rows.push([
    name,
    ...NAMES.map((kind) => String(killed[kind])),
    ...[trial.answered, trial.retries, told].map(String),
    // Each was compared above.
    ...["0", "0", "0", "ok"],
  ]);
}

const HEAD = [
  ...["", "servers killed", "databases", "Redis", "commands answered", "asked again", "updates told"],
  ...["lost", "twice", "gaps", "verify"],
];

const comeBack =
  (thing: { kill(signal?: NodeJS.Signals): Promise<void>; restart(): Promise<void> }): Kill =>
  async (goOn) => {
    await thing.kill("SIGKILL");
    await goOn();
    await thing.restart();
  };

const between = (least: number, most: number): number => least + Math.floor(Math.random() * (most - least + 1));

function anyOf<T>(things: readonly T[]): T {
  const thing = things[between(0, things.length - 1)];
  if (thing === undefined) throw new Error("there is none");
  return thing;
}

const tableOf = (all: readonly string[][]): string => all.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
