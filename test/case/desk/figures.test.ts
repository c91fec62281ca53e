import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { sql } from "../../../src/platform/database/sql";
import { Ruling } from "../../../src/adjudication/rulings/ruling.entity";
import { caseIn, openCase } from "../complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { changeKept } from "../../support/past-triggers";

const SECOND = 1_000;
const DAY = 86_400_000;
const REASON = "此案需要另一位同事处理。";
const FIGURES = `{ deskFigures { open overdue dueIn24Hours byQueue { queue cases } byStatus { status cases }
  bySeverity { severity cases } ageing { fromDays toDays cases }
  workload { moderator { id displayName } held assigned decidedIn7Days } } }`;

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
    const openedDaysAgo = async (days: number): Promise<void> => {
      const theCase = await caseIn(world, "SUBMITTED");
      await world.db.transact(async (tx) =>
        tx.execute(sql`UPDATE complaint SET opened_at = ${tx.now - days * DAY} WHERE id = ${theCase.id}`),
      );
    };
    for (const days of [0, 1, 2.5, 3, 8, 13.9, 14, 40]) await openedDaysAgo(days);
    const [late, soon] = [
      await openCase(world, { opening: { breachClass: "FRAUD" } }),
      await caseIn(world, "EVIDENCE"),
    ];
    await world.db.transact(async (tx) => {
      tx.update(Complaint, late.id, { dueAt: tx.now - 1 });
      tx.update(Complaint, soon.id, { dueAt: tx.now + DAY });
    });
    await caseIn(world, "NEGOTIATING");
    const old = await caseIn(world, "RULED", { moderator: "liu.mod" });
    const before = world.clock.now() - 8 * DAY;
    await changeKept(world.db, "ruling", "UPDATE ruling SET decided_at = ? WHERE complaint_id = ?", [before, old.id]);
    await caseIn(world, "RULED", { moderator: "liu.mod" });
    await caseIn(world, "ENFORCING", { moderator: "chen.mod" });
    const held = await caseIn(world, "SUBMITTED");
    await held.take("liu.mod");
    const assigned = await caseIn(world, "SUBMITTED");
    await assigned.do("zhou.lead", "reassignComplaint", { moderatorLogin: "qian.lead", reason: REASON });
    await assigned.take("qian.lead");
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  test("they agree with the rows, counted one by one", async () => {
    const { deskFigures } = await (await world.as("sun.audit")).ok(FIGURES);
    const now = world.clock.now();
    const open = await world.db.find(Complaint, { inQueue: true });
    const rulings = await world.db.find(Ruling, {});
    const count = (fits: (one: Complaint) => boolean): number => open.filter(fits).length;
    const due = ({ dueAt }: Complaint): number => dueAt ?? Infinity;
    expect(deskFigures).toMatchObject({
      open: open.length,
      overdue: count((one) => due(one) <= now),
      dueIn24Hours: count((one) => due(one) > now && due(one) <= now + DAY),
    });
    expect(deskFigures.overdue).toBeGreaterThan(0);
    expect(deskFigures.dueIn24Hours).toBeGreaterThan(0);

    const groups = (name: "queue" | "status" | "severity") =>
      Object.fromEntries(
        [...new Set(open.map((one) => one[name]))].map((value) => [value, count((one) => one[name] === value)]),
      );
    const told = (list: Record<string, unknown>[], name: string) =>
      Object.fromEntries(list.map((one) => [one[name], one.cases]));
    expect(told(deskFigures.byQueue, "queue")).toEqual(groups("queue"));
    expect(told(deskFigures.byStatus, "status")).toEqual(groups("status"));
    expect(told(deskFigures.bySeverity, "severity")).toEqual(groups("severity"));

    const age = ({ openedAt }: Complaint): number => (now - openedAt) / DAY;
    expect(deskFigures.ageing).toEqual(
      [
        [0, 1],
        [1, 3],
        [3, 7],
        [7, 14],
        [14, null],
      ].map(([fromDays = 0, toDays]) => ({
        fromDays,
        toDays,
        cases: count((one) => age(one) >= (fromDays ?? 0) && age(one) < (toDays ?? Infinity)),
      })),
    );
    expect(deskFigures.ageing.map(({ cases }: { cases: number }) => cases)).not.toContain(0);

    const people = new Set([
      ...open.flatMap(({ leaseHolderId, leaseExpiresAt }) =>
        (leaseExpiresAt ?? 0) > now ? (leaseHolderId ?? []) : [],
      ),
      ...open.flatMap(({ assignedToId }) => assignedToId ?? []),
      ...rulings.filter(({ decidedAt }) => decidedAt > now - 7 * DAY).map(({ decidedById }) => decidedById),
    ]);
    expect(deskFigures.workload).toHaveLength(people.size);
    for (const { moderator, held, assigned, decidedIn7Days } of deskFigures.workload)
      expect([moderator.displayName, held, assigned, decidedIn7Days]).toEqual([
        moderator.displayName,
        count((one) => one.leaseHolderId === moderator.id && (one.leaseExpiresAt ?? 0) > now),
        count((one) => one.assignedToId === moderator.id),
        rulings.filter((one) => one.decidedById === moderator.id && one.decidedAt > now - 7 * DAY).length,
      ]);
    const workload = Object.fromEntries(
      deskFigures.workload.map(({ moderator, ...rest }: { moderator: { displayName: string } }) => [
        moderator.displayName,
        rest,
      ]),
    );
    expect(workload).toMatchObject({
      刘洋: { held: 1, assigned: 0, decidedIn7Days: 1 },
      钱涛: { held: 1, assigned: 1, decidedIn7Days: 0 },
    });
  });

  test("they are counted once a second, whoever asks", async () => {
    const [lead, moderator] = [await world.as("zhou.lead"), await world.as("chen.mod")];
    const asked = jest.spyOn(world.server.services.database, "ask");
    const counts = (): number => asked.mock.calls.filter(([sql]) => sql.includes("GROUP BY queue, status")).length;
    const now = world.clock.now() + SECOND;
    const clock = jest.spyOn(world.clock, "now").mockReturnValue(now);
    const { deskFigures: before } = await lead.ok(FIGURES);
    await world.db.transact(async (tx) => tx.execute("UPDATE complaint SET severity = 'L3' WHERE in_queue = 1"));
    clock.mockReturnValue(now + SECOND - 1);
    const { deskFigures: kept } = await moderator.ok(FIGURES);
    expect([kept, counts()]).toEqual([before, 1]);
    clock.mockReturnValue(now + SECOND);
    const { deskFigures: counted } = await lead.ok(FIGURES);
    expect([counted.bySeverity, counts()]).toEqual([[{ severity: "L3", cases: before.open }], 2]);
    for (const spy of [asked, clock]) spy.mockRestore();
  });

  further("they are the desk's and the auditors'", async () => {
    for (const login of ["chen.mod", "zhou.lead"]) await (await world.as(login)).ok(FIGURES);
    for (const login of ["li.na", "wang.owner", "he.inspect", "admin"])
      expect((await (await world.as(login)).refused(FIGURES)).extensions.code).toBe("FORBIDDEN");
  });
});
