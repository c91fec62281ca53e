import { Penalty } from "../../../src/adjudication/penalties/penalty.entity";
import { Loaders } from "../../../src/platform/database/loaders";
import { LoggedEvent, type EventOf } from "../../../src/platform/database/event.entity";
import { newId } from "../../../src/platform/ids";
import { problemsOf } from "../../../src/public/transparency/check-statement.pure";
import { readFacts } from "../../../src/public/transparency/statement-facts.queries";
import { TransparencyStatement } from "../../../src/public/transparency/statement.entity";
import { toStatement } from "../../../src/public/transparency/statement.pure";
import { setFlatRules } from "../../adjudication/points/flat-rules";
import { caseIn, type WorldCase } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { eventually } from "../../support/eventually";
import { startWorld, type Person, type World } from "../../support/world";
import { changeKept } from "../../support/past-triggers";

const LIST = `query ($from: DateTime!, $to: DateTime!, $first: Int!, $after: String) {
  transparencyStatements(tookEffectAt: { from: $from, to: $to }, first: $first, after: $after) {
    nodes { puid at text problems ruling { id } } pageInfo { hasNextPage endCursor } } }`;
const EXPORT = `query ($from: DateTime!, $to: DateTime!) { transparencyExport(tookEffectAt: { from: $from, to: $to }) { url expiresAt statements leftOut } }`;
// The register takes no whole names of the parties in public words; these it lets pass.
const PUBLIC = "李某的订单由陈静核实,未按承诺时间交付。";

forEachDatabase((kind, further) => {
  let world: World;
  let auditor: Person;
  let theCase: WorldCase;
  let period: { from: string; to: string };
  beforeAll(async () => {
    world = await startWorld(kind);
    await setFlatRules(world.db);
    auditor = await world.as("sun.audit");
    const findings = { severity: "L3" };
    theCase = await caseIn(world, "UNDER_REVIEW");
    const ruling = await theCase.ruling({
      publicText: PUBLIC,
      penalties: [
        { kind: "WARNING", reason: "初犯" },
        { kind: "RANK_DEMOTION", days: 14, reason: "王总多次拖延" },
        { kind: "FINE", amount: 10_000, reason: "屡次违约" },
      ],
    });
    const grave = (ruling.findings as object[]).map((finding) => ({ ...finding, ...findings }));
    await theCase.do("chen.mod", "issueRuling", { ...ruling, findings: grave, leaseToken: await theCase.take() });
    await theCase.ring("APPEAL_WINDOW");
    await world.projected();
    const at = (days: number) => new Date(world.clock.now() + days * 86_400_000).toISOString();
    period = { from: at(-1), to: at(1) };
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  // oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
  const list = async (variables: object = {}): Promise<any> =>
    (await auditor.ok(LIST, { ...period, first: 50, ...variables })).transparencyStatements;
  const exported = async () => (await auditor.ok(EXPORT, period)).transparencyExport;

  further("each measure that restricts has its statement when it begins, in the schema and without names", async () => {
    const { nodes } = await list();
    const statements = nodes.map(({ text }: { text: string }) => JSON.parse(text) as Record<string, unknown>);
    expect(statements).toMatchObject([
      // At once, with the ruling; the fine and what the points called for when it was final.
      {
        decision_visibility: ["DECISION_VISIBILITY_CONTENT_DEMOTED"],
        automated_decision: "AUTOMATED_DECISION_NOT_AUTOMATED",
      },
      { decision_monetary: "DECISION_MONETARY_OTHER" },
      {
        decision_provision: "DECISION_PROVISION_PARTIAL_SUSPENSION",
        automated_decision: "AUTOMATED_DECISION_PARTIALLY",
      },
    ]);
    const { ruling } = await theCase.look("ruling { id }");
    for (const [index, node] of nodes.entries()) {
      expect(node).toMatchObject({ puid: statements[index]?.puid, problems: [], ruling: { id: ruling.id } });
      expect(problemsOf(statements[index])).toEqual([]);
      expect(node.text).not.toMatch(/李某|陈静|王总/);
      expect(node.text).toContain("***的订单由***核实,未按承诺时间交付。");
    }
    expect(await world.db.byId(Penalty, nodes[0].puid)).toMatchObject({ kind: "RANK_DEMOTION" });
  });

  test("no name of anybody involved gets through, however the ruling's public words came by it", async () => {
    const [first] = (await list()).nodes;
    const event = (await world.db.find(LoggedEvent, { type: "PENALTY_STARTED" })).find(
      ({ data }) => data.penaltyId === first.puid,
    ) as EventOf<"PENALTY_STARTED"> | undefined;
    if (!event) throw new Error("no event");
    const words = "消费者李娜(li.na,电话 13800138000,邮箱 li.na@example.org)投诉星火代运营(杭州)有限公司的王强和赵敏。";
    await changeKept(world.db, "ruling", "UPDATE ruling SET public_text = ? WHERE id = ?", [words, first.ruling.id]);
    await world.db.transact(async (tx) => {
      tx.execute("UPDATE penalty SET reason = ? WHERE id = ?", ["王老板 told Li.Na off", first.puid]);
    });
    const text = JSON.stringify(
      toStatement(await readFacts(world.db, new Loaders(world.db), event), "OTHER_VIOLATION_TC"),
    );
    expect(text).not.toMatch(/李娜|li\.na|王|赵敏|星火|138|example/i);
    expect(text).toContain("投诉***的***和***");
  });

  further("pages and periods", async () => {
    const first = await list({ first: 2 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = await list({ first: 2, after: first.pageInfo.endCursor });
    expect(second).toMatchObject({ nodes: [{}], pageInfo: { hasNextPage: false } });
    expect((await list({ to: period.from, from: "2020-01-01T00:00:00Z" })).nodes).toEqual([]);
    const refusal = await auditor.refused(LIST, { from: period.to, to: period.from, first: 1 });
    expect(refusal.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "tookEffectAt.to" });
    for (const login of ["zhou.lead", "wang.owner", "li.na"])
      for (const query of [LIST, EXPORT])
        expect((await (await world.as(login)).refused(query, { ...period, first: 1 })).extensions.code).toBe(
          "FORBIDDEN",
        );
  });

  test("the file: requests of at most a hundred statements, one a line; what the schema refuses is left out", async () => {
    const [one] = await world.db.find(TransparencyStatement, {}, "ORDER BY at, id LIMIT 1");
    if (!one) throw new Error("no statement");
    const copies = Array.from({ length: 205 }, (_, index) => {
      const id = newId(Penalty);
      const at = one.at + Math.floor(index / 50);
      return { ...one, id, at, text: JSON.stringify({ ...(JSON.parse(one.text) as object), puid: id }) };
    });
    const bad = { ...one, id: newId(Penalty), text: "{}", problems: ["/ must have required property 'puid'"] };
    await world.db.transact(async (tx) => tx.insert(TransparencyStatement, ...copies, bad));
    const { url, statements, leftOut } = await exported();
    expect([statements, leftOut]).toEqual([208, 1]);
    const response = await fetch(url);
    expect(response.headers.get("content-type")).toBe("application/x-ndjson; charset=utf-8");
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="statements-of-reasons-/);
    const body = await response.text();
    expect(body.endsWith("\n")).toBe(true);
    const batches = body
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { statements: { puid: string }[] }).statements);
    expect(batches.map(({ length }) => length)).toEqual([100, 100, 8]);
    expect(batches.flat().flatMap(problemsOf)).toEqual([]);
    expect(new Set(batches.flat().map(({ puid }) => puid)).size).toBe(208);
    await world.db.transact(async (tx) =>
      tx.execute(`DELETE FROM transparency_statement WHERE id IN (${[bad, ...copies].map(() => "?").join(", ")})`, [
        bad.id,
        ...copies.map(({ id }) => id),
      ]),
    );
  });

  further(
    "the address expires, is not to be made up, and ends with the right to it; the schema is everybody's",
    async () => {
      const { url, expiresAt } = await exported();
      expect((await fetch(`${url}x`)).status).toBe(404);
      expect((await fetch(url.split("?")[0])).status).toBe(404);
      expect((await fetch(url, { method: "POST" })).status).toBe(405);
      const schemaUrl = `${world.url}/transparency/statement.schema.json`;
      const answer = await fetch(schemaUrl);
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
      const schema = await answer.json();
      const tag = { "If-None-Match": answer.headers.get("etag") ?? "" };
      const again = [await fetch(schemaUrl, { method: "HEAD" }), await fetch(schemaUrl, { headers: tag })];
      expect(again.map(({ status }) => status)).toEqual([200, 304]);
      expect((await fetch(schemaUrl, { method: "POST" })).status).toBe(405);
      expect(schema).toMatchObject({ title: expect.stringContaining("statement of reasons") });
      const roles = (names: string[]) => world.setRoles({ accountId: auditor.accountId, roles: names });
      await roles(["TRAINER"]);
      const answers = (status: number) => eventually(async () => expect((await fetch(url)).status).toBe(status));
      await answers(403);
      await roles(["AUDITOR"]);
      await answers(200);
      world.clock.advance(Date.parse(expiresAt) - world.clock.now());
      expect((await fetch(url)).status).toBe(410);
    },
  );
});
