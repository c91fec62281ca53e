import { Projector } from "../../src/platform/feed/projection";
import { startWorld, type World } from "../support/world";
import { caseIn } from "../case/complaints/world-case";

/** Series by name and labels, as Prometheus reads them. */
function seriesIn(text: string): Map<string, number> {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const [, series, value] = /^([a-zA-Z_:][\w:]*(?:\{.*\})?) (\S+)$/.exec(line) ?? [];
      if (series === undefined || value === undefined || !/^(-?[\d.e+-]+|[+-]Inf|Nan)$/.test(value))
        throw new Error(line);
      return [series, Number(value)];
    }),
  );
}

describe("metrics", () => {
  let world: World;
  beforeAll(async () => void (world = await startWorld("sqlite", {}, { METRICS_PORT: "0" })));
  afterAll(() => world[Symbol.asyncDispose]());
  const metricsUrl = (): string => world.server.metricsUrl ?? "";
  const read = async (): Promise<Map<string, number>> => {
    const response = await fetch(metricsUrl());
    expect([response.status, response.headers.get("content-type")]).toEqual([
      200,
      "text/plain; version=0.0.4; charset=utf-8",
    ]);
    return seriesIn(await response.text());
  };

  test("operations are counted by what the schema calls them, and by how they ended", async () => {
    const before = await read();
    const text = `query Secret_of_Li_Na { renamed: provider(id: "prv_none") { id } }`;
    await world.visitor.ok(text);
    await (await world.as("li.na")).tryTo("withdrawComplaint", { complaintId: "cmp_none" });
    const after = await read();
    const grown = (labels: string): number => {
      const series = `redress_operation_seconds_count{${labels}}`;
      return (after.get(series) ?? 0) - (before.get(series) ?? 0);
    };
    expect(grown(`kind="query",field="provider",outcome="ok"`)).toBe(1);
    expect(grown(`kind="mutation",field="withdrawComplaint",outcome="NOT_FOUND"`)).toBe(1);
    expect([...after.keys()].join("\n")).not.toMatch(/Secret|renamed/);
  });

  test("each cache tells its size and its bound, and answers to visitors whether they were kept", async () => {
    const ask = () => world.visitor.ok(`{ rules { code } }`);
    await ask();
    const before = await read();
    await ask();
    await ask();
    const after = await read();
    const kept = `redress_shared_answers_total{how="kept"}`;
    expect((after.get(kept) ?? 0) - (before.get(kept) ?? 0)).toBe(2);
    for (const cache of ["documents", "compiled", "subscriptions", "events", "answers"]) {
      const [entries, bytes, maxBytes] = ["entries", "bytes", "max_bytes"].map((of) =>
        after.get(`redress_cache_${of}{cache="${cache}"}`),
      );
      expect([cache, typeof entries]).toEqual([cache, "number"]);
      expect(bytes).toBeLessThanOrEqual(maxBytes ?? 0);
    }
    expect(after.get(`redress_cache_bytes{cache="answers"}`)).toBeGreaterThan(0);
  });

  test("the log, who reads it, and who is connected", async () => {
    const { id } = await caseIn(world, "NEGOTIATING");
    await world.projected();
    const [at] = await world.db.query<{ position: number }>("SELECT position FROM feed_counter");
    const watcher = await world.as("li.na");
    await watcher
      .follow(`subscription ($id: ID!) { complaintUpdated(id: $id) { caughtUp } }`, { id })
      .until(({ received }) => received.length > 0);
    const figures = await read();
    expect(figures.get("redress_log_position")).toBe(at?.position);
    expect(figures.get("redress_live_connections")).toBe(1);
    const lags = [...figures].filter(([series]) => series.startsWith("redress_projection_lag_events"));
    expect(lags.length).toBeGreaterThan(5);
    expect(lags.every(([, lag]) => lag === 0)).toBe(true);
    const behind = jest.spyOn(Projector.prototype, "lags", "get").mockReturnValue({ search: 7 });
    expect((await read()).get(`redress_projection_lag_events{name="search"}`)).toBe(7);
    behind.mockRestore();
    expect(figures.get("redress_live_deliveries_total")).toBeGreaterThan(0);
    await watcher.hangUp();
  });

  test("what the database was asked, and what each sweep took", async () => {
    const before = await read();
    await world.visitor.ok(`{ provider(id: "prv_none") { id } }`);
    await world.server.services.sweep();
    const after = await read();
    const grown = (series: string): number => (after.get(series) ?? 0) - (before.get(series) ?? 0);
    expect(grown(`redress_db_statement_seconds_count{access="read"}`)).toBeGreaterThan(0);
    expect(grown(`redress_sweep_seconds_count{sweep="sweepClocks"}`)).toBe(1);
    expect(after.get(`redress_sweep_last_success_timestamp_seconds{sweep="sweepClocks"}`)).toBeCloseTo(
      Date.now() / 1_000,
      -2,
    );
    const pool = ["used", "free", "waiting"].map((state) => after.get(`redress_db_pool{state="${state}"}`));
    expect(pool).toEqual([0, 1, 0]);
  });

  test("while the database does not answer, what the process knows of itself is there, and no old figure", async () => {
    expect((await read()).get("redress_db_answers")).toBe(1);
    const broken = jest.spyOn(Projector.prototype, "waits").mockRejectedValue(new Error("no answer"));
    const figures = await read();
    broken.mockRestore();
    expect(figures.get("redress_db_answers")).toBe(0);
    expect(figures.has("redress_log_position")).toBe(true);
    const stored = [...figures.keys()].filter((series) =>
      /_(overdue|jobs|unsequenced|checkpoint|lag_seconds)/.test(series),
    );
    expect(stored).toEqual([expect.stringMatching(/^nodejs_/)]);
    expect((await read()).has("redress_clock_overdue")).toBe(true);
  });

  test("figures that cannot be read are no empty answer, and the log has the reason", async () => {
    const told = jest.spyOn(world.server.services.log, "error");
    const broken = jest.spyOn(Projector.prototype, "lags", "get").mockImplementation(() => {
      throw new Error("no lags");
    });
    expect((await fetch(metricsUrl())).status).toBe(500);
    broken.mockRestore();
    expect(told).toHaveBeenCalledWith({ err: new Error("no lags") }, expect.any(String));
    told.mockRestore();
    expect((await fetch(metricsUrl())).status).toBe(200);
  });

  test("nothing else is behind the door, and the public port has none of it", async () => {
    expect((await fetch(metricsUrl(), { method: "POST" })).status).toBe(404);
    expect((await fetch(metricsUrl().replace("/metrics", "/"))).status).toBe(404);
    expect((await fetch(`${world.url}/metrics`)).status).toBe(404);
  });

  test("a server that is not asked for them has none", async () => {
    await using other = await startWorld("sqlite");
    expect(other.server.metricsUrl).toBeNull();
  });
});
