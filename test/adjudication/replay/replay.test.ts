import { CaseFile } from "../../../src/case/complaints/case-file";
import { movesOf } from "../../../src/case/complaints/complaint.lifecycle";
import { ENTITIES } from "../../../src/app/districts";
import { Penalty } from "../../../src/adjudication/penalties/penalty.entity";
import { reconcile } from "../../../src/adjudication/penalties/reconcile";
import { newId } from "../../../src/platform/ids";
import type { RunningJob } from "../../../src/platform/jobs/job";
import { PointsEntry } from "../../../src/adjudication/points/points-entry.entity";
import { Violation } from "../../../src/adjudication/points/violation.entity";
import { Provider } from "../../../src/market/providers/provider.entity";
import { replayJob } from "../../../src/adjudication/replay/replay-job";
import { ReplayedProvider } from "../../../src/adjudication/replay/replayed-provider.entity";
import { ReplayedRuling } from "../../../src/adjudication/replay/replayed-ruling.entity";
import { RuleReplay } from "../../../src/adjudication/replay/rule-replay.entity";
import { reverseRuling } from "../../../src/adjudication/decisions/reverse-ruling";
import { RulingFinding } from "../../../src/adjudication/rulings/ruling-finding.entity";
import { Ruling } from "../../../src/adjudication/rulings/ruling.entity";
import { openCase, ruleVersion, type CaseOptions, type WorldCase } from "../../case/complaints/world-case";
import { setFlatRules } from "../points/flat-rules";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type Person, type World } from "../../support/world";

const DRAFT = "{ ruleDraft { id revision } }";
const REPLAY = `{ replay { id job { id cursor } report { rulings } } }`;
const PENALTY = "{ kind days threshold needsApproval amount { amount currency } }";
const RESULT = `query ($id: ID!, $filter: ReplayedRulingFilter) { ruleReplay(id: $id) {
  code severity draftRevision job { status done total }
  report { rulings changed severity measureNotAllowed measureNewlyAllowed points penalties otherRulings providers providersChanged text }
  rulings(first: 50, filter: $filter) { pageInfo { hasNextPage } nodes {
    number tried changes ruling { id } findings { cited { version } before after } measuresNotAllowed measuresNewlyAllowed
    pointsBefore pointsAfter penaltiesBefore ${PENALTY} penaltiesAfter ${PENALTY} } }
  providers(first: 50) { nodes { provider { id } rulings changed activeBefore activeAfter } }
} }`;
const PROGRESS = `subscription ($id: ID!, $after: String) {
  jobUpdated(id: $id, after: $after) { job { status done total } } }`;
const ALL = ["WARNING", "PUBLIC_NOTICE", "MANDATORY_TRAINING", "RANK_DEMOTION", "FINE", "LISTING_FREEZE"];

/** What a replay may write: its own rows, its job and that job's history; and the sign of life of the job's worker. */
const ITS_OWN = new Set([
  "job",
  "worker",
  "event_log",
  "event_pending",
  "log_position",
  "feed_counter",
  "rule_replay",
  "replayed_ruling",
  "replayed_provider",
]);

forEachDatabase((kind, further) => {
  let world: World;
  let admin: Person;
  let lead: Person;
  /** Of one provider, in the order in which they became final; the last is not final. */
  const rulings: Record<"plain" | "demoting" | "departing" | "otherRule" | "open" | "reversed", string> = {
    ...{ plain: "", demoting: "", departing: "", otherRule: "", open: "", reversed: "" },
  };
  let providerId = "";
  let neighbour = "";
  let draftId = "";

  beforeAll(async () => {
    world = await startWorld(kind);
    await setFlatRules(world.db);
    [admin, lead] = [await world.as("admin"), await world.as("zhou.lead")];
    const cases = new Map<keyof typeof rulings, WorldCase>();
    // All orders come before the first penalty that would forbid them.
    for (const name of Object.keys(rulings) as (keyof typeof rulings)[])
      cases.set(name, await (await openCase(world, OPTIONS[name])).walk("UNDER_REVIEW"));
    for (const [name, theCase] of cases) {
      const findings = ((await theCase.decision()).findings as object[]).map((finding) => ({
        ...finding,
        ...FINDING[name],
      }));
      const ruleVersionId = await ruleVersion(world, name === "otherRule" ? "PRICE-1" : "DELIVERY-1");
      const cited = findings.map((finding) => ({ ...finding, ruleVersionId }));
      await theCase.do("chen.mod", "issueRuling", {
        leaseToken: await theCase.take(),
        ...(await theCase.ruling({ findings: cited })),
      });
      rulings[name] = (await theCase.look("ruling { id }")).ruling.id as string;
      if (name === "reversed") await reverse(theCase);
      else if (name !== "open") await theCase.ring("APPEAL_WINDOW");
    }
    providerId = (await world.db.byId(Ruling, rulings.plain))?.providerId ?? "";
    neighbour = await copyTo("Neighbour");
    draftId = (await admin.do("createRuleDraft", { code: "DELIVERY-1", ...CONTENT }, DRAFT)).ruleDraft.id as string;
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const CONTENT = {
    title: { zhCN: "甲", en: "A" },
    text: { zhCN: "甲", en: "A" },
    severity: "L3",
    measures: ["PUBLIC_NOTICE", "RANK_DEMOTION", "SUSPENSION"],
  };
  const OPTIONS: Partial<Record<keyof typeof rulings, CaseOptions>> = {
    demoting: { ruling: { penalties: [{ kind: "RANK_DEMOTION", days: 14, reason: "拖延" }] } },
    departing: { consumer: "tom" },
  };
  const FINDING: Partial<Record<keyof typeof rulings, object>> = { departing: { severity: "L3" } };

  async function reverse(theCase: WorldCase): Promise<void> {
    await world.db.transact(async (tx) => {
      const opened = await CaseFile.openBySystem(tx, theCase.id, ({ status }) =>
        movesOf("ENFORCE").filter(({ from }) => from.includes(status)),
      );
      const ruling = await tx.byId(Ruling, rulings.reversed);
      if (!opened || !ruling) throw new Error("nothing to reverse");
      await reverseRuling(opened, ruling, "APPEAL_GRANTED");
    });
  }

  /** Another provider with one ruling like the first. */
  async function copyTo(legalName: string): Promise<string> {
    const [provider, ruling] = [await world.db.byId(Provider, providerId), await world.db.byId(Ruling, rulings.plain)];
    const [finding] = await world.db.find(RulingFinding, { rulingId: rulings.plain });
    const [violation] = await world.db.find(Violation, { rulingId: rulings.plain });
    const ids = { provider: newId(Provider), ruling: newId(Ruling), finding: newId(RulingFinding) };
    await world.db.transact(async (tx) => {
      tx.insert(Provider, {
        ...provider,
        id: ids.provider,
        legalName,
        licenceNo: "another",
        licenceKey: "another",
        eventSeq: 0,
      });
      tx.insert(Ruling, { ...ruling, id: ids.ruling, providerId: ids.provider });
      tx.insert(RulingFinding, { ...finding, id: ids.finding, rulingId: ids.ruling });
      const of = { providerId: ids.provider, rulingId: ids.ruling, findingId: ids.finding };
      tx.insert(Violation, { ...violation, ...of, id: newId(Violation), step: 1 });
    });
    return ids.provider;
  }

  const start = async (
    input: object = {},
    who: Person = lead,
  ): Promise<{ id: string; job: { id: string; cursor: string } }> =>
    (
      await who.do(
        "replayRuleDraft",
        { ruleDraftId: draftId, decidedAt: { from: "2020-01-01T00:00:00Z" }, ...input },
        REPLAY,
      )
    ).replay;
  // oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
  const result = async (id: string, who = admin, filter?: object): Promise<any> =>
    (await who.ok(RESULT, { id, filter })).ruleReplay;
  // oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
  async function replayed(input: object = {}): Promise<any> {
    const { id, job } = await start(input);
    await world.jobDone(job.id);
    return result(id);
  }

  /** Every row of every table that a replay has no business with. */
  async function everythingElse(): Promise<Record<string, unknown[]>> {
    const tables = ENTITIES.map((entity) => world.db.mapper(entity).table);
    const rows: Record<string, unknown[]> = {};
    for (const table of tables.filter((name) => !ITS_OWN.has(name)))
      rows[table] = (await world.db.query(`SELECT * FROM ${table}`)).map((row) => JSON.stringify(row)).sort();
    return rows;
  }

  test("tells what past rulings would have come to, with its progress, and changes nothing else", async () => {
    await world.projected();
    const before = await everythingElse();
    const { id, job } = await start();
    const stream = lead.follow(PROGRESS, { id: job.id, after: job.cursor });
    await world.jobDone(job.id);
    await stream.until(({ received }) => received.some(({ job }) => job.status === "DONE"));
    stream.close();
    expect(await everythingElse()).toEqual(before);

    const { report, rulings: changed, providers, ...replay } = await result(id, lead);
    expect(replay).toEqual({
      ...{ code: "DELIVERY-1", severity: "L3", draftRevision: 1 },
      job: { status: "DONE", done: 5, total: 5 },
    });
    expect(report).toMatchObject({
      // Not the reversed one, nor that on another rule.
      ...{ rulings: 5, changed: 5, severity: 4, measureNotAllowed: 4, measureNewlyAllowed: 5, points: 3 },
      ...{ otherRulings: 1, providers: 2, providersChanged: 2 },
    });
    expect(report.text).toMatch(/^Of 5 rulings on DELIVERY-1 .* 5 would change: 4 in how grave/);
    const inChinese = await lead.gql(RESULT, { id }, { "accept-language": "zh-CN" });
    expect(inChinese.data.ruleReplay.report.text).toMatch(/5 份处理决定中，5 份会有变化：4 份的违规等级不同/);
    const ofOurs = changed.nodes.filter(({ ruling }: { ruling: { id: string } }) =>
      Object.values(rulings).includes(ruling.id),
    );
    expect(ofOurs).toMatchObject([
      {
        ...{
          ruling: { id: rulings.plain },
          tried: true,
          findings: [{ cited: { version: 1 }, before: "L2", after: "L3" }],
        },
        ...{ changes: ["SEVERITY", "MEASURE_NOT_ALLOWED", "MEASURE_NEWLY_ALLOWED", "POINTS", "PENALTIES"] },
        ...{ measuresNotAllowed: ["WARNING"], measuresNewlyAllowed: ["SUSPENSION"], pointsBefore: 4, pointsAfter: 8 },
        penaltiesBefore: [{ kind: "PUBLIC_NOTICE", days: null, threshold: 4, needsApproval: false, amount: null }],
        penaltiesAfter: [
          { kind: "RANK_DEMOTION", days: 14 },
          { kind: "MANDATORY_TRAINING", threshold: 8 },
        ],
      },
      {
        ...{ ruling: { id: rulings.demoting }, measuresNotAllowed: [], pointsBefore: 4, pointsAfter: 8 },
        penaltiesBefore: [{ kind: "MANDATORY_TRAINING" }],
        penaltiesAfter: [
          { kind: "FINE", threshold: 12, amount: { amount: 500_000, currency: "CNY" } },
          { kind: "LISTING_FREEZE", days: 30 },
        ],
      },
      {
        ...{ ruling: { id: rulings.departing }, findings: [], measuresNotAllowed: ["WARNING"], pointsBefore: 8 },
        ...{ pointsAfter: 8, penaltiesBefore: [{ kind: "FINE" }, { kind: "LISTING_FREEZE" }] },
        penaltiesAfter: [{ kind: "SUSPENSION", days: 90, threshold: 24, needsApproval: true }],
      },
      // The fifth on one promise: a repeated L2 counts as L3 in any case, and it is not final.
      {
        ruling: { id: rulings.open },
        findings: [{ after: "L3" }],
        pointsBefore: 8,
        pointsAfter: 8,
        penaltiesAfter: [],
      },
      // One judged by another rule, on the same promise: the suspension that it brought would have come before it.
      {
        ...{ ruling: { id: rulings.otherRule }, tried: false, changes: ["PENALTIES"], findings: [], pointsAfter: 8 },
        ...{ penaltiesBefore: [{ kind: "SUSPENSION" }], penaltiesAfter: [] },
      },
    ]);
    expect(providers.nodes).toEqual([
      { provider: { id: providerId }, rulings: 4, changed: 4, activeBefore: 24, activeAfter: 32 },
      { provider: { id: neighbour }, rulings: 1, changed: 1, activeBefore: 4, activeAfter: 8 },
    ]);
    const only = await result(id, admin, { providerId: neighbour });
    expect(only.rulings.nodes).toHaveLength(1);
  });

  further("a draft that says what the version cited says changes nothing", async () => {
    const version = await admin.do(
      "createRuleDraft",
      { ...CONTENT, code: "DELIVERY-1", severity: "L2", measures: ALL },
      DRAFT,
    );
    const { report, rulings: changed } = await replayed({ ruleDraftId: version.ruleDraft.id });
    expect(report).toMatchObject({
      rulings: 5,
      changed: 0,
      measureNewlyAllowed: 0,
      otherRulings: 0,
      providersChanged: 0,
    });
    expect(changed.nodes).toEqual([]);
  });

  test("what only could have been ordered besides is not counted as a change, and shown when asked for", async () => {
    const wider = await admin.do(
      "createRuleDraft",
      { ...CONTENT, code: "DELIVERY-1", severity: "L2", measures: [...ALL, "SUSPENSION"] },
      DRAFT,
    );
    const { id, job } = await start({ ruleDraftId: wider.ruleDraft.id });
    await world.jobDone(job.id);
    const { report, rulings: changed } = await result(id);
    expect(report).toMatchObject({ changed: 0, measureNewlyAllowed: 5 });
    expect(changed.nodes).toEqual([]);
    const more = await result(id, admin, { newlyAllowedToo: true, providerId });
    expect(more.rulings.nodes).toHaveLength(4);
    expect(more.rulings.nodes[0]).toMatchObject({ changes: ["MEASURE_NEWLY_ALLOWED"] });
  });

  further("only rulings decided in the period are tried", async () => {
    const decidedAt = (await world.db.byId(Ruling, rulings.demoting))?.decidedAt ?? 0;
    const at = (instant: number) => new Date(instant).toISOString();
    const later = await replayed({ decidedAt: { from: at(decidedAt), to: at(decidedAt + 1) } });
    expect(later.report).toMatchObject({ rulings: 1, severity: 1 });
    // What was decided then changes what came after: fine and freeze come one ruling earlier.
    expect(later.report.otherRulings).toBeGreaterThan(0);
    expect(later.rulings.nodes.filter(({ tried }: { tried: boolean }) => !tried)[0]).toMatchObject({ findings: [] });
    const refusal = await lead.tryTo("replayRuleDraft", {
      ruleDraftId: draftId,
      decidedAt: { from: at(world.clock.now() + 3_600_000) },
    });
    expect(refusal.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.decidedAt.to" });
  });

  test("a run cut short leaves nothing to see, and the next one clears it away", async () => {
    const { id, job } = await start();
    await world.jobDone(job.id);
    const replay = await world.db.byId(RuleReplay, id);
    const before = await result(id);
    const dying: RunningJob = {
      ...{ id: job.id, attempt: 1, subject: { replayId: id }, requestedById: replay?.requestedById ?? "" },
      progress: () => Promise.resolve(),
      finish: () => Promise.reject(new Error("the node died")),
      isFinished: () => Promise.resolve(false),
    };
    await expect(replayJob.run(world.server.services, dying)).rejects.toThrow("the node died");
    const rows = async () => [
      (await world.db.find(ReplayedRuling, { replayId: id })).length,
      (await world.db.find(ReplayedProvider, { replayId: id })).length,
    ];
    expect(await rows()).toEqual([12, 4]);
    expect(await result(id)).toEqual(before);
    await replayJob.run(world.server.services, { ...dying, finish: (write) => world.db.transact(write) });
    expect(await rows()).toEqual([6, 2]);
    expect((await result(id)).rulings).toEqual(before.rulings);
  });

  further("for administrators, leads and auditors; nobody finds their own cases in it", async () => {
    const { id, job } = await start({}, admin);
    await world.jobDone(job.id);
    const auditor = await world.as("sun.audit");
    expect(await result(id, auditor)).toMatchObject({ job: { status: "DONE" }, report: { rulings: 5 } });
    // Asked for by another: the work is not theirs to follow, the result is.
    expect(await result(id, lead)).toMatchObject({ job: null, report: { rulings: 5 } });
    const code = async (login: string, ask: (person: Person) => Promise<{ extensions: { code: string } }>) =>
      (await ask(await world.as(login))).extensions.code;
    for (const login of ["chen.mod", "li.na", "wang.owner"]) {
      expect(
        await code(login, (person) =>
          person.tryTo("replayRuleDraft", { ruleDraftId: draftId, decidedAt: { from: "2020-01-01T00:00:00Z" } }),
        ),
      ).toBe("FORBIDDEN");
      expect(await code(login, (person) => person.refused(RESULT, { id }))).toBe("FORBIDDEN");
    }
    expect(
      await code("sun.audit", (person) =>
        person.tryTo("replayRuleDraft", { ruleDraftId: draftId, decidedAt: { from: "2020-01-01T00:00:00Z" } }),
      ),
    ).toBe("FORBIDDEN");
    const { accountId } = await world.as("tom");
    await world.setRoles({ accountId, roles: ["CONSUMER", "LEAD_MODERATOR"] });
    const tom = await result(id, await world.as("tom"));
    const shown = tom.rulings.nodes.map(({ ruling }: { ruling: { id: string } }) => ruling.id);
    expect(shown).toHaveLength(5);
    expect(shown).not.toContain(rulings.departing);
  });

  further("what was replayed stays what it was of; a draft that is closed is not replayed any more", async () => {
    const { ruleDraft } = await admin.do("createRuleDraft", { ...CONTENT, code: "PRICE-1" }, DRAFT);
    const { id, job } = await start({ ruleDraftId: ruleDraft.id });
    await world.jobDone(job.id);
    await admin.do("updateRuleDraft", { ...CONTENT, ruleDraftId: ruleDraft.id, severity: "L1" }, DRAFT);
    expect(await result(id)).toMatchObject({ severity: "L3", draftRevision: 1, report: { rulings: 1, severity: 1 } });
    await admin.do("discardRuleDraft", { ruleDraftId: ruleDraft.id }, DRAFT);
    const refusal = await lead.tryTo("replayRuleDraft", { ruleDraftId: ruleDraft.id, decidedAt: {} });
    expect(refusal.extensions.code).toBe("NOT_IN_THIS_STATE");
    const { replays } = (
      await lead.ok(`query ($id: ID!) { ruleDraft(id: $id) { status replays(first: 5) { nodes { id } } } }`, {
        id: ruleDraft.id,
      })
    ).ruleDraft;
    expect(replays.nodes).toEqual([{ id }]);
  });

  test("it foretells what the ledger and the penalties become when the violations really are as grave", async () => {
    const severe = await admin.do("createRuleDraft", { ...CONTENT, code: "DELIVERY-1", measures: ALL }, DRAFT);
    const { id, job } = await start({ ruleDraftId: severe.ruleDraft.id });
    await world.jobDone(job.id);
    const foretold = (await world.db.find(ReplayedRuling, { replayId: id, providerId }, "ORDER BY number")).filter(
      ({ rulingId }) => rulingId !== rulings.open,
    );
    await world.db.transact(async (tx) => {
      const provider = await tx.lock(Provider, providerId);
      if (!provider) throw new Error("no provider");
      for (const rulingId of [rulings.plain, rulings.demoting, rulings.open])
        tx.execute("UPDATE violation SET level = 'L3' WHERE ruling_id = ?", [rulingId]);
      tx.execute(
        "UPDATE penalty SET status = 'REVERSED', reversed_at = 1 WHERE provider_id = ? AND cause = 'THRESHOLD'",
        [providerId],
      );
      await reconcile(tx, provider);
    });
    expect(foretold.map(({ rulingId }) => rulingId)).toEqual(
      ["plain", "demoting", "departing", "otherRule"].map((name) => rulings[name as keyof typeof rulings]),
    );
    for (const { rulingId, pointsAfter, penaltiesAfter } of foretold) {
      const violations = await world.db.find(Violation, { rulingId });
      const of = violations.map((violation) => violation.id);
      const entries = await world.db.find(PointsEntry, { violationId: of, provisional: false });
      expect(entries.reduce((sum, { points }) => sum + points, 0)).toBe(pointsAfter);
      const penalties = await world.db.find(Penalty, { rulingId, cause: "THRESHOLD", reversedAt: null }, "ORDER BY id");
      expect(penalties.map(({ kind, days, amount, threshold }) => ({ kind, days, amount, threshold }))).toEqual(
        penaltiesAfter,
      );
    }
  });
});
