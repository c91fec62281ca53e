import { describeWith } from "../support/programs";
import { TOKEN_ENDED } from "./diary";
import { Market } from "./market";
import { startCluster, type Cluster } from "./nodes";
import { CuttingProxy } from "./proxy";
import { Session } from "./session";
import { RULINGS, Trial } from "./trial";

jest.setTimeout(600_000);

const TESTS = 6;
const SERVICE_RESTART = 1012;

describeWith("mariadbd", "two nodes on one MariaDB", () => {
  describeWith("redis-server", "with Redis between them", () => {
    let cluster: Cluster;
    let market: Market;
    const begin = (addresses = urls(cluster), written = addresses): Promise<Trial> =>
      Trial.begin(cluster.databaseUrl, market, addresses, written);

    beforeAll(async () => {
      cluster = await startCluster({ STATEMENT_TIMEOUT_MS: "1000" });
      market = await Market.open(urls(cluster), { rulings: TESTS * RULINGS });
    });
    afterEach(() => {
      // Also when a test failed while they stood still.
      for (const server of [cluster.redis, cluster.mariadb]) server.signal("SIGCONT");
      expect(cluster.nodes.flatMap(({ errorsLogged }) => errorsLogged)).toEqual([]);
    });
    afterAll(() => cluster?.[Symbol.asyncDispose]());

    test("hundreds of connections cut at random, between messages and within them; a token that ends", async () => {
      await using first = await CuttingProxy.to(cluster.nodes[0].port);
      await using second = await CuttingProxy.to(cluster.nodes[1].port);
      await market.as("sun.audit").shorten(3);
      await using trial = await begin([first.url, second.url]);
      await trial.until("hundreds of cuts", () => first.cuts + second.cuts >= 300);
      await trial.until("a token to end", () => trial.closes(TOKEN_ENDED) > 0);
      first.calm = second.calm = true;
      expect(await trial.end()).toEqual({});
    });

    test("a node killed in the middle of writes: its clients go to the other; started again, it takes part", async () => {
      const [node, other] = cluster.nodes;
      await using trial = await begin();
      await trial.goOn(40);
      await node.kill();
      await trial.until("everybody to be on the other", () => trial.readers.every((reader) => reader.isOn(other)));
      await trial.goOn(40);
      await node.restart();
      for (const reader of trial.readers.slice(0, 6)) reader.hop();
      await trial.until("readers on the node that is back", () => trial.readers.some((reader) => reader.isOn(node)));
      await trial.goOn(40);
      expect(await trial.end()).toEqual({});
    });

    test("Redis killed and started again, then silent: news comes all the same", async () => {
      const { redis, nodes } = cluster;
      // The other node is told by Redis, or has to look for itself.
      await using trial = await begin(urls(cluster), [nodes[0].url]);
      await trial.goOn(20);
      await redis.kill("SIGKILL");
      await trial.goOn(20);
      await trial.everybodyHearsOf("what was done without Redis");
      await redis.restart();
      await trial.goOn(20);
      await redis.freeze();
      await trial.goOn(20);
      await trial.everybodyHearsOf("what was done while Redis was silent");
      redis.signal("SIGCONT");
      await trial.goOn(20);
      expect(await trial.end()).toEqual({});
    });

    test("MariaDB killed in the middle of writes and started again; who tried to sign in meanwhile is not locked out", async () => {
      await using trial = await begin();
      await trial.goOn(40);
      await cluster.mariadb.kill("SIGKILL");
      const newcomer = new Session("tom", urls(cluster));
      await trial.until("all to be told to come back", () => newcomer.retries > 30 && trial.retries > 10);
      await cluster.mariadb.restart();
      expect(await newcomer.accountId()).toBe(await market.as("tom").accountId());
      await trial.goOn(40);
      expect(await trial.end()).toEqual({});
    });

    test("MariaDB stopped for so long that statements time out, then going on", async () => {
      await using trial = await begin();
      await trial.goOn(40);
      await cluster.mariadb.freeze();
      await trial.until("every writer to be told to come back", () =>
        trial.writers.every(({ retries }) => retries > 0),
      );
      cluster.mariadb.signal("SIGCONT");
      await trial.goOn(40);
      expect(await trial.end()).toEqual({});
    });

    // The last one: it leaves one node stopped.
    test("a node told to stop sends its clients to the other, finishes what is under way and ends by itself", async () => {
      const [other, node] = cluster.nodes;
      await using trial = await begin();
      await trial.goOn(40);
      const told = trial.readers.filter((reader) => reader.isOn(node));
      node.signal("SIGTERM");
      expect(await node.exited).toEqual({ code: 0, signal: null });
      await trial.until("everybody to be on the other", () => trial.readers.every((reader) => reader.isOn(other)));
      expect(told.length).toBeGreaterThan(0);
      for (const { closes } of told) expect([...closes.keys()]).toEqual([SERVICE_RESTART]);
      await trial.goOn(40);
      expect(await trial.end()).toEqual({});
    });
  });
});

const urls = ({ nodes }: Cluster): string[] => nodes.map(({ url }) => url);
