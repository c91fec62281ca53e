import { execFile, spawnSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { BUILT } from "../support/built";
import { createTestDatabase, type TestDatabaseKind } from "../support/databases";
import { describeOnNode22 } from "../support/node-22";
import { freePort, startProcess } from "../support/processes";
import { describeWith } from "../support/programs";
import { temporaryFolder } from "../support/temporary";

const LOADS_DRIVER = 'new (require("better-sqlite3"))(":memory:")';
const STORY = "a server makes its tables, plays the whole story with a client, and ends by itself";

describeOnNode22("on Node 22", (node) => {
  const story = (kind: TestDatabaseKind) => async (): Promise<void> => {
    await using database = await createTestDatabase(kind);
    await using folder = await temporaryFolder("node-22");
    const port = await freePort();
    const env = {
      ...{ PATH: process.env.PATH, DATA_DIR: folder.path, DATABASE_URL: database.url, PORT: String(port) },
      ...{ DEMO: "true", DEVELOPMENT: "true", SECRET: "a secret that is long enough for the test of Node 22" },
    };
    await using server = await startProcess(node, [join(BUILT, "src/main.js")], {
      ready: { output: /is ready/ },
      env,
    });
    const client = { env: { ...env, URL: `http://127.0.0.1:${port}` }, maxBuffer: 2 ** 26 };
    const { stdout } = await promisify(execFile)(node, [join(BUILT, "src/app/cli/demo.js")], client);
    expect(stdout).toMatch(/── The end\n/);
    expect(server.output).not.toMatch(/"level":[56]0/);
    server.signal("SIGTERM");
    expect(await server.exited).toEqual({ code: 0, signal: null });
  };

  describeWith("mariadbd", "on MariaDB", () => {
    test(STORY, story("mariadb"));
  });

  // npm compiles the driver for the Node that installs: where that is 22, so that it is no other's.
  const drives = node !== "" && spawnSync(node, ["-e", LOADS_DRIVER], { cwd: __dirname }).status === 0;
  describe("on SQLite", () => {
    if (drives) test(STORY, story("sqlite"));
    else test.skip(`${STORY} (skipped: the driver was not compiled for Node 22)`, story("sqlite"));
  });
});
