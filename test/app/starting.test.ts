import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { EventRelay } from "../../src/app/events-out/event-relay";
import { SandboxHost } from "../../src/app/sandboxes/sandbox-host";
import { parseConfig } from "../../src/config";
import { Counters } from "../../src/platform/redis/counters";
import { Database } from "../../src/platform/database/database";
import { HistoryWalk } from "../../src/platform/feed/history-walk";
import { Projector } from "../../src/platform/feed/projection";
import { Tail } from "../../src/platform/feed/tail";
import { GraphqlOverHttp } from "../../src/platform/http/graphql-over-http";
import { GraphqlOverWebsocket } from "../../src/platform/http/graphql-over-websocket";
import { LiveConnections } from "../../src/platform/http/live-connections";
import { JobRunner } from "../../src/platform/jobs/job-runner";
import { Leaders } from "../../src/platform/leaders/leaders";
import { Mailer } from "../../src/platform/carriers/mailer";
import { WebhookCourier } from "../../src/public/webhooks/webhook-courier";
import { startServer } from "../../src/server";
import { redress, runBuilt } from "../support/command-line";
import { createMigratedDatabase } from "../support/databases";
import { temporaryFolder } from "../support/temporary";

test("of a start that fails half way nothing goes on, whatever else fails on the way, and the next one succeeds", async () => {
  await using database = await createMigratedDatabase("sqlite");
  await using folder = await temporaryFolder("starting");
  const taken = createServer();
  await new Promise<void>((done) => taken.listen(0, "127.0.0.1", done));
  const { port } = taken.address() as AddressInfo;
  const settings = {
    ...{ PORT: "0", DATABASE_URL: database.url, DATA_DIR: folder.path, SECRET: "s".repeat(40), DEMO: "false" },
    ...{ SMTP_URL: "smtp://127.0.0.1:1", MAIL_FROM: "no-reply@redress.example", LOG_LEVEL: "silent" },
  };
  const begun = {
    ...{ database: jest.spyOn(Database.prototype, "close"), tail: jest.spyOn(Tail.prototype, "stop") },
    ...{ leaders: jest.spyOn(Leaders.prototype, "stop"), projector: jest.spyOn(Projector.prototype, "stop") },
    ...{ jobs: jest.spyOn(JobRunner.prototype, "stop"), courier: jest.spyOn(WebhookCourier.prototype, "stop") },
    ...{
      http: jest.spyOn(GraphqlOverHttp.prototype, "stop"),
      mailer: jest.spyOn(Mailer.prototype, Symbol.asyncDispose),
    },
    live: jest.spyOn(LiveConnections.prototype, Symbol.asyncDispose),
    sockets: jest.spyOn(GraphqlOverWebsocket.prototype, Symbol.asyncDispose),
    sandboxes: jest.spyOn(SandboxHost.prototype, Symbol.asyncDispose),
    counters: jest.spyOn(Counters.prototype, Symbol.asyncDispose),
  };
  const walk = jest.spyOn(HistoryWalk.prototype, "stop").mockRejectedValueOnce(new Error("cannot be stopped"));
  const relay = jest.spyOn(EventRelay.prototype, "stop");
  try {
    // The metrics' port is somebody else's: noticed when nearly all has begun.
    const starting = startServer(parseConfig({ ...settings, METRICS_PORT: String(port) }));
    await expect(starting).rejects.toMatchObject({ code: "EADDRINUSE" });
    expect(walk).toHaveBeenCalledTimes(1);
    expect(Object.entries(begun).map(([name, { mock }]) => [name, mock.calls.length])).toEqual(
      Object.keys(begun).map((name) => [name, 1]),
    );
    // What had not begun is not ended.
    expect(relay).not.toHaveBeenCalled();
    // In the order that they depend on each other: the database last.
    const order = Object.values(begun).flatMap(({ mock }) => mock.invocationCallOrder);
    expect(begun.database.mock.invocationCallOrder[0]).toBe(Math.max(...order));
  } finally {
    jest.restoreAllMocks();
    await new Promise((done) => taken.close(done));
  }
  await using server = await startServer(parseConfig({ ...settings, METRICS_PORT: "0" }));
  expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
});

test("what nothing can be written to, or listen on, is told by the name of its setting", async () => {
  await using database = await createMigratedDatabase("sqlite");
  await using folder = await temporaryFolder("starting");
  const file = join(folder.path, "file");
  await writeFile(file, "");
  const settings = { PORT: "0", DATABASE_URL: database.url, DATA_DIR: folder.path, DEMO: "false", LOG_LEVEL: "silent" };
  const start = async (env: Record<string, string>) => startServer(parseConfig({ ...settings, ...env }));
  // Of /proc the folder above is there, and still nothing can be made.
  for (const place of [file, "/proc/none"]) {
    await expect(start({ DATA_DIR: place })).rejects.toThrow("DATA_DIR: ");
    const SECRET = "s".repeat(40);
    await expect(start({ SECRET, STORAGE_URL: `file:${place}` })).rejects.toThrow("STORAGE_URL: ");
    await expect(start({ SECRET, WAREHOUSE_URL: `file:${place}` })).rejects.toThrow("WAREHOUSE_URL: ");
    const backup = await redress(["backup", place], settings);
    expect([place, backup.code, backup.stderr]).toEqual([place, 3, expect.stringContaining(`${place} cannot be `)]);
    const doctor = await redress(["doctor"], { ...settings, DATA_DIR: place });
    expect([place, doctor.code, doctor.stderr]).toEqual([place, 2, expect.stringContaining("DATA_DIR: ")]);
  }
  const { code, stderr } = await runBuilt("main.js", [], {
    ...settings,
    ...{ HOST: "203.0.113.1", PUBLIC_URL: "https://redress.example" },
  });
  expect([code, stderr]).toEqual([1, "HOST, METRICS_HOST: 203.0.113.1 is no address of this machine.\n"]);
  const named = await runBuilt("main.js", [], { ...settings, METRICS_PORT: "0", METRICS_HOST: "nowhere.invalid" });
  expect([named.code, named.stderr]).toEqual([
    1,
    expect.stringMatching(/^HOST, METRICS_HOST: nowhere\.invalid is no name of this machine \(E\w+\)\.\n$/),
  ]);
});
