import { Breach } from "../../../src/case/complaints/breach.entity";
import { Violation } from "../../../src/adjudication/points/violation.entity";
import { lineageOf } from "../../../src/market/promises/promise-lineage.pure";
import { promiseDigest } from "../../../src/market/promises/promise-digest.pure";
import { PromiseVersion } from "../../../src/market/promises/promise-version.entity";
import { OrderPromise } from "../../../src/market/orders/order-promise.entity";
import { seedPlatformPromises } from "../../../src/market/promises/seed-platform-promises";
import { DAY } from "../../../src/platform/time";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type GqlError, type World } from "../../support/world";
import { opening, placeOrder, ruleVersion, WorldCase } from "./world-case";
import { changeKept } from "../../support/past-triggers";

const OF_ORDER = `query ($id: ID!) { order(id: $id) { promises { digest digestMatches promiseVersion {
  id version platformPromise kind text effectiveFrom bilingual { zhCN en } } } } }`;

const TEXT = { zhCN: "交付的一切与页面描述完全一致。", en: "All that is delivered is exactly as described." };

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world[Symbol.asyncDispose]());

  /** An order of a listing without any promise, of a provider without any. */
  const bareOrder = async (consumer = "li.na"): Promise<string> => {
    const { listingId } = await world.db.transact(async (tx) => {
      const [row] = await tx.query<{ id: string }>(
        "SELECT l.id FROM listing l JOIN provider p ON p.id = l.provider_id ORDER BY l.id LIMIT 1",
      );
      tx.execute("UPDATE service_promise SET withdrawn_at = ? WHERE platform_promise IS NULL", [tx.now]);
      return { listingId: row?.id };
    });
    const { order } = await (await world.as(consumer)).do("placeOrder", { listingId }, "{ order { id } }");
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE service_promise SET withdrawn_at = NULL WHERE platform_promise IS NULL"),
    );
    return order.id;
  };
  // oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
  const promisesOf = async (id: string): Promise<any[]> =>
    (await (await world.as("li.na")).ok(OF_ORDER, { id })).order.promises;
  /** As orders were before the platform promised anything. */
  const withoutPlatform = (orderId: string): Promise<void> =>
    changeKept(
      world.db,
      "order_promise",
      "DELETE FROM order_promise WHERE order_id = ? AND promise_version_id IN (SELECT id FROM promise_version WHERE platform_promise IS NOT NULL)",
      [orderId],
    );
  const grave = (orderId: string, breachClass: string): Record<string, unknown> => ({
    orderId,
    title: "付款后失联",
    story: "付款之后服务商就再也没有回复。",
    breachClass,
    breaches: [],
    demandKind: "REFUND_FULL",
  });

  test("an order of a listing without any promise has the platform's, sealed and in both languages", async () => {
    const promises = await promisesOf(await bareOrder());
    expect(promises.map(({ promiseVersion }) => promiseVersion.platformPromise)).toEqual([
      "AS_DESCRIBED",
      "DELIVERED",
      "LAWFUL_RETURN",
      "PERSONAL_DATA",
      "PAID_HERE",
      "HONEST",
      "NO_RETALIATION",
      "SAFE",
    ]);
    expect(promises.every(({ digestMatches }) => digestMatches)).toBe(true);
    for (const { promiseVersion } of promises) expect(promiseVersion.text).toBe(promiseVersion.bilingual.zhCN);
    const { platformPromises } = await world.visitor.ok("{ platformPromises { id } }");
    expect(platformPromises.map(({ id }: { id: string }) => id)).toEqual(
      promises.map(({ promiseVersion }) => promiseVersion.id),
    );
  });

  test("beside the provider's, which come first; seeded twice they are there once", async () => {
    await world.db.transact(seedPlatformPromises);
    const { id, promiseVersionIds } = await placeOrder(world);
    const ids = (await promisesOf(id)).map(({ promiseVersion }) => promiseVersion.id);
    expect(ids).toHaveLength(promiseVersionIds.length + 8);
    expect(new Set(ids.slice(0, promiseVersionIds.length))).toEqual(new Set(promiseVersionIds));
  });

  further("a changed language or beginning shows in the order's digest, and an old digest is what it was", async () => {
    const orderId = await bareOrder();
    const [frozen] = await world.db.find(OrderPromise, { orderId }, "ORDER BY id LIMIT 1");
    const version = await world.db.byId(PromiseVersion, frozen?.promiseVersionId ?? "");
    if (!version || !frozen) throw new Error("nothing is frozen");
    expect(promiseDigest(version)).toBe(frozen.digest);
    const bilingual = { zhCN: version.text, en: "Nothing." };
    expect(promiseDigest(Object.assign(new PromiseVersion(), version, { bilingual }))).not.toBe(frozen.digest);
    expect(promiseDigest(Object.assign(new PromiseVersion(), version, { effectiveFrom: 1 }))).not.toBe(frozen.digest);
    // Computed by hand for a provider's promise as it was before there were any of the platform.
    const old = { promiseId: "prm_1", version: 1, kind: "OTHER" as const, text: "旧", terms: {} };
    expect(promiseDigest({ ...old, platformPromise: null, bilingual: null, effectiveFrom: null })).toBe(
      "9f59650b7039ec4d26e7e5ef4d23b81aa693d88bd07c5c5df907bf0d456cdbe6",
    );
  });

  test("it is complained about like any promise, its violation counts for the provider, and pattern and points know it by both", async () => {
    const orderId = await bareOrder();
    const [asDescribed] = await promisesOf(orderId);
    const { complaint } = await (
      await world.as("li.na")
    ).do("openComplaint", opening({ id: orderId, promiseVersionIds: [asDescribed.promiseVersion.id] }));
    const theCase = new WorldCase(
      world,
      complaint.id,
      orderId,
      { consumer: "li.na", provider: "wang.owner", moderator: "chen.mod" },
      {},
    );
    await theCase.walk("RULED");
    const [violation] = await world.db.find(Violation, { complaintId: complaint.id });
    expect(violation?.lineage).toBe(`${violation?.providerId} AS_DESCRIBED`);
    await world.projected();
    const [counted] = await world.db.query<{ lineage: string }>(
      "SELECT lineage FROM pattern_complaint WHERE complaint_id = ?",
      [complaint.id],
    );
    expect(counted?.lineage).toBe(violation?.lineage);
    expect(lineageOf({ listingId: null, kind: "QUALITY", platformPromise: null }, "prv")).not.toBe(
      lineageOf({ listingId: null, kind: "QUALITY", platformPromise: "AS_DESCRIBED" }, "prv"),
    );
  });

  describe("grave cases", () => {
    const PROMISE = { FRAUD: "HONEST", DATA_LEAK: "PERSONAL_DATA", RETALIATION: "NO_RETALIATION", SAFETY: "SAFE" };

    test.each(Object.entries(PROMISE))("%s needs no promise, not even a frozen one", async (breachClass, broken) => {
      const orderId = await bareOrder();
      await withoutPlatform(orderId);
      const consumer = await world.as("li.na");
      const { complaint } = await consumer.do(
        "openComplaint",
        grave(orderId, breachClass),
        "{ complaint { id status breaches { expected delivered atStake { amount } promiseVersion { platformPromise bilingual { zhCN } } } } }",
      );
      expect(complaint).toMatchObject({
        status: "SUBMITTED",
        breaches: [
          {
            delivered: "付款之后服务商就再也没有回复。",
            atStake: { amount: 199_900 },
            promiseVersion: { platformPromise: broken },
          },
        ],
      });
      expect(complaint.breaches[0].expected).toBe(complaint.breaches[0].promiseVersion.bilingual.zhCN);
      const again = await consumer.tryTo("openComplaint", grave(orderId, breachClass));
      expect(again.extensions).toMatchObject({ code: "COMPLAINT_ALREADY_OPEN", existingId: complaint.id });
    });

    test("two filed in the same moment are one case", async () => {
      const orderId = await bareOrder();
      const consumer = await world.as("li.na");
      const filed = await Promise.allSettled(
        Array.from({ length: 4 }, () => consumer.do("openComplaint", grave(orderId, "FRAUD"))),
      );
      expect(filed.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await world.db.find(Breach, { openKey: [...(await openKeys(orderId))] })).toHaveLength(1);
    });

    const openKeys = async (orderId: string): Promise<string[]> =>
      (
        await world.db.query<{ key: string }>(
          "SELECT b.open_key AS `key` FROM breach b JOIN complaint c ON c.id = b.complaint_id WHERE c.order_id = ?",
          [orderId],
        )
      ).map(({ key }) => key);

    further("it is decided like any other: the finding is of the platform's promise", async () => {
      const orderId = await bareOrder();
      const { complaint } = await (await world.as("li.na")).do("openComplaint", grave(orderId, "FRAUD"));
      const people = { consumer: "li.na", provider: "wang.owner", moderator: "chen.mod" };
      const theCase = new WorldCase(world, complaint.id, orderId, people, {});
      const leaseToken = await theCase.take();
      await theCase.do("chen.mod", "acceptComplaint", { leaseToken });
      await theCase.do("li.na", "closeEvidence");
      await theCase.do("wang.owner", "closeEvidence");
      const ruling = await theCase.ruling();
      const findings = (ruling.findings as object[]).map((finding) => ({ ...finding }));
      for (const finding of findings) Object.assign(finding, { ruleVersionId: await ruleVersion(world, "DELIVERY-1") });
      await theCase.do("chen.mod", "issueRuling", { leaseToken, ...ruling, findings });
      expect((await theCase.look()).status).toBe("RULED");
    });

    further("an ordinary case still names what was broken", async () => {
      const refused: GqlError = await (
        await world.as("li.na")
      ).tryTo("openComplaint", grave(await bareOrder(), "ORDINARY"));
      expect(refused.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.breaches" });
    });

    further("a stranger's order stays a stranger's", async () => {
      const refused = await (await world.as("tom")).tryTo("openComplaint", grave(await bareOrder(), "FRAUD"));
      expect(refused.extensions).toMatchObject({ code: "NOT_FOUND", field: "input.orderId" });
    });
  });

  describe("the next version", () => {
    const publish = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
      platformPromise: "AS_DESCRIBED",
      text: TEXT,
      effectiveFrom: new Date(world.clock.now() + 8 * DAY).toISOString(),
      ...changes,
    });

    test("takes two persons: what one administrator proposes a second one says, word for word", async () => {
      const [admin, lead] = [await world.as("admin"), await world.as("zhou.lead")];
      const PROPOSED = "{ promise { id versions { nodes { version } } proposed { text { en } proposedByName } } }";
      const input = publish({ platformPromise: "PAID_HERE" });
      const { promise } = await admin.do("publishPlatformPromise", input, PROPOSED);
      expect(promise).toMatchObject({
        versions: { nodes: [{ version: 1 }] },
        proposed: { text: { en: TEXT.en }, proposedByName: "管理员" },
      });
      expect((await admin.tryTo("publishPlatformPromise", input)).extensions).toMatchObject({
        code: "SECOND_APPROVER_REQUIRED",
        reason: "secondSignature.own",
      });
      // A lead agrees to words, or to none: other words are an administrator's to propose.
      const other = publish({ platformPromise: "PAID_HERE", text: { ...TEXT, en: "Nothing at all." } });
      expect((await lead.tryTo("publishPlatformPromise", other)).extensions).toMatchObject({
        code: "FORBIDDEN",
        reason: "promise.notProposed",
      });
      const look = `query ($id: ID!) { promise(id: $id) { proposed { text { en } } } }`;
      for (const reader of [await world.as("li.na"), await world.as("chen.mod")])
        expect((await reader.ok(look, { id: promise.id })).promise).toEqual({ proposed: null });
      expect((await (await world.as("sun.audit")).ok(look, { id: promise.id })).promise.proposed).not.toBeNull();
      // Words in the place of those that the lead has read are not what the lead agrees to.
      await admin.do("publishPlatformPromise", other, PROPOSED);
      expect((await lead.tryTo("publishPlatformPromise", input)).extensions.code).toBe("FORBIDDEN");
      const announced = await lead.do("publishPlatformPromise", other, PROPOSED);
      expect(announced.promise).toMatchObject({
        versions: { nodes: [{ version: 2 }, { version: 1 }] },
        proposed: null,
      });
    });

    further("is the office's to announce, a week before", async () => {
      for (const login of ["li.na", "wang.owner", "chen.mod", "zhou.lead"]) {
        const { extensions } = await (await world.as(login)).tryTo("publishPlatformPromise", publish());
        expect([login, extensions.code]).toEqual([login, "FORBIDDEN"]);
      }
      const soon = new Date(world.clock.now() + 6 * DAY).toISOString();
      const { extensions } = await (
        await world.as("admin")
      ).tryTo("publishPlatformPromise", publish({ effectiveFrom: soon }));
      expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.effectiveFrom" });
      // It would be the last for ever.
      const never = await (
        await world.as("admin")
      ).tryTo("publishPlatformPromise", publish({ effectiveFrom: "9999-12-31T00:00:00Z" }));
      expect(never.extensions).toMatchObject({ reason: "houseRules.beginsTooLate", field: "input.effectiveFrom" });
    });

    const told = async (who: string): Promise<string[]> => {
      const { inbox } = await (await world.as(who)).ok("{ inbox { notices(first: 50) { nodes { type text } } } }");
      return inbox.notices.nodes.flatMap(({ type, text }: { type: string; text: string }) =>
        /^(PLATFORM_PROMISE|RULE_VERSION)_PUBLISHED$/.test(type) ? text : [],
      );
    };

    test("whoever oversees the rules is told of it, as of a version of a rule; whoever announced it is not", async () => {
      const admin = await world.as("admin");
      const lead = await world.as("zhou.lead");
      const version = publish({ platformPromise: "SAFE" });
      const rule = { code: "SAFE-9", title: TEXT, text: TEXT, severity: "L1", measures: [] };
      await admin.do("publishPlatformPromise", version, "{ promise { id } }");
      await admin.do("createRuleDraft", rule, "{ ruleDraft { id } }");
      const before = (await told("sun.audit")).length;
      await lead.do("publishPlatformPromise", version, "{ promise { id } }");
      const effectiveFrom = new Date(world.clock.now() + 8 * DAY).toISOString();
      await lead.do("publishRuleVersion", { ...rule, effectiveFrom }, "{ ruleVersion { id } }");
      expect((await told("admin")).slice(0, 2)).toEqual([
        expect.stringContaining("a version of a rule"),
        expect.stringContaining("a version of a promise of the platform"),
      ]);
      expect(await told("sun.audit")).toHaveLength(before + 2);
      expect(await told("zhou.lead")).toEqual([]);
    });

    further("no provider may publish or withdraw one of the platform's", async () => {
      const owner = await world.as("wang.owner");
      const { platformPromises } = await owner.ok("{ platformPromises { promiseId } }");
      const { promiseId } = platformPromises[0];
      for (const [mutation, input] of [
        ["publishPromise", { promiseId, text: "没有承诺" }],
        ["withdrawPromise", { promiseId }],
      ] as const) {
        const { extensions } = await owner.tryTo(mutation, input);
        expect([mutation, extensions.code]).toEqual([mutation, "FORBIDDEN"]);
      }
    });

    further("binds orders from its day on; those before keep theirs", async () => {
      const before = await bareOrder();
      const version2 = publish();
      await (await world.as("admin")).do("publishPlatformPromise", version2, "{ promise { id } }");
      const { promise } = await (
        await world.as("zhou.lead")
      ).do(
        "publishPlatformPromise",
        version2,
        "{ promise { provider { id } currentVersion { version } versions { nodes { version } } } }",
      );
      expect(promise).toEqual({
        provider: null,
        currentVersion: { version: 1 },
        versions: { nodes: [{ version: 2 }, { version: 1 }] },
      });
      const meanwhile = await bareOrder();
      await world.later(8 * 24);
      const after = await bareOrder();
      const version = async (id: string): Promise<number> => (await promisesOf(id))[0].promiseVersion.version;
      expect([await version(before), await version(meanwhile), await version(after)]).toEqual([1, 1, 2]);
      const again = await (
        await world.as("admin")
      ).tryTo("publishPlatformPromise", publish({ effectiveFrom: new Date(world.clock.now()).toISOString() }));
      expect(again.extensions.field).toBe("input.effectiveFrom");
    });
  });
});
