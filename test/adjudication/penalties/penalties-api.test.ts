import { caseIn, type WorldCase } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { payInOver } from "../payments/paid-in";
import { startWorld, type World } from "../../support/world";

const STANDING = `query ($id: ID!) { provider(id: $id) {
  points { active provisional }
  pointsLedger(first: 10) { nodes { number kind points provisional level expiresAt violation { kind level ruling { id } } } }
  violations(first: 10) { nodes { kind level countedAt promptlyRemediedAt reversedAt } }
  deposit { balances { amount currency } owedToConsumers { amount currency }
    transfers(first: 10) { nodes { from to amount { amount currency } purpose reference } } }
} }`;
const PENALTIES = `query ($id: ID!) { ruling(id: $id) { penalties {
  id kind status cause threshold supersededBy { id } hearingUntil hearingStatement availableActions { action mutation unavailableBecause { code } } provider { id }
  fine { status dueAt paidAt paidBy reference amount { amount } } approvals { decision note by { displayName } }
} } }`;
const AWAITING = "{ penaltiesAwaitingApproval(first: 10) { nodes { id kind status threshold } } }";
const FINE = { kind: "FINE", amount: 30_000, reason: "未按承诺时间交付" };

forEachDatabase((kind, further) => {
  let world: World;
  let providerId: string;
  beforeEach(async () => {
    world = await startWorld(kind);
    const { viewer } = await (await world.as("wang.owner")).ok("{ viewer { memberships { provider { id } } } }");
    providerId = viewer.memberships[0].provider.id;
  });
  afterEach(() => world[Symbol.asyncDispose]());

  const standing = async (login: string) => (await (await world.as(login)).ok(STANDING, { id: providerId })).provider;
  const rulingId = async (theCase: WorldCase): Promise<string> => (await theCase.look("ruling { id }")).ruling.id;
  const penalties = async (login: string, theCase: WorldCase) =>
    (await (await world.as(login)).ok(PENALTIES, { id: await rulingId(theCase) })).ruling.penalties;

  test("members and staff see points, ledger and deposit; to everybody else they are null", async () => {
    const theCase = await caseIn(world, "ENFORCING");
    for (const insider of ["wang.owner", "zhao.staff", "chen.mod", "sun.audit"]) {
      const seen = await standing(insider);
      expect(seen.points).toEqual({ active: 4, provisional: 0 });
      expect(seen.pointsLedger.nodes).toMatchObject([
        { number: 2, kind: "COUNTED", points: 4, provisional: false, level: "L2", expiresAt: expect.any(String) },
        { number: 1, kind: "PROVISIONAL", points: 4, provisional: true, level: "L2", expiresAt: null },
      ]);
      expect(seen.violations.nodes).toMatchObject([{ kind: "PROMISE_BROKEN", level: "L2", reversedAt: null }]);
      expect(seen.deposit).toMatchObject({ owedToConsumers: [], transfers: { nodes: [] } });
    }
    for (const stranger of ["li.na", "tom"])
      expect(await standing(stranger)).toEqual({ points: null, pointsLedger: null, violations: null, deposit: null });
    expect(
      (await penalties("tom", theCase)).map((each: { cause: string; kind: string }) => [each.cause, each.kind]),
    ).toEqual([
      ["RULING", "WARNING"],
      ["THRESHOLD", "PUBLIC_NOTICE"],
    ]);
  });

  further(
    "why points led to a penalty is told in the reader's language, a moderator's reason in its own words",
    async () => {
      const theCase = await caseIn(world, "ENFORCING");
      const query = `query ($id: ID!) { ruling(id: $id) { penalties { cause reason } } }`;
      const told = async (language: string) => {
        const { data } = await world.visitor.gql(
          query,
          { id: await rulingId(theCase) },
          { "accept-language": language },
        );
        return data.ruling.penalties.map(({ reason }: { reason: string }) => reason);
      };
      expect(await told("en")).toEqual(["未按承诺时间交付", "The points for violations reached 4."]);
      expect(await told("zh-CN")).toEqual(["未按承诺时间交付", "违规积分达到 4 分。"]);
    },
  );

  further("done within 48 hours of the ruling becoming final, half of the points are left", async () => {
    await caseIn(world, "CLOSED");
    const { points, pointsLedger, violations } = await standing("wang.owner");
    expect(points).toEqual({ active: 2, provisional: 0 });
    expect(pointsLedger.nodes[0]).toMatchObject({ kind: "HALVED", points: -2 });
    expect(violations.nodes).toMatchObject([{ promptlyRemediedAt: expect.any(String) }]);
  });

  further(
    "a warning ends after 180 days, a public notice after 365; the page forgets them, the register does not",
    async () => {
      await caseIn(world, "CLOSED");
      const query = "query ($id: ID!) { provider(id: $id) { penalties(first: 10) { nodes { kind status } } } }";
      const shown = async (login: string | null): Promise<string[]> => {
        const reader = login === null ? world.visitor : await world.as(login);
        const { provider } = await reader.ok(query, { id: providerId });
        return provider.penalties.nodes
          .map((each: { kind: string; status: string }) => `${each.kind} ${each.status}`)
          .sort();
      };
      expect(await shown(null)).toEqual(["PUBLIC_NOTICE ACTIVE", "WARNING ACTIVE"]);
      await world.later(181 * 24);
      expect(await shown(null)).toEqual(["PUBLIC_NOTICE ACTIVE"]);
      expect(await shown("wang.owner")).toEqual(["PUBLIC_NOTICE ACTIVE", "WARNING EXPIRED"]);
      await world.later(185 * 24);
      expect(await shown(null)).toEqual([]);
      expect(await shown("sun.audit")).toEqual(["PUBLIC_NOTICE EXPIRED", "WARNING EXPIRED"]);
      await world.projected();
      const { register } = await world.visitor.ok("{ register(first: 50) { nodes { kind } } }");
      const kinds = register.nodes.map((each: { kind: string }) => each.kind);
      expect(kinds.filter((each: string) => each === "PENALTY_STARTED")).toHaveLength(2);
      expect(kinds.filter((each: string) => each === "PENALTY_ENDED")).toHaveLength(2);
    },
  );

  further("done later than that, all are left", async () => {
    const theCase = await caseIn(world, "ENFORCING");
    await world.later(49);
    const [remedyId] = await theCase.remedies();
    await theCase.do("wang.owner", "fileRemedyProof", { remedyId, text: "退款单号 20260001" });
    await theCase.do("li.na", "confirmRemedy", { remedyId });
    expect((await standing("wang.owner")).points).toEqual({ active: 4, provisional: 0 });
  });

  further(
    "the owner pays into the deposit, and a fine from it; who else looks at the fine sees no payment",
    async () => {
      const theCase = await caseIn(world, "ENFORCING", { ruling: { penalties: [FINE] } });
      const owner = await world.as("wang.owner");
      const [{ id: penaltyId, fine, availableActions }] = await penalties("wang.owner", theCase);
      expect(availableActions).toEqual([{ action: "PAY_FINE", mutation: "payFine", unavailableBecause: null }]);
      expect((await penalties("zhao.staff", theCase))[0].availableActions).toEqual([]);
      expect(fine).toMatchObject({ status: "DUE", amount: { amount: 30_000 }, paidAt: null });
      const staff = await world.as("zhao.staff");
      expect((await staff.tryTo("payFine", { penaltyId, from: "DEPOSIT" })).extensions.code).toBe("FORBIDDEN");
      const paidIn = await payInOver(world, owner, providerId, 50_000);
      expect((await standing("wang.owner")).deposit.balances).toEqual([{ amount: 50_000, currency: "CNY" }]);
      const { penalty } = await owner.do(
        "payFine",
        { penaltyId, from: "DEPOSIT" },
        "{ penalty { status availableActions { action } } }",
      );
      expect(penalty).toEqual({ status: "EXPIRED", availableActions: [] });
      const { deposit } = await standing("wang.owner");
      expect(deposit.balances).toEqual([{ amount: 20_000, currency: "CNY" }]);
      expect(deposit.transfers.nodes).toMatchObject([
        { from: "DEPOSIT", to: "FINES", amount: { amount: 30_000 }, purpose: "FINE" },
        { from: "OUTSIDE", to: "DEPOSIT", amount: { amount: 50_000 }, purpose: "TOP_UP", reference: paidIn },
      ]);
      expect((await penalties("tom", theCase))[0]).toMatchObject({ kind: "FINE", fine: null, approvals: null });
    },
  );

  further("leads and auditors see what awaits approval; the public hears of it when a lead has agreed", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW");
    const input = await theCase.ruling();
    const findings = (input.findings as object[]).map((finding) => ({ ...finding, severity: "L4" }));
    await theCase.do("chen.mod", "issueRuling", { ...input, findings, leaseToken: await theCase.take() });
    const lead = await world.as("zhou.lead");
    const { rulingAwaitingApproval } = (
      await lead.ok(`query ($id: ID!) { complaint(id: $id) { rulingAwaitingApproval { id } } }`, { id: theCase.id })
    ).complaint;
    await lead.do("approveRuling", { rulingId: rulingAwaitingApproval.id });
    await theCase.ring("APPEAL_WINDOW");

    for (const login of ["zhou.lead", "sun.audit"]) {
      const { penaltiesAwaitingApproval } = await (await world.as(login)).ok(AWAITING);
      expect(penaltiesAwaitingApproval.nodes).toMatchObject([
        { kind: "SUSPENSION", status: "AWAITING_APPROVAL", threshold: 24 },
      ]);
    }
    for (const login of ["chen.mod", "wang.owner", "tom"])
      expect((await (await world.as(login)).refused(AWAITING)).extensions.code).toBe("FORBIDDEN");
    const ahead = async (login: string) => {
      const asked = "query ($id: ID!) { provider(id: $id) { penaltiesAhead(first: 10) { nodes { kind status } } } }";
      return (await (await world.as(login)).ok(asked, { id: providerId })).provider.penaltiesAhead?.nodes ?? null;
    };
    // The duties of the thresholds below it act at once, and everybody sees them.
    const duties = ["MANDATORY_TRAINING", "PUBLIC_NOTICE"];
    const kindsSeenBy = async (login: string) =>
      (await penalties(login, theCase))
        .map((penalty: { kind: string }) => penalty.kind)
        .filter((kind: string) => !duties.includes(kind));
    expect((await penalties("tom", theCase)).map(({ kind }: { kind: string }) => kind)).toEqual(["WARNING", ...duties]);
    expect(await kindsSeenBy("wang.owner")).toEqual(["WARNING", "SUSPENSION"]);
    expect(await kindsSeenBy("tom")).toEqual(["WARNING"]);
    expect(await ahead("wang.owner")).toMatchObject([{ kind: "SUSPENSION", status: "AWAITING_APPROVAL" }]);
    for (const login of ["tom", "zhou.lead"]) expect(await ahead(login)).toBeNull();

    const suspension = (await penalties("wang.owner", theCase))[1];
    const offered = async (login: string) =>
      (await penalties(login, theCase))[1].availableActions.map(
        ({ mutation, unavailableBecause }: { mutation: string; unavailableBecause: { code: string } | null }) => [
          mutation,
          unavailableBecause?.code ?? "yes",
        ],
      );
    const own = "SECOND_APPROVER_REQUIRED";
    expect(await offered("zhou.lead")).toEqual([
      ["approvePenalty", own],
      ["declinePenalty", own],
    ]);
    for (const login of ["wang.owner", "chen.mod", "sun.audit"]) expect(await offered(login)).toEqual([]);
    expect((await lead.tryTo("approvePenalty", { penaltyId: suspension.id })).extensions.code).toBe(
      "SECOND_APPROVER_REQUIRED",
    );
    await world.setRoles({
      accountId: (await world.as("liu.mod")).accountId,
      roles: ["LEAD_MODERATOR"],
    });
    const other = await world.as("liu.mod");
    expect(await offered("liu.mod")).toEqual([
      ["approvePenalty", "yes"],
      ["declinePenalty", "yes"],
    ]);
    await other.do("approvePenalty", { penaltyId: suspension.id, reason: "同意。" }, "{ penalty { status } }");
    expect(await kindsSeenBy("tom")).toEqual(["WARNING", "SUSPENSION"]);
    expect(await offered("liu.mod")).toEqual([]);
    expect(await ahead("wang.owner")).toEqual([]);
    expect((await penalties("chen.mod", theCase))[1]).toMatchObject({
      status: "ACTIVE",
      approvals: [{ decision: "APPROVED", note: "同意。", by: { displayName: expect.any(String) } }],
    });
    expect((await penalties("wang.owner", theCase))[1].approvals).toEqual([
      { decision: "APPROVED", note: null, by: null },
    ]);
  });
});
