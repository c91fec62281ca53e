import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { BUILT } from "../support/built";
import { createTestDatabase } from "../support/databases";
import { describeOnNode22 } from "../support/node-22";
import { freePort, startProcess } from "../support/processes";
import { describeWith } from "../support/programs";
import { temporaryFolder } from "../support/temporary";

// On MariaDB: the driver of SQLite is compiled for one version of Node.
describeWith("mariadbd", "on MariaDB", () => {
  describeOnNode22("on Node 22", (node) => {
    test("a server makes its tables, plays the whole story with a client, and ends by itself", async () => {
      await using database = await createTestDatabase("mariadb");
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
    });
  });
});
