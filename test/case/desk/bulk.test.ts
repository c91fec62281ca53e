import { randomUUID } from "node:crypto";
import { BulkItem } from "../../../src/case/desk/bulk.entity";
import { CaseRecusal } from "../../../src/case/desk/case-recusal.entity";
import { Tx } from "../../../src/platform/database/tx";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { Refusal } from "../../../src/platform/refusal";
import { unknownId } from "../../access/minimal-input";
import { caseIn, countRows, openCase, type WorldCase } from "../complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { mutationDocument, startWorld, type World } from "../../support/world";

const REASON = "春节前集中清理积压。";
const RESULT = `complaintId complaint { id } outcome code message undoOutcome changes { name before after }`;
const BATCH = `{ batch { id action reason appliedBy { displayName } undoneBy { displayName } undoneAt items { ${RESULT} } } }`;
const SEEN = "queue severity escalated assignedTo { displayName } lease { holderName token }";
const PREVIEW = `query ($input: BulkActionInput!) { previewBulkAction(input: $input) { ${RESULT} } }`;

interface Item {
  complaintId: string;
  outcome: string;
  code: string | null;
  message: string | null;
  undoOutcome: string | null;
  changes: { name: string; before: string | null; after: string | null }[];
}

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const actionOn = (cases: (WorldCase | string)[], what: Record<string, unknown>) => ({
    complaintIds: cases.map((theCase) => (typeof theCase === "string" ? theCase : theCase.id)),
    reason: REASON,
    ...what,
  });
  const apply = async (cases: (WorldCase | string)[], what: Record<string, unknown>, clientMutationId?: string) =>
    (
      await (
        await world.as("zhou.lead")
      ).do("applyBulkAction", { action: actionOn(cases, what), clientMutationId }, BATCH)
    ).batch;
  const preview = async (cases: (WorldCase | string)[], what: Record<string, unknown>): Promise<Item[]> =>
    (await (await world.as("zhou.lead")).ok(PREVIEW, { input: actionOn(cases, what) })).previewBulkAction;
  const undo = async (batchId: string, who = "zhou.lead") =>
    (await (await world.as(who)).do("undoBulkAction", { batchId }, BATCH)).batch;
  const outcomes = (items: Item[]): [string, string | null][] => items.map(({ outcome, code }) => [outcome, code]);
  const events = async (theCase: WorldCase): Promise<string[]> =>
    (await world.db.find(LoggedEvent, { streamId: theCase.id }, "ORDER BY seq")).map(({ type }) => type);

  further(
    "one that cannot be done does not hold up the others; the preview said so before, and changed nothing",
    async () => {
      const [free, taken, already, negotiating] = [
        await caseIn(world, "SUBMITTED"),
        await caseIn(world, "SUBMITTED"),
        await caseIn(world, "SUBMITTED"),
        await openCase(world),
      ];
      await taken.take("chen.mod");
      await already.do("zhou.lead", "reassignComplaint", { moderatorLogin: "liu.mod", reason: REASON });
      const recused = await caseIn(world, "SUBMITTED");
      await recused.do("liu.mod", "recuse", { reason: "服务商是我的亲戚。" });
      const cases = [free, taken, already, negotiating, recused, unknownId("cmp"), free];
      const before = await Promise.all([free, taken, already, negotiating].map((theCase) => theCase.look(SEEN)));

      const ahead = await preview(cases, { kind: "ASSIGN", moderatorLogin: "liu.mod" });
      expect(outcomes(ahead)).toEqual([
        ["CHANGED", null],
        ["CHANGED", null],
        ["UNCHANGED", null],
        ["REFUSED", "NOT_IN_THIS_STATE"],
        ["REFUSED", "CONFLICT_OF_INTEREST"],
        ["REFUSED", "NOT_FOUND"],
      ]);
      expect(ahead[0]?.changes).toEqual([{ name: "assignedTo", before: null, after: "刘洋" }]);
      expect(ahead[3]?.message).toBe("This cannot be done while the case is negotiating.");
      expect(await Promise.all([free, taken, already, negotiating].map((theCase) => theCase.look(SEEN)))).toEqual(
        before,
      );
      const lead = await world.as("zhou.lead");
      const zh = await lead.gql(
        PREVIEW,
        { input: actionOn([recused], { kind: "ASSIGN", moderatorLogin: "liu.mod" }) },
        { "accept-language": "zh-CN" },
      );
      expect(zh.data.previewBulkAction[0].message).toMatch(/该处理专员不得处理本案/);

      const batch = await apply(cases, { kind: "ASSIGN", moderatorLogin: "liu.mod" });
      expect(batch).toMatchObject({
        action: "ASSIGN",
        reason: REASON,
        appliedBy: { displayName: "周敏" },
        undoneAt: null,
      });
      expect(batch.items).toEqual(ahead);
      for (const theCase of [free, taken, already])
        expect(await theCase.look(SEEN)).toMatchObject({ assignedTo: { displayName: "刘洋" }, lease: null });
      expect(await recused.look(SEEN)).toMatchObject({ assignedTo: null });
      expect((await events(free)).at(-1)).toBe("COMPLAINT_REASSIGNED");
      expect(
        await (
          await world.as("sun.audit")
        ).ok(`query ($id: ID!) { bulkBatch(id: $id) ${BATCH.slice(8, -2)} }`, { id: batch.id }),
      ).toEqual({ bulkBatch: batch });
    },
  );

  test.each([
    ["SET_SEVERITY", { severity: "L4" }, { severity: "L4", queue: "GRAVE" }],
    ["MOVE_TO_QUEUE", { queue: "HIGH_VALUE" }, { queue: "HIGH_VALUE" }],
    ["ASSIGN", { moderatorLogin: "chen.mod" }, { assignedTo: { displayName: "陈静" }, escalated: false }],
  ])("%s, and its undoing", async (name, target, seen) => {
    const cases = [await caseIn(world, "SUBMITTED"), await caseIn(world, "EVIDENCE")];
    await cases[0]?.do("chen.mod", "escalateToLead", { leaseToken: await cases[0].take("chen.mod"), reason: REASON });
    const before = await Promise.all(cases.map((theCase) => theCase.look(SEEN)));
    const batch = await apply(cases, { kind: name, ...target });
    for (const theCase of cases) expect(await theCase.look(SEEN)).toMatchObject(seen);
    const undone = await undo(batch.id, "qian.lead");
    expect(undone).toMatchObject({ undoneBy: { displayName: "钱涛" } });
    expect(undone.items.map((item: Item) => item.undoOutcome)).toEqual(["UNDONE", "UNDONE"]);
    for (const [index, theCase] of cases.entries()) {
      const { queue, severity, escalated, assignedTo } = before[index];
      expect(await theCase.look(SEEN)).toMatchObject({ queue, severity, escalated, assignedTo });
      expect((await events(theCase)).at(-1)).toBe("BULK_ACTION_UNDONE");
    }
  });

  further(
    "RELEASE_LEASE takes a case from its holder, and its undoing gives it back under the same token",
    async () => {
      const [held, free, retaken] = [
        await caseIn(world, "SUBMITTED"),
        await caseIn(world, "SUBMITTED"),
        await caseIn(world, "SUBMITTED"),
      ];
      const leaseToken = await held.take("chen.mod");
      await retaken.take("chen.mod");
      const batch = await apply([held, free, retaken], { kind: "RELEASE_LEASE" });
      expect(outcomes(batch.items)).toEqual([
        ["CHANGED", null],
        ["UNCHANGED", null],
        ["CHANGED", null],
      ]);
      expect(batch.items[0].changes).toEqual([{ name: "leaseHolder", before: "陈静", after: null }]);
      const chen = await world.as("chen.mod");
      const act = { complaintId: held.id, leaseToken };
      expect((await chen.tryTo("acceptComplaint", act)).extensions.code).toBe("LEASE_REQUIRED");
      const token = await retaken.take("liu.mod");
      await retaken.do("liu.mod", "releaseComplaint", { leaseToken: token });
      expect((await undo(batch.id)).items.map((item: Item) => item.undoOutcome)).toEqual([
        "UNDONE",
        null,
        "CHANGED_SINCE",
      ]);
      expect(await retaken.look(SEEN)).toMatchObject({ lease: null });
      await chen.do("acceptComplaint", act);
    },
  );

  test("undoing leaves alone what was changed since, closed, or may not go back; and happens once", async () => {
    const [same, changed, closed, mine] = [
      await caseIn(world, "SUBMITTED"),
      await caseIn(world, "SUBMITTED"),
      await caseIn(world, "SUBMITTED"),
      await caseIn(world, "SUBMITTED"),
    ];
    const batch = await apply([same, changed, closed, mine], { kind: "SET_SEVERITY", severity: "L1" });
    await apply([changed], { kind: "SET_SEVERITY", severity: "L3" });
    await closed.do("li.na", "withdrawComplaint");
    await mine.do("qian.lead", "recuse", { reason: "消费者是我的邻居。" });
    const undone = await undo(batch.id, "qian.lead");
    expect(undone.items.map((item: Item) => item.undoOutcome)).toEqual([
      "UNDONE",
      "CHANGED_SINCE",
      "CHANGED_SINCE",
      "REFUSED",
    ]);
    expect((await same.look(SEEN)).severity).toBe("L2");
    expect((await changed.look(SEEN)).severity).toBe("L3");
    expect((await closed.look(SEEN)).severity).toBe("L1");
    expect((await mine.look(SEEN)).severity).toBe("L1");
    const again = await (await world.as("zhou.lead")).tryTo("undoBulkAction", { batchId: batch.id });
    expect(again.extensions).toMatchObject({ code: "NOT_IN_THIS_STATE", field: "input.batchId" });
    expect((await same.look(SEEN)).severity).toBe("L2");
  });

  further("a case does not go back to somebody who may not work on it any more", async () => {
    const theCase = await caseIn(world, "SUBMITTED");
    await theCase.do("zhou.lead", "reassignComplaint", { moderatorLogin: "chen.mod", reason: REASON });
    const batch = await apply([theCase], { kind: "ASSIGN", moderatorLogin: "liu.mod" });
    await theCase.do("chen.mod", "recuse", { reason: "服务商是我的亲戚。" });
    expect((await undo(batch.id)).items[0].undoOutcome).toBe("CHANGED_SINCE");
    expect(await theCase.look(SEEN)).toMatchObject({ assignedTo: { displayName: "刘洋" } });

    // Nor to somebody who is no moderator any longer.
    const again = await caseIn(world, "SUBMITTED");
    await again.do("zhou.lead", "reassignComplaint", { moderatorLogin: "chen.mod", reason: REASON });
    const later = await apply([again], { kind: "ASSIGN", moderatorLogin: "liu.mod" });
    const { accountId } = await world.as("chen.mod");
    await world.setRoles({ accountId, roles: ["CONSUMER"] });
    expect((await undo(later.id)).items[0].undoOutcome).toBe("CHANGED_SINCE");
    await world.setRoles({ accountId, roles: ["MODERATOR"] });
  });

  test("sent twice under one name it is done once, also at the same time; undone twice likewise", async () => {
    const cases = [await caseIn(world, "SUBMITTED"), await caseIn(world, "SUBMITTED")];
    const clientMutationId = randomUUID();
    const lead = await world.as("zhou.lead");
    const input = { clientMutationId, action: actionOn(cases, { kind: "SET_SEVERITY", severity: "L3" }) };
    const document = mutationDocument("applyBulkAction", BATCH);
    await Promise.all([lead.gql(document, { input }), lead.gql(document, { input })]);
    const again = (await lead.ok(document, { input })).applyBulkAction.batch;
    expect(outcomes(again.items)).toEqual([
      ["CHANGED", null],
      ["CHANGED", null],
    ]);
    for (const theCase of cases)
      expect((await events(theCase)).filter((type) => type === "SEVERITY_CHANGED")).toHaveLength(1);
    expect(await countRows(world, "bulk_item", "complaint_id = ?", [cases[0]?.id ?? ""])).toBe(1);

    const undoing = { batchId: again.id, clientMutationId: randomUUID() };
    const first = await lead.do("undoBulkAction", undoing, BATCH);
    expect(await lead.do("undoBulkAction", undoing, BATCH)).toEqual(first);
    for (const theCase of cases)
      expect((await events(theCase)).filter((type) => type === "BULK_ACTION_UNDONE")).toHaveLength(1);
  });

  test("a run cut short is gone on with by the same request, unless it was undone", async () => {
    const [one, two] = [await caseIn(world, "SUBMITTED"), await caseIn(world, "SUBMITTED")];
    const cases = [one, two];
    const clientMutationId = randomUUID();
    const what = { kind: "MOVE_TO_QUEUE", queue: "GRAVE" };
    const lock = Object.getOwnPropertyDescriptor(Tx.prototype, "lock")?.value as Tx["lock"];
    const interrupt = jest.spyOn(Tx.prototype, "lock").mockImplementation(function (this: Tx, entity, id) {
      if (id === two.id) throw new Error("the server is gone");
      return lock.call(this, entity, id);
    });
    await expect(apply(cases, what, clientMutationId)).rejects.toThrow("INTERNAL_SERVER_ERROR");
    interrupt.mockRestore();
    expect(await Promise.all(cases.map(async (theCase) => (await theCase.look(SEEN)).queue))).toEqual([
      "GRAVE",
      "GENERAL",
    ]);
    const batch = await apply(cases, what, clientMutationId);
    expect(batch.items.map(({ outcome }: Item) => outcome)).toEqual(["CHANGED", "CHANGED"]);
    expect((await two.look(SEEN)).queue).toBe("GRAVE");

    await world.db.transact(async (tx) =>
      tx.execute("UPDATE bulk_item SET outcome = 'PENDING' WHERE batch_id = ? AND number = 2", [batch.id]),
    );
    await undo(batch.id);
    const after = await apply(cases, what, clientMutationId);
    expect(after.items.map(({ outcome, undoOutcome }: Item) => [outcome, undoOutcome])).toEqual([
      ["CHANGED", "UNDONE"],
      ["PENDING", null],
    ]);
    expect((await one.look(SEEN)).queue).toBe("GENERAL");
  });

  test.each([
    ["ASSIGN without whom", { kind: "ASSIGN" }, "BAD_USER_INPUT", "moderatorLogin"],
    ["ASSIGN to nobody known", { kind: "ASSIGN", moderatorLogin: "nobody" }, "NOT_FOUND", "moderatorLogin"],
    ["SET_SEVERITY without which", { kind: "SET_SEVERITY" }, "BAD_USER_INPUT", "severity"],
    ["MOVE_TO_QUEUE without which", { kind: "MOVE_TO_QUEUE" }, "BAD_USER_INPUT", "queue"],
    ["MOVE_TO_QUEUE to none there is", { kind: "MOVE_TO_QUEUE", queue: "NOWHERE" }, "NOT_FOUND", "queue"],
    ["an id of no case", { kind: "RELEASE_LEASE", complaintIds: ["prv_x"] }, "NOT_FOUND", "complaintIds.0"],
    ["no case", { kind: "RELEASE_LEASE", complaintIds: [] }, "BAD_USER_INPUT", "complaintIds"],
    [
      "more than a hundred",
      { kind: "RELEASE_LEASE", complaintIds: Array.from({ length: 101 }, () => unknownId("cmp")) },
      "BAD_USER_INPUT",
      "complaintIds",
    ],
  ])("refused as a whole: %s", async (_, what, code, field) => {
    const lead = await world.as("zhou.lead");
    const batches = await countRows(world, "bulk_batch");
    const action = actionOn([unknownId("cmp")], what);
    expect((await lead.refused(PREVIEW, { input: action })).extensions).toMatchObject({
      code,
      field: `input.${field}`,
    });
    expect((await lead.tryTo("applyBulkAction", { action })).extensions).toMatchObject({
      code,
      field: `input.action.${field}`,
    });
    expect(await countRows(world, "bulk_batch")).toBe(batches);
  });

  test("what the database is too busy to look at is refused nothing: it waits for the same request", async () => {
    const theCase = await caseIn(world, "SUBMITTED");
    const prototype = Tx.prototype as unknown as { find: (this: Tx, ...given: unknown[]) => Promise<unknown> };
    const { find } = prototype;
    const busy = jest.spyOn(prototype, "find").mockImplementation(async function (this: Tx, ...given) {
      if (given[0] === CaseRecusal) throw new Refusal("OVERLOADED", { reason: "timeBudget", retryAfter: 5 });
      return find.apply(this, given);
    });
    const name = randomUUID();
    const again = () => apply([theCase], { kind: "SET_SEVERITY", severity: "L3" }, name);
    expect(outcomes((await again()).items)).toEqual([["PENDING", null]]);
    busy.mockRestore();
    expect(outcomes((await again()).items)).toEqual([["CHANGED", null]]);
  });

  test("it is the leads' alone", async () => {
    const action = actionOn([unknownId("cmp")], { kind: "RELEASE_LEASE" });
    for (const login of ["chen.mod", "sun.audit", "admin", "li.na"])
      expect((await (await world.as(login)).refused(PREVIEW, { input: action })).extensions.code).toBe("FORBIDDEN");
    expect(
      (await (await world.as("zhou.lead")).tryTo("undoBulkAction", { batchId: unknownId("blk") })).extensions.code,
    ).toBe("NOT_FOUND");
    const stored = await world.db.find(BulkItem, { outcome: "REFUSED" });
    expect(stored.every(({ refusal }) => refusal !== null)).toBe(true);
  });
});
