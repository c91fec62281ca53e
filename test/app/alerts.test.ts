import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { createConnection } from "mysql2/promise";
import pino from "pino";
import { sendLetters } from "../../src/accounts/contacts/send-letters";
import { DEMO_PEOPLE } from "../../src/app/demo/demo-people";
import { PROJECTIONS } from "../../src/app/districts";
import { ALL_SWEEPS } from "../../src/app/sweeps";
import { CaseFile } from "../../src/case/complaints/case-file";
import type { RunningServer } from "../../src/server";
import { cancelJob } from "../../src/platform/jobs/cancel-job";
import { startJob } from "../../src/platform/jobs/job";
import { HistoryWalk } from "../../src/platform/feed/history-walk";
import { HOUR, MINUTE } from "../../src/platform/time";
import { forEachDatabase } from "../support/databases";
import { eventually } from "../support/eventually";
import { changeKept } from "../support/past-triggers";
import { describeWith, requireProgram } from "../support/programs";
import { temporaryFolder, type TemporaryFolder } from "../support/temporary";
import { signIn, startNode, startWorld, type World } from "../support/world";
import { caseIn, type WorldCase } from "../case/complaints/world-case";

const DEPLOY = join(__dirname, "../../deploy");
const RULES = join(DEPLOY, "prometheus/alerts.yml");
const textOf = (name: string): string => readFileSync(join(DEPLOY, name), "utf8");

const scrape = async (server: RunningServer): Promise<string> => (await fetch(server.metricsUrl ?? "")).text();

async function promtool(...args: string[]): Promise<string> {
  try {
    return (await promisify(execFile)(requireProgram("promtool"), args)).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(stdout + stderr, { cause: error });
  }
}

describeWith("promtool", "the rules for alerts", () => {
  test("each is one, and has a situation in which it is silent and one in which it fires", async () => {
    expect(await promtool("check", "rules", RULES)).toContain("SUCCESS");
    await promtool("test", "rules", join(DEPLOY, "prometheus/alerts.test.yml"));
    const all = [...textOf("prometheus/alerts.yml").matchAll(/- alert: (\w+)/g)].map(([, name]) => name);
    const tried = [...textOf("prometheus/alerts.test.yml").matchAll(/'\{alertname="(\w+)"\}'/g)].map(
      ([, name]) => name,
    );
    expect(tried.sort()).toEqual(all.sort());
  });
});

forEachDatabase((kind) => {
  let world: World;
  let theCase: WorldCase;
  let folder: TemporaryFolder;
  beforeAll(async () => {
    world = await startWorld(kind, {}, { METRICS_PORT: "0" });
    folder = await temporaryFolder("alerts");
    theCase = await caseIn(world, "NEGOTIATING");
    await theCase.do("zhao.staff", "sendMessage", { text: "您好。" });
    await world.projected();
    await world.server.services.sweep();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
    await folder?.remove();
  });

  /**
   * Which alerts fire when what the server says now is what it says for an hour, in which it goes on verifying histories. The others lead the
   * rest.
   */
  async function expectFiring(server: RunningServer, alerts: string[], others: RunningServer[] = []): Promise<void> {
    const leads = (await Promise.all(others.map(scrape))).flatMap((text) => text.match(/^redress_leads\{.*/gm) ?? []);
    const lines = [
      ...(await scrape(server)).split("\n"),
      ...leads.map((line) => line.replace("{", '{instance="other",')),
    ];
    const series = lines.flatMap((line) => {
      const [, name, value] = /^(redress_\S+) (\S+)$/.exec(line) ?? [];
      const grows = name === "redress_history_events_verified_total";
      return name === undefined ? [] : [{ series: name, values: `${value}${grows ? "+9" : ""}x60` }];
    });
    const expected = alerts.map((name) => ({ labels: `{alertname="${name}"}`, value: 1 }));
    const firing = `count(ALERTS{alertstate="firing"}) by (alertname)`;
    const tests = [
      {
        interval: "1m",
        input_series: series,
        promql_expr_test: [{ expr: firing, eval_time: "1h", exp_samples: expected }],
      },
    ];
    const file = join(folder.path, "now.json");
    await writeFile(file, JSON.stringify({ rule_files: [RULES], evaluation_interval: "1m", tests }));
    await promtool("test", "rules", file);
  }

  test("rules, dashboard and documentation name only series that a server has", async () => {
    const types = [...(await scrape(world.server)).matchAll(/^# TYPE (\w+) (\w+)$/gm)];
    const there = types.flatMap(([, name = "", type]) =>
      type === "histogram" ? ["bucket", "sum", "count"].map((part) => `${name}_${part}`) : [name],
    );
    for (const file of ["prometheus/alerts.yml", "grafana/redress.json"]) {
      const named = [...textOf(file).matchAll(/\b(?:redress|nodejs|process)_\w+/g)].map(([name]) => name);
      expect(named.length).toBeGreaterThan(10);
      expect([file, named.filter((name) => !there.includes(name))]).toEqual([file, []]);
    }
    const described = [...textOf("../docs/running.md").matchAll(/`(redress_\w+)/g)].map(([, name]) => name);
    expect(described.length).toBeGreaterThan(15);
    expect(described.filter((name) => !types.some(([, known]) => known === name))).toEqual([]);
  });

  describeWith("promtool", "alerts", () => {
    test("nothing is wrong: none fires", () => expectFiring(world.server, []));

    test("a projection that fails at an event", async () => {
      const [projection] = PROJECTIONS.filter(({ types }) => types?.has("MESSAGE_SENT") !== false);
      if (!projection) throw new Error("no projection takes messages");
      const fails = jest.spyOn(projection, "apply").mockRejectedValue(new Error("cannot be applied"));
      await theCase.do("zhao.staff", "sendMessage", { text: "在吗？" });
      await world.projected();
      expect(fails).toHaveBeenCalled();
      world.clock.advance(10 * MINUTE);
      await expectFiring(world.server, ["RedressProjectionStuck"]);
      fails.mockRestore();
      await world.projected();
      await expectFiring(world.server, []);
    });

    if (kind === "mariadb")
      test("an event that nobody gives its place", async () => {
        const other = await createConnection(world.databaseUrl.replace("mariadb:", "mysql:"));
        await other.query("START TRANSACTION");
        await other.query("SELECT position FROM feed_counter WHERE id = 1 FOR UPDATE");
        await theCase.do("zhao.staff", "sendMessage", { text: "还在吗？" });
        world.clock.advance(MINUTE);
        expect(await scrape(world.server)).toContain("redress_log_unsequenced 1");
        await expectFiring(world.server, ["RedressEventsUnnumbered"]);
        other.destroy();
        await world.projected();
        await expectFiring(world.server, []);
      });

    test("a job that nobody runs", async () => {
      const { clock, db } = world;
      const { accountId: requestedById } = await world.as("li.na");
      const job = await db.transact((tx) => startJob(tx, { kind: "none.of.these", subject: {}, requestedById }));
      clock.advance(HOUR);
      expect(await scrape(world.server)).toContain(`redress_jobs{status="QUEUED"} 1`);
      await expectFiring(world.server, ["RedressJobsWait"]);
      await db.transact((tx) => cancelJob(tx, job.id));
      await expectFiring(world.server, []);
    });

    test("a clock that nobody acts upon, and a log that nobody signs", async () => {
      world.clock.advance(30 * 24 * HOUR);
      await expectFiring(world.server, ["RedressCheckpointOld", "RedressClockOverdue"]);
      const fails = jest.spyOn(CaseFile, "openByClock").mockRejectedValue(new Error("cannot be moved"));
      await world.server.services.sweep();
      expect(await scrape(world.server)).toMatch(/^redress_sweep_items_failed_total\{sweep="sweepClocks"\} [1-9]/m);
      fails.mockRestore();
      await world.server.services.sweep();
      await expectFiring(world.server, []);
    });

    if (kind === "mariadb")
      test("a machine whose clock is not the database's", async () => {
        const now = Date.now.bind(Date);
        jest.spyOn(Date, "now").mockImplementation(() => now() - 10_000);
        await expectFiring(world.server, ["RedressClockWrong"]);
        jest.restoreAllMocks();
        await expectFiring(world.server, []);
      });

    test("a mail relay that is away", async () => {
      const told: string[] = [];
      const log = pino({ level: "warn" }, { write: (line) => void told.push(line) });
      const env = { METRICS_PORT: "0", SMTP_URL: "smtp://127.0.0.1:9", MAIL_FROM: "no-reply@redress.example" };
      await using node = await startNode(world, env, { clock: world.clock, log });
      const proof = { password: DEMO_PEOPLE[0]?.password };
      await (
        await signIn(node.url, "li.na")
      ).do("addContactPoint", { kind: "EMAIL", address: "li.na@example.com", proof }, "{ clientMutationId }");
      await sendLetters(node.services);
      expect(told.at(-1)).toContain('"channel":"EMAIL","outcome":"LATER"');
      await Promise.all([world.projected(), node.services.project()]);
      world.clock.advance(HOUR);
      await eventually(() => expectFiring(node, ["RedressLettersStay"], [world.server]));
    });

    test("a sweep that has not ended since the process began", async () => {
      const sweeps = ALL_SWEEPS as Map<string, () => Promise<unknown>>;
      const whole = sweeps.get("sendLetters");
      let end = (): void => undefined;
      const ended = new Promise<void>((done) => (end = done));
      sweeps.set("sendLetters", () => ended);
      await using node = await startNode(world, { METRICS_PORT: "0" }, { clock: world.clock });
      const swept = node.services.sweep();
      await eventually(async () =>
        expect(await scrape(node)).toContain('redress_sweep_last_success_timestamp_seconds{sweep="sendLetters"}'),
      );
      if (whole) sweeps.set("sendLetters", whole);
      end();
      await swept;
    });

    test("an audit trail whose disk is full", async () => {
      const env = { METRICS_PORT: "0", AUDIT_LOG: "/dev/full" };
      await using node = await startNode(world, env, { clock: world.clock });
      await signIn(node.url, "chen.mod");
      expect(await scrape(node)).toMatch(/^redress_audit_waiting_bytes [1-9]/m);
      await eventually(() => expectFiring(node, ["RedressAuditNotWritten"], [world.server]));
    });

    test("a history that was changed past the server is found by a server that runs, and its log names it", async () => {
      const told: string[] = [];
      await changeKept(world.db, "event_log", "UPDATE event_log SET at = at + 1 WHERE stream_id = ? AND seq = 1", [
        theCase.id,
      ]);
      const log = pino({ level: "error" }, { write: (line) => void told.push(line) });
      const env = { METRICS_PORT: "0", SWEEP_SECONDS: "1" };
      await using node = await startNode(world, env, { clock: world.clock, log });
      await eventually(async () => expect(await scrape(node)).toContain("redress_broken_histories 1"));
      // Who leads may change between a look at the one and at the other.
      await eventually(() => expectFiring(node, ["RedressHistoryBroken"], [world.server]));
      expect(told.filter((line) => line.includes(theCase.id))).toEqual([expect.stringContaining("redress verify")]);
      await changeKept(world.db, "event_log", "UPDATE event_log SET at = at - 1 WHERE stream_id = ? AND seq = 1", [
        theCase.id,
      ]);
      await eventually(async () => expect(await scrape(node)).toContain("redress_broken_histories 0"));
      await changeKept(world.db, "message", "UPDATE message SET text = 'altered' WHERE complaint_id = ?", [theCase.id]);
      await eventually(async () => expect(await scrape(node)).toContain("redress_broken_histories 1"));
      expect(told.at(-1)).toMatch(/"row":"message\/msg_/);
      const sweeps = ALL_SWEEPS as Map<string, () => Promise<unknown>>;
      const whole = new Map(sweeps);
      for (const name of whole.keys()) sweeps.set(name, () => Promise.reject(new Error("cannot be swept")));
      await eventually(async () => expect(await scrape(node)).toMatch(/^redress_sweep_failures_total [1-9]/m));
      for (const [name, sweep] of whole) sweeps.set(name, sweep);
    });

    test("a history in which something was just recorded is looked at before all others", async () => {
      const { tail } = world.server.services;
      const [last] = await world.db.query<{ id: string }>(
        "SELECT stream_id AS id FROM event_log WHERE stream_id LIKE 'acc%' ORDER BY stream_id DESC LIMIT 1",
      );
      const accountId = last?.id ?? "";
      await changeKept(world.db, "event_log", "UPDATE event_log SET at = at + 1 WHERE stream_id = ?", [accountId]);
      const brokenAfter = async (happens: () => Promise<void>): Promise<number> => {
        const walk = new HistoryWalk(world.db, tail, pino({ level: "silent" }), 1);
        await happens();
        await tail.catchUp();
        walk.ring();
        await walk.stop();
        return walk.broken;
      };
      expect(await brokenAfter(async () => undefined)).toBe(0);
      expect(await brokenAfter(() => world.setRoles({ accountId, roles: ["CONSUMER"] }))).toBe(1);
    });
  });
});
