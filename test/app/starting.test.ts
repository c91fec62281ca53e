import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { EventRelay } from "../../src/app/events-out/event-relay";
import { SandboxHost } from "../../src/app/sandboxes/sandbox-host";
import { parseConfig } from "../../src/config";
import { Counters } from "../../src/platform/counters";
import { Database } from "../../src/platform/database/database";
import { HistoryWalk } from "../../src/platform/feed/history-walk";
import { Projector } from "../../src/platform/feed/projection";
import { Tail } from "../../src/platform/feed/tail";
import { GraphqlOverHttp } from "../../src/platform/http/graphql-over-http";
import { GraphqlOverWebsocket } from "../../src/platform/http/graphql-over-websocket";
import { LiveConnections } from "../../src/platform/http/live-connections";
import { JobRunner } from "../../src/platform/jobs/job-runner";
import { Leaders } from "../../src/platform/leaders/leaders";
import { Mailer } from "../../src/platform/mailer";
import { WebhookCourier } from "../../src/public/webhooks/webhook-courier";
import { startServer } from "../../src/server";
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
