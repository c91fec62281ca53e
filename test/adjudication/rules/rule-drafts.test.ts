import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { opening, placeOrder, WorldCase, type PlacedOrder } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type Person, type World } from "../../support/world";

const DRAFT = `{ ruleDraft { id writtenByName availableActions { action unavailableBecause { code } } code title { en } severity measures note status revision createdByName published { id version }
  changes { titleBefore { zhCN } severityBefore measuresAdded measuresRemoved text { change line } } } }`;
const HISTORY = `query ($code: String!) { ruleHistory(code: $code) {
  id version effectiveFrom effectiveUntil changes { titleBefore { zhCN } severityBefore measuresAdded measuresRemoved text { change line } } } }`;
const CONTENT = {
  title: { zhCN: "新", en: "New" },
  text: { zhCN: "甲", en: "One." },
  severity: "L3",
  measures: ["FINE", "WARNING", "FINE"],
  reason: "Too mild.",
};

forEachDatabase((kind, further) => {
  let world: World;
  let admin: Person;
  let lead: Person;
  beforeAll(async () => {
    world = await startWorld(kind);
    admin = await world.as("admin");
    lead = await world.as("zhou.lead");
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const draft = async (input: object = {}) =>
    (await admin.do("createRuleDraft", { code: "GIFT-1", ...CONTENT, ...input }, DRAFT)).ruleDraft;
  const inDays = (days: number) => new Date(world.clock.now() + days * 86_400_000).toISOString();
  const history = async (code: string) => (await world.visitor.ok(HISTORY, { code })).ruleHistory;

  further(
    "a draft is written, compared with what the rule says, changed, and announced by the same checks",
    async () => {
      const begun = await draft();
      expect(begun).toMatchObject({
        ...{ code: "GIFT-1", status: "OPEN", revision: 1, measures: ["FINE", "WARNING"], note: "Too mild." },
        ...{
          ...{ createdByName: "管理员", writtenByName: "管理员" },
          published: null,
          availableActions: ["UPDATE", "DISCARD", "PUBLISH", "REPLAY"].map((action) => ({
            action,
            unavailableBecause: action === "PUBLISH" ? { code: "SECOND_APPROVER_REQUIRED" } : null,
          })),
        },
        changes: { titleBefore: { zhCN: expect.stringContaining("赠品") }, severityBefore: "L2", measuresAdded: [] },
      });
      expect(begun.changes.measuresRemoved).toContain("LISTING_FREEZE");
      const stale = await admin.tryTo("updateRuleDraft", { ...CONTENT, ruleDraftId: begun.id, expectedRevision: 7 });
      expect(stale.extensions).toMatchObject({ code: "STALE_VERSION", currentVersion: 1 });
      const input = { ...CONTENT, ruleDraftId: begun.id, expectedRevision: 1, severity: "L2", reason: null };
      const changed = (await admin.do("updateRuleDraft", input, DRAFT)).ruleDraft;
      expect(changed).toMatchObject({ revision: 2, note: null, changes: { severityBefore: null } });

      const own = await admin.tryTo("publishRuleDraft", { ruleDraftId: begun.id, effectiveFrom: inDays(8) });
      expect(own.extensions).toMatchObject({ code: "SECOND_APPROVER_REQUIRED", reason: "secondSignature.own" });
      const signed = { ruleDraftId: begun.id, expectedRevision: 2 };
      const early = await lead.tryTo("publishRuleDraft", { ...signed, effectiveFrom: inDays(3) });
      expect(early.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.effectiveFrom" });
      expect(early.extensions.availableAt).toBeDefined();
      // Nobody signs what they may not have read.
      for (const [expectedRevision, code] of [
        [1, "STALE_VERSION"],
        [null, "BAD_USER_INPUT"],
      ] as const) {
        const unread = { ...signed, expectedRevision, effectiveFrom: inDays(8) };
        expect((await lead.tryTo("publishRuleDraft", unread)).extensions).toMatchObject({
          ...{ code, field: "input.expectedRevision" },
        });
      }
      const { ruleDraft } = await lead.do("publishRuleDraft", { ...signed, effectiveFrom: inDays(8) }, DRAFT);
      expect(ruleDraft).toMatchObject({
        ...{ status: "PUBLISHED", published: { version: 2 }, availableActions: [] },
      });
      for (const mutation of ["discardRuleDraft", "publishRuleDraft"])
        expect(
          (
            await admin.tryTo(mutation, {
              ruleDraftId: begun.id,
              ...(mutation === "publishRuleDraft" && { effectiveFrom: inDays(20) }),
            })
          ).extensions.code,
        ).toBe("NOT_IN_THIS_STATE");
      const acts = async ({ accountId }: Person): Promise<string[]> =>
        (await world.db.find(LoggedEvent, { streamId: accountId }, "ORDER BY seq")).map(({ type }) => type);
      expect(await acts(admin)).toEqual(expect.arrayContaining(["RULE_DRAFT_CREATED", "RULE_DRAFT_UPDATED"]));
      expect(await acts(admin)).not.toContain("RULE_VERSION_PUBLISHED");
      expect(await acts(lead)).toContain("RULE_VERSION_PUBLISHED");
    },
  );

  test("whoever wrote what it says now does not announce it, nor does anybody they are tied to", async () => {
    const second = await world.as("sun.audit");
    await world.setRoles({ accountId: second.accountId, roles: ["ADMIN"] });
    const { id } = await draft({ code: "OWN-1" });
    const publish = async (by: Person) =>
      (await by.tryTo("publishRuleDraft", { ruleDraftId: id, effectiveFrom: inDays(8) })).extensions;
    await second.do("updateRuleDraft", { ...CONTENT, ruleDraftId: id, severity: "L4" }, DRAFT);
    expect(await publish(second)).toMatchObject({ code: "SECOND_APPROVER_REQUIRED", reason: "secondSignature.own" });
    // Whose words they are is no longer an administrator.
    await world.setRoles({ accountId: second.accountId, roles: ["AUDITOR"] });
    expect(await publish(admin)).toMatchObject({ code: "NOT_IN_THIS_STATE", reason: "secondSignature.writerGone" });
    expect(await publish(second)).toMatchObject({ code: "FORBIDDEN" });
    await world.setRoles({ accountId: second.accountId, roles: ["ADMIN"] });
    const signed = { ruleDraftId: id, expectedRevision: 2, effectiveFrom: inDays(8) };
    const { ruleDraft } = await admin.do("publishRuleDraft", signed, DRAFT);
    expect(ruleDraft).toMatchObject({ status: "PUBLISHED", severity: "L4" });
    await world.setRoles({ accountId: second.accountId, roles: ["AUDITOR"] });
  });

  further("everybody reads what a rule said, says and will say, and how each version differs", async () => {
    const [announced, first, ...rest] = await history("GIFT-1");
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ version: 1, changes: null, effectiveUntil: announced.effectiveFrom });
    expect(announced).toMatchObject({ version: 2, effectiveUntil: null, changes: { titleBefore: expect.any(Object) } });
    expect(announced.changes.text.filter(({ change }: { change: string }) => change === "ADDED")).toEqual([
      { change: "ADDED", line: "甲" },
      { change: "ADDED", line: "One." },
    ]);
    expect(await history("NOBODY-1")).toEqual([]);
  });

  further("a new rule is drafted too, and a draft given up stays readable", async () => {
    const { id } = await draft({ code: "NEW-1" });
    const may = `query ($id: ID!) { ruleDraft(id: $id) { availableActions { action } } }`;
    for (const [who, actions] of [
      ["zhou.lead", ["PUBLISH", "REPLAY"]],
      ["sun.audit", []],
    ] as const)
      expect((await (await world.as(who)).ok(may, { id })).ruleDraft).toEqual({
        availableActions: actions.map((action) => ({ action })),
      });
    expect((await admin.do("discardRuleDraft", { ruleDraftId: id }, DRAFT)).ruleDraft).toMatchObject({
      ...{ status: "DISCARDED", changes: null },
    });
    const list = `query ($status: RuleDraftStatus) { ruleDrafts(first: 50, status: $status) { nodes { id } } }`;
    const ids = async (status?: string) =>
      (await lead.ok(list, { status })).ruleDrafts.nodes.map((node: { id: string }) => node.id);
    expect(await ids()).toContain(id);
    expect(await ids("OPEN")).not.toContain(id);
    for (const login of ["chen.mod", "li.na"]) {
      const person = await world.as(login);
      expect((await person.refused(list)).extensions.code).toBe("FORBIDDEN");
      expect((await person.refused(`query ($id: ID!) { ruleDraft(id: $id) { id } }`, { id })).extensions.code).toBe(
        "FORBIDDEN",
      );
    }
    const unknown = await admin.tryTo("discardRuleDraft", { ruleDraftId: "rdr_00000000000000000000000000" });
    expect(unknown.extensions.code).toBe("NOT_FOUND");
  });

  further("the version in force when the order was placed is the one that its ruling cites", async () => {
    const before = await placeOrder(world);
    const { id } = await draft({ code: "DELIVERY-1", measures: ["WARNING"] });
    await lead.do("publishRuleDraft", { ruleDraftId: id, expectedRevision: 1, effectiveFrom: inDays(8) }, DRAFT);
    await world.later(9 * 24);
    const after = await placeOrder(world);
    const [second, first] = (await history("DELIVERY-1")).map((version: { id: string }) => version.id);
    for (const [order, right, wrong] of [
      [before, first, second],
      [after, second, first],
    ] as [PlacedOrder, string, string][]) {
      const theCase = await (await caseOver(order)).walk("UNDER_REVIEW");
      const leaseToken = await theCase.take();
      const ruling = await theCase.ruling();
      const cite = (ruleVersionId: string) => ({
        ...{ ...ruling, leaseToken },
        findings: (ruling.findings as object[]).map((finding) => ({ ...finding, ruleVersionId })),
      });
      const refusal = await (await world.as("chen.mod")).tryTo("issueRuling", cite(wrong));
      expect(refusal.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.findings.0.ruleVersionId" });
      await theCase.do("chen.mod", "issueRuling", cite(right));
      const { ruleVersions } = (await theCase.look("ruling { ruleVersions { id } }")).ruling;
      expect(ruleVersions).toEqual([{ id: right }]);
    }
  });

  async function caseOver(order: PlacedOrder): Promise<WorldCase> {
    const { complaint } = await (await world.as("li.na")).do("openComplaint", opening(order));
    const people = { consumer: "li.na", provider: "wang.owner", moderator: "chen.mod" };
    return new WorldCase(world, complaint.id, order.id, people, {});
  }
});
