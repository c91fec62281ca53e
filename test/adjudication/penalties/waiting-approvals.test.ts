import { createHash } from "node:crypto";
import { Penalty } from "../../../src/adjudication/penalties/penalty.entity";
import { KEPT_MS } from "../../../src/app/serving/health-routes";
import { HouseRules } from "../../../src/house-rules/house-rules";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type GqlError, type World } from "../../support/world";
import { checkInvariants } from "../../case/complaints/invariants";
import { caseIn, openCase, placeOrder, type WorldCase } from "../../case/complaints/world-case";
import { GROUNDS } from "../decisions/appealed-case";

jest.setTimeout(120_000);

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOTE = "证据充分，同意处理措施。";

forEachDatabase((kind, further) => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld(kind);
  });
  afterEach(async () => {
    await checkInvariants(world);
    await world[Symbol.asyncDispose]();
  });

  /** Two L4 at once are 48 points: a final ruling that calls for a suspension and a termination, approved by zhou.lead. */
  async function critical(breaches: number): Promise<WorldCase> {
    const theCase = await openCase(world, { breaches, consumer: "tom" });
    await theCase.walk("UNDER_REVIEW");
    const { findings, ...ruling } = await theCase.ruling();
    const { ruling: issued } = await theCase.do(
      "chen.mod",
      "issueRuling",
      {
        leaseToken: await theCase.take(),
        ...ruling,
        findings: (findings as object[]).map((finding) => ({ ...finding, severity: "L4" })),
      },
      "{ ruling { id } }",
    );
    await (await world.as("zhou.lead")).do("approveRuling", { rulingId: issued.id });
    for (const who of ["tom", "wang.owner"]) await theCase.do(who, "waiveAppeal");
    return theCase;
  }
  const waiting = async (): Promise<Penalty> => {
    const found = await world.db.find(Penalty, { status: "AWAITING_APPROVAL" });
    expect(found).toHaveLength(1);
    return found[0] as Penalty;
  };
  const approve = async (who: string, { id }: Penalty): Promise<unknown> =>
    (await world.as(who)).do("approvePenalty", { penaltyId: id, reason: NOTE }, "{ penalty { id } }");
  const tryTo = async (who: string, mutation: string, { id }: Penalty): Promise<GqlError> =>
    (await world.as(who)).tryTo(mutation, { penaltyId: id, reason: NOTE });
  const shown = async (): Promise<string> => {
    const { listings } = await world.visitor.ok(`{ listings(first: 100) { nodes { title status } } }`);
    return listings.nodes.find(({ title }: { title: string }) => title.startsWith("抖店首页设计"))?.status ?? "GONE";
  };
  const ready = async (): Promise<string[]> => {
    world.clock.advance(KEPT_MS);
    const answer = (await (await fetch(`${world.url}/health/dependencies`)).json()) as { warnings: string[] };
    return answer.warnings.filter((warning) => warning.startsWith("approvals"));
  };
  const noLongerLead = async (...logins: string[]): Promise<void> => {
    for (const login of logins)
      await world.setRoles({ accountId: (await world.as(login)).accountId, roles: ["MODERATOR"] });
  };
  const rule = (code: string, value: object): Promise<void> =>
    world.db.transact(async (tx) => {
      tx.execute("UPDATE policy_value SET value = ? WHERE code = ?", [JSON.stringify(value), code]);
      HouseRules.forget(tx);
    });

  further("while a suspension waits no new orders come in, and exactly until it is approved", async () => {
    await critical(1);
    const suspension = await waiting();
    expect([suspension.kind, await shown()]).toEqual(["SUSPENSION", "PAUSED"]);
    expect(await placeOrder(world, "li.na").catch(String)).toContain("LISTING_UNAVAILABLE");
    await approve("qian.lead", suspension);
    // Suspended providers are out of the list.
    expect(await shown()).toBe("GONE");
  });

  further("or refused", async () => {
    await critical(1);
    await (
      await world.as("qian.lead")
    ).do("declinePenalty", { penaltyId: (await waiting()).id, reason: "不成比例，不予批准。" }, "{ penalty { id } }");
    expect(await shown()).toBe("LISTED");
  });

  further("a ruling reversed takes the pause with the penalty", async () => {
    const theCase = await critical(1);
    await theCase.do("gao.lead", "stayComplaint", {
      ground: "OUTSIDE_PROCEDURE",
      route: "COURT",
      reference: "(2026)浙0106民初1号",
      reason: "消费者已就同一事实起诉。",
    });
    expect(await shown()).toBe("PAUSED");
    await theCase.do("gao.lead", "closeExternal", { outcome: "法院判决驳回消费者的诉讼请求。", rulingStands: false });
    expect([await world.db.find(Penalty, { status: "AWAITING_APPROVAL" }), await shown()]).toEqual([[], "LISTED"]);
  });

  further("where the house rule says so, waiting pauses nothing; what waited before keeps its rule", async () => {
    await rule("approvals.pause", { pauses: 0 });
    await critical(1);
    expect([(await waiting()).pausesWhileWaiting, await shown()]).toEqual([0, "LISTED"]);
    await rule("approvals.pause", { pauses: 1 });
    expect(await shown()).toBe("LISTED");
  });

  test("it has a clock, and the platform's lateness is public once, naming nobody; the wait goes on", async () => {
    const theCase = await critical(1);
    const { approvalDueAt, createdAt } = await waiting();
    expect(approvalDueAt).toBeGreaterThanOrEqual(createdAt + 3 * DAY);
    await world.later(((approvalDueAt ?? 0) - world.clock.now()) / HOUR);
    await world.later(1);
    await world.projected();
    const { register } = await world.visitor.ok(
      `{ register(first: 20, filter: { kind: LATENESS }) { nodes { provider { id } stated { lateness { clock dueAt caseSha256 } } } } }`,
    );
    const late = register.nodes.filter(
      ({ stated }: { stated: { lateness: { clock: string } } }) => stated.lateness.clock === "PENALTY_APPROVAL",
    );
    expect(late).toEqual([
      {
        provider: null,
        stated: {
          lateness: {
            clock: "PENALTY_APPROVAL",
            dueAt: new Date(approvalDueAt ?? 0).toISOString(),
            caseSha256: createHash("sha256").update(theCase.id).digest("hex"),
          },
        },
      },
    ]);
    expect(await shown()).toBe("PAUSED");
    await approve("qian.lead", await waiting());
  });

  further("a termination's clock begins when the provider has been heard", async () => {
    await critical(2);
    const { kind: ordered, hearingUntil, approvalDueAt } = await waiting();
    expect(ordered).toBe("TERMINATION");
    expect((approvalDueAt ?? 0) - (hearingUntil ?? 0)).toBeGreaterThanOrEqual(3 * DAY);
  });

  further(
    "where there are three leads, whoever approved the ruling does not approve its termination; two others do",
    async () => {
      await critical(2);
      await world.later(7 * 24);
      const termination = await waiting();
      expect(await tryTo("zhou.lead", "approvePenalty", termination)).toMatchObject({
        extensions: { code: "SECOND_APPROVER_REQUIRED" },
      });
      expect(await ready()).toEqual([]);
      for (const who of ["qian.lead", "gao.lead"]) await approve(who, termination);
      expect(await shown()).toBe("GONE");
    },
  );

  further("where there are two, that lead's approval counts, or fraud would go on selling for ever", async () => {
    await noLongerLead("gao.lead");
    await critical(2);
    await world.later(7 * 24);
    const termination = await waiting();
    expect(await ready()).toEqual([]);
    for (const who of ["zhou.lead", "qian.lead"]) await approve(who, termination);
    expect(await shown()).toBe("GONE");
  });

  further("where there is one, the operator and the leads are told that it cannot be", async () => {
    await critical(2);
    const termination = await waiting();
    await noLongerLead("gao.lead", "qian.lead");
    expect(await ready()).toEqual([
      "approvals: a TERMINATION that points trigger needs 2 leads, and at most 1 could approve it",
      `approvals: TERMINATION ${termination.id} needs 2 leads, and only 1 may approve it`,
    ]);
    const { deskFigures } = await (
      await world.as("zhou.lead")
    ).ok(`{ deskFigures { approvalShortages { kind needed possible penalty { id } } } }`);
    expect(deskFigures.approvalShortages).toEqual([
      { kind: "TERMINATION", needed: 2, possible: 1, penalty: null },
      { kind: "TERMINATION", needed: 2, possible: 1, penalty: { id: termination.id } },
    ]);
    // A smaller number makes it possible again.
    await rule("approvals.TERMINATION", { people: 1 });
    expect(await ready()).toEqual([]);
  });

  further(
    "and so they are of cases that no lead may decide, with the administrators, who can make somebody a lead",
    async () => {
      const theCase = await caseIn(world, "RULED", { consumer: "tom", moderator: "zhou.lead" });
      await theCase.do("tom", "appealRuling", GROUNDS);
      await theCase.do("wang.owner", "answerAppeal", { text: "申诉所述与事实不符。" });
      expect(await ready()).toEqual([]);
      await noLongerLead("gao.lead");
      await theCase.do("qian.lead", "recuse", { reason: "与该商家有往来。" });
      expect(await ready()).toContain(
        "approvals: of 1 cases no lead may decide the appeal, or sign the ruling as the second",
      );
      await theCase.ring("APPEAL_DECISION");
      for (const [who, complaint] of [
        ["admin", null],
        ["sun.audit", { id: theCase.id }],
      ] as const) {
        const { inbox } = await (
          await world.as(who)
        ).ok(`{ inbox { notices(first: 9) { nodes { type complaint { id } } } } }`);
        expect(inbox.notices.nodes).toContainEqual({ type: "APPEAL_DECISION_LATE", complaint });
      }
    },
  );
});
