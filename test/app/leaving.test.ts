import { join } from "node:path";
import { BUILT } from "../support/built";
import { eventually } from "../support/eventually";
import { postJson } from "../support/post-json";
import { freePort, startProcess } from "../support/processes";
import { temporaryFolder } from "../support/temporary";

test("a server told to stop says so to whatever distributes requests, goes on answering, and is stopped by a second signal", async () => {
  await using folder = await temporaryFolder("leaving");
  const port = await freePort();
  await using server = await startProcess(process.execPath, [join(BUILT, "src/main.js")], {
    ready: { output: /Redress is ready/ },
    env: { PATH: process.env.PATH, DATA_DIR: folder.path, PORT: String(port), DRAIN_SECONDS: "3600", DEMO: "false" },
  });
  const ask = async (path: string): Promise<[number, unknown]> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`);
    return [answer.status, await answer.json()];
  };
  expect(await ask("/health/ready")).toEqual([200, { status: "ready" }]);
  expect(await ask("/health/dependencies")).toMatchObject([200, { status: "working", problems: [] }]);
  expect((await ask("/health/elsewhere"))[0]).toBe(404);
  server.signal("SIGTERM");
  await eventually(async () => expect(await ask("/health/ready")).toEqual([503, { status: "leaving" }]));
  expect(await ask("/health/live")).toEqual([200, { status: "live" }]);
  const { body } = await postJson(`http://127.0.0.1:${port}/graphql`, { query: "{ __typename }" }, {});
  expect(body).toEqual({ data: { __typename: "Query" } });
  server.signal("SIGTERM");
  expect(await server.exited).toEqual({ code: 0, signal: null });
});
