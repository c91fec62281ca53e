import { basename, join } from "node:path";
import { BUILT } from "../support/built";
import { redressAlone } from "../support/command-line";
import { version } from "../../schema/released.json";
import { buildCommit, describeWithLastRelease } from "../support/last-release";
import { startMariaDb } from "../support/mariadb";
import { freePort } from "../support/processes";
import { describeWith } from "../support/programs";
import { startRedis } from "../support/redis";
import { temporaryFolder } from "../support/temporary";
import { Market } from "./market";
import { createDatabase, SECRET, ServerNode } from "./nodes";
import { RULINGS, Trial } from "./trial";

jest.setTimeout(600_000);

/** Makes of this version one with a migration more: so one runs while the release serves, also when it has had all that there are. */
const NEXT = { DIST: BUILT, NODE_OPTIONS: `--require=${join(__dirname, "next-version.cjs")}` };

/** Of a case, and of the rules, that nobody changes meanwhile. */
const EVERYTHING =
  "query ($id: ID!) { houseRules { code } complaint(id: $id) { status order { id } timeline(first: 20) { nodes { type data } } } }";

describeWith("mariadbd", "two versions on one MariaDB", () => {
  describeWith("redis-server", "with Redis between them", () => {
    describeWithLastRelease("the last release and this version", (commit) => {
      test("serve side by side, from before the migration until the older one has left: nobody misses anything", async () => {
        await using release = await buildCommit(commit);
        await using mariadb = await startMariaDb();
        await using redis = await startRedis();
        await using folder = await temporaryFolder("upgrade");
        const databaseUrl = await createDatabase(mariadb);
        const env = { DATABASE_URL: databaseUrl, REDIS_URL: redis.url, DATA_DIR: folder.path, SECRET };
        await using older = await ServerNode.start(env, { dist: join(release.path, basename(BUILT)) });
        // Until the newer one is there, whoever asks it goes on to the older one.
        const port = await freePort();
        const addresses = [older.url, `http://127.0.0.1:${port}`];
        const market = await Market.open(addresses, { rulings: RULINGS });

        await using trial = await Trial.begin(databaseUrl, market, addresses);
        await trial.goOn(20);
        await using newer = await ServerNode.start({ ...env, ...NEXT }, { port });
        const [some, others] = [0, 1].map((half) => trial.readers.filter((_, index) => index % 2 === half));
        for (const reader of some ?? []) reader.hop();
        await trial.until("readers on the newer one", () => trial.readers.some((reader) => reader.isOn(newer)));
        expect(others?.some((reader) => reader.isOn(older))).toBe(true);
        await trial.goOn(60);
        await trial.everybodyHearsOf("what both have done");
        const complaintId = await market.complain("tom");
        const [before, now] = await Promise.all(
          [older, newer].map(({ url }) => market.as("sun.audit").by([url]).ask(EVERYTHING, { id: complaintId })),
        );
        // House rules that came with this version the older one does not know.
        expect(now).toEqual({ ...before, houseRules: expect.arrayContaining(before.houseRules) });
        for (const node of [older, newer]) expect(await isReady(node)).toBe(true);

        older.signal("SIGTERM");
        expect(await older.exited).toEqual({ code: 0, signal: null });
        await trial.until("everybody to be on the newer one", () =>
          trial.readers.every((reader) => reader.isOn(newer)),
        );
        // It would not know what the newer one writes from now on.
        await expect(older.restart()).rejects.toThrow(
          /a newer version of Redress has changed this database \(.*NextVersion/,
        );
        await trial.goOn(20);
        expect(await trial.end()).toEqual({});
        // 0.1.0 does not know to which of these rows an event commits since, see docs/decisions/196.
        const unknown = ({ row = "" }: { row?: string }): boolean =>
          version === "0.1.0" &&
          /^(complaint|breach|remedy|violation|penalty|fine|payment|review|house_rule_change)\//.test(row);
        const logged = [older, newer].map(({ errorsLogged }) => errorsLogged);
        expect(logged[0]?.filter((line) => !unknown(JSON.parse(line) as { row?: string }))).toEqual([]);
        expect(logged[1]).toEqual([]);
        expect(await redressAlone(["verify"], { ...env, ...NEXT })).toMatchObject({ code: 0, stderr: "" });
      });
    });
  });
});

const isReady = async ({ url }: ServerNode): Promise<boolean> => (await fetch(`${url}/health/ready`)).ok;
