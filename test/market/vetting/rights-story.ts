import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { newId } from "../../../src/platform/ids";
import { ProviderMember } from "../../../src/market/providers/provider-member.entity";
import { Provider } from "../../../src/market/providers/provider.entity";
import { ProviderApplication } from "../../../src/market/vetting/provider-application.entity";
import { Verification } from "../../../src/market/vetting/verification.entity";
import { unknownId } from "../../access/minimal-input";
import { PNG } from "../../case/evidence/samples";
import { punish } from "../../adjudication/penalties/punish";
import { fetchAsOwner } from "../../support/file-links";
import { refusalIn } from "../../support/refusal-in";
import type { World } from "../../support/world";
import { Applicant, creditCode } from "./applicant";

const SPARK = "91330100MA2DEM001H";
const REASONS = "材料齐全,核验无误,准予入驻。";
const READ = `query ($id: ID!) { providerApplication(id: $id) { id checks { code } inspectorName availableActions { action unavailableBecause { code } } } }`;
const INSPECTORS_OWN = {
  releaseProviderApplication: {},
  recordApplicationCheck: { check: "LICENCE_NAME", result: "PASSED" },
  requestApplicationChanges: { text: "请补充材料,谢谢配合。" },
  approveProviderApplication: { reason: REASONS },
  rejectProviderApplication: { ground: "OTHER", reason: REASONS },
};

/** Who may do what, at once and after a termination: the seeded provider comes to its end. */
export function rightsStory(worldOf: () => World): void {
  let world: World;
  let shop: Applicant;
  let applicationId: string;
  beforeAll(async () => {
    world = worldOf();
    const { accountId } = await world.as("liu.mod");
    await world.setRoles({ accountId, roles: ["INSPECTOR"] });
    shop = await Applicant.register(world, "tom", creditCode(31));
    await shop.addAll();
    applicationId = (await shop.submit()).id;
  });

  const codeOf = async (who: string, mutation: string, input: object = { applicationId }): Promise<string> =>
    (await shop.refused(who, mutation, { ...input })).code;
  const read = async (who: string, id = applicationId) =>
    (await (await world.as(who)).ok(READ, { id })).providerApplication;

  test("strangers, other providers, moderators and administrators neither see nor touch it", async () => {
    for (const who of ["li.na", "wang.owner", "zhao.staff", "chen.mod", "zhou.lead", "admin"]) {
      expect(await read(who)).toBeNull();
      expect((await (await world.as(who)).refused(`{ vettingQueue { nodes { id } } }`)).extensions.code).toBe(
        "FORBIDDEN",
      );
      expect(await codeOf(who, "takeProviderApplication")).toBe("FORBIDDEN");
    }
    // Owners of others know as little of it as if it did not exist.
    expect(await codeOf("wang.owner", "submitProviderApplication", { providerId: shop.id })).toBe("NOT_FOUND");
    expect(await codeOf("wang.owner", "createVerificationUpload", shop.announcement("LICENCE"))).toBe("NOT_FOUND");
    const [document] = (await shop.look("vetting { documents { id } }", "tom")).vetting.documents;
    expect(await codeOf("wang.owner", "withdrawVerificationDocument", { documentId: document.id })).toBe("NOT_FOUND");
    const upload = await Applicant.register(world, "wang.owner", creditCode(39));
    expect(await upload.refused("tom", "createVerificationUpload", upload.announcement("LICENCE"))).toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await codeOf("sun.audit", "takeProviderApplication")).toBe("FORBIDDEN");
    expect((await read("sun.audit")).checks.length).toBeGreaterThan(10);
    // The applicant sees where it stands, and neither the checklist nor who works on it.
    expect(await read("tom")).toMatchObject({ id: applicationId, checks: null, inspectorName: null });
    for (const id of [unknownId("vap"), "vap_1", shop.id])
      expect([
        await read("he.inspect", id),
        await codeOf("he.inspect", "takeProviderApplication", { applicationId: id }),
      ]).toEqual([null, "NOT_FOUND"]);
  });

  test("staff of the provider read along, and only owners apply", async () => {
    const staff = await world.as("zhao.staff");
    // Before it is admitted nobody can be invited; one that applies again may have had staff before.
    const membership = { id: newId(ProviderMember), providerId: shop.id, role: "STAFF", addedAt: 0 } as const;
    await world.db.transact(async (tx) => tx.insert(ProviderMember, { ...membership, accountId: staff.accountId }));
    expect(await read("zhao.staff")).toMatchObject({ id: applicationId, availableActions: [] });
    expect(await codeOf("zhao.staff", "submitProviderApplication", { providerId: shop.id })).toBe("FORBIDDEN");
  });

  test("one of two inspectors takes it; the other may when it is left lying", async () => {
    for (const [mutation, input] of Object.entries(INSPECTORS_OWN))
      expect([mutation, await codeOf("he.inspect", mutation, { applicationId, ...input })]).toEqual([
        mutation,
        "NOT_IN_THIS_STATE",
      ]);
    const inspectors = ["he.inspect", "liu.mod"];
    const takes = await Promise.allSettled(
      inspectors.map((who) => shop.act(who, "takeProviderApplication", applicationId)),
    );
    expect(takes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const [first = "", second = ""] = takes[0]?.status === "fulfilled" ? inspectors : inspectors.reverse();
    expect(await codeOf(first, "takeProviderApplication")).toBe("NOT_IN_THIS_STATE");
    const held = await shop.refused(second, "takeProviderApplication", { applicationId });
    expect(held.code).toBe("LEASE_HELD");
    for (const [mutation, input] of Object.entries(INSPECTORS_OWN))
      expect([mutation, await codeOf(second, mutation, { applicationId, ...input })]).toEqual([
        mutation,
        "LEASE_REQUIRED",
      ]);
    const offered = (await read(second)).availableActions;
    expect(
      offered.map(({ action, unavailableBecause }: { action: string; unavailableBecause: { code: string } | null }) => [
        action,
        unavailableBecause?.code,
      ]),
    ).toEqual([
      ["TAKE", "LEASE_HELD"],
      ...["RELEASE", "RECORD_CHECK", "REQUEST_CHANGES", "APPROVE", "REJECT"].map((action) => [
        action,
        "LEASE_REQUIRED",
      ]),
    ]);
    await world.later(3 * 24 + 1);
    expect(Date.parse(held.availableAt)).toBeLessThan(world.clock.now());
    await shop.act(second, "takeProviderApplication", applicationId);
    await shop.act(second, "releaseProviderApplication", applicationId);
    expect(await shop.status()).toBe("APPLIED");
    expect((await read(second)).availableActions[0]).toEqual({ action: "TAKE", unavailableBecause: null });
  });

  test("nobody vets a provider they belong to, however that came about", async () => {
    const inspector = await world.as("he.inspect");
    const membership = {
      id: newId(ProviderMember),
      providerId: shop.id,
      accountId: inspector.accountId,
      role: "STAFF",
      addedAt: 0,
    } as const;
    await world.db.transact(async (tx) => tx.insert(ProviderMember, membership));
    const stream = inspector.follow(`subscription { vettingQueueUpdated { caughtUp event { type } } }`);
    await stream.until(({ received }) => received[0]?.caughtUp === true);
    expect(await codeOf("he.inspect", "takeProviderApplication")).toBe("CONFLICT_OF_INTEREST");
    expect(await read("he.inspect")).toMatchObject({ checks: null, availableActions: [] });
    const { vettingQueue } = await inspector.ok(`{ vettingQueue { nodes { id } } }`);
    expect(vettingQueue.nodes).toEqual([]);
    await shop.act("liu.mod", "takeProviderApplication", applicationId);
    const other = await Applicant.register(world, "li.na", creditCode(32), "别家");
    await other.addAll();
    await other.submit();
    await stream.untilEvent("APPLICATION_SUBMITTED");
    expect(stream.events().map(({ type }) => type)).toEqual(["APPLICATION_SUBMITTED"]);
    stream.close();
    await world.db.transact(async (tx) => tx.execute("DELETE FROM provider_member WHERE id = ?", [membership.id]));
    await shop.act("liu.mod", "releaseProviderApplication", applicationId);
  });

  test("a name taken under the inspector's eyes is not the one that was checked", async () => {
    await shop.review(applicationId);
    const rename = async (legalName: string) =>
      (await shop.owner()).do("updateProvider", { providerId: shop.id, legalName }, "{ provider { id } }");
    await rename("名牌设计集团");
    const refused = await shop.refused("he.inspect", "approveProviderApplication", { applicationId, reason: REASONS });
    expect(refused.code).toBe("NOT_IN_THIS_STATE");
    expect(refused.message).toContain("The name on it is the provider's");
    // What the machine checks it has checked again itself.
    expect(refused.message).not.toContain("number");
    const { availableActions } = await read("he.inspect");
    expect(availableActions).toContainEqual({ action: "APPROVE", unavailableBecause: { code: "NOT_IN_THIS_STATE" } });
    // Nor is what was read before it was taken what is looked for after.
    const found = { applicationId, check: "LICENCE_NAME", result: "PASSED", expectedName: "云端设计" };
    expect(await shop.refused("he.inspect", "recordApplicationCheck", found)).toMatchObject({
      ...{ code: "STALE_VERSION", reason: "vetting.renamed", field: "input.expectedName" },
      message: expect.stringContaining("名牌设计集团"),
    });
    await rename("云端设计");
    await shop.act("he.inspect", "recordApplicationCheck", applicationId, found);
    expect((await read("he.inspect")).availableActions).toContainEqual({ action: "APPROVE", unavailableBecause: null });
    await shop.act("he.inspect", "releaseProviderApplication", applicationId);
  });

  test("approved twice at once it is approved once; required checks that failed need a reason that is kept", async () => {
    await shop.review(applicationId);
    const check = { check: "LICENCE_NAME", result: "FAILED", text: "名称有旧字号。" };
    await shop.act("he.inspect", "recordApplicationCheck", applicationId, check);
    expect(
      (await shop.refused("he.inspect", "approveProviderApplication", { applicationId, reason: REASONS })).message,
    ).toContain("The name on it is the provider's");
    const despite = [{ check: "LICENCE_NAME", reason: "已提交更名登记证明。" }];
    const answers = await Promise.allSettled([1, 2].map(() => shop.approve(applicationId, { despite })));
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await world.db.find(Verification, { providerId: shop.id })).toHaveLength(4);
    expect(await world.db.find(LoggedEvent, { streamId: shop.id, type: "PROVIDER_ADMITTED" })).toHaveLength(1);
    expect((await shop.checks(applicationId)).find(({ code }) => code === "LICENCE_NAME").approvedDespite).toBe(
      "已提交更名登记证明。",
    );
  });

  test("submitted twice at once there is one application, and what comes late does not slip in", async () => {
    const { uploadUrl } = await shop.announce("QUALIFICATION");
    await shop.add("ADDRESS");
    const answers = await Promise.allSettled([shop.submit(), shop.submit()]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await world.db.find(ProviderApplication, { providerId: shop.id })).toHaveLength(2);
    const late = await fetchAsOwner(uploadUrl, { method: "PUT", body: PNG });
    expect([late.status, refusalIn(await late.json()).code]).toEqual([409, "NOT_IN_THIS_STATE"]);
  });

  test("who presents what another presented is found out", async () => {
    const { services } = world.server;
    const known = services.currentActor.bind(services);
    const before = await known((await world.as("li.na")).accountId);
    const twin = await Applicant.register(world, "li.na", creditCode(33), "同号店");
    // Whatever is still remembered of who they were a moment ago.
    Object.assign(services, { currentActor: () => Promise.resolve(before) });
    await twin.addAll({ number: creditCode(31) }).finally(() => Object.assign(services, { currentActor: known }));
    const { id } = await twin.submit();
    const failed = (await twin.checks(id)).filter(({ result }) => result === "FAILED");
    expect(failed.map(({ code }) => code)).toEqual(["LICENCE_REGISTERED", "LICENCE_NOT_ELSEWHERE"]);
    expect(failed[1].note).toContain("云端设计");
  });

  /** A provider of its own that hands in papers with another's number, which are rejected. */
  async function presents(who: string, providerId: string, number: string): Promise<void> {
    const impostor = new Applicant(world, who, providerId, number);
    await impostor.add("LICENCE");
    const { id } = await impostor.submit();
    await impostor.review(id);
    await impostor.act("he.inspect", "rejectProviderApplication", id, { ground: "LICENCE_NOT_VALID", reason: REASONS });
  }

  test("a terminated provider does not come back: not its licence, in no spelling; and its people are known", async () => {
    const [spark] = await world.db.find(Provider, { licenceNo: SPARK });
    // What it writes on its papers before its end burns nobody's licence.
    await presents("wang.owner", spark?.id ?? "", creditCode(36));
    await punish(world, [{ kind: "TERMINATION", reason: "x" }], "FRAUD-1", "FRAUD");
    await world.later(16 * 24);

    // It may be named, since the terminated may have been admitted with somebody else's; nobody is admitted with it.
    const returned = await Applicant.register(world, "li.na", "91330100ma2dem001h", "星火重来");
    await returned.addAll();
    const barred = { code: "PROVIDER_RESTRICTED", reason: "provider.licenceTerminated" };
    expect(await returned.refused("li.na", "submitProviderApplication", { providerId: returned.id })).toMatchObject(
      barred,
    );
    const old = new Applicant(world, "wang.owner", spark?.id ?? "", SPARK);
    expect(await old.status()).toBe("TERMINATED");
    expect(await old.refused("wang.owner", "createVerificationUpload", old.announcement("LICENCE"))).toMatchObject({
      code: "PROVIDER_RESTRICTED",
    });

    // Under another number, with the old paper: refused when it is submitted.
    const disguised = await Applicant.register(world, "li.na", creditCode(34), "改头换面");
    await disguised.addAll();
    for (const number of [
      "91330100-ma2dem001h",
      "９１３３０１００ ＭＡ２-ＤＥＭ００１Ｈ",
      "91330100MA2/DEM0(01)H.",
      "91330100\u041c\u04102D\u0415M001H",
    ]) {
      const documentId = await disguised.add("LICENCE", { number });
      expect(await disguised.refused("li.na", "submitProviderApplication", { providerId: disguised.id })).toMatchObject(
        barred,
      );
      await (await disguised.owner()).do("withdrawVerificationDocument", { documentId }, "{ document { id } }");
    }
    await disguised.submit();

    // Whose number it once wrote on a paper is not barred by that: an inspector is told, and judges.
    const named = await Applicant.register(world, "li.na", creditCode(36), "正主");
    await named.addAll();
    const { id: ofNamed } = await named.submit();
    await named.review(ofNamed);
    const doubts = (await named.checks(ofNamed)).filter(({ result }) => result === "FAILED");
    expect(doubts.map(({ code }) => code)).toEqual(["LICENCE_NOT_TERMINATED", "LICENCE_NOT_ELSEWHERE"]);
    const despite = doubts.map(({ code }) => ({ check: code, reason: "执照原件核验无误,系他人冒用。" }));
    await named.approve(ofNamed, { despite });
    expect(await named.status()).toBe("ACTIVE");

    // Under a new licence, with the old people: for an inspector to judge.
    const again = await Applicant.register(world, "wang.owner", creditCode(35), "王记");
    await again.addAll();
    const { id } = await again.submit();
    const failed = (await again.checks(id)).filter(({ result }) => result === "FAILED");
    expect(failed).toMatchObject([
      { code: "PEOPLE_NOT_TERMINATED", automatic: true, note: expect.stringContaining("王强") },
    ]);
    await again.review(id);
    expect(await codeOf("he.inspect", "approveProviderApplication", { applicationId: id, reason: REASONS })).toBe(
      "NOT_IN_THIS_STATE",
    );
    await again.act("he.inspect", "rejectProviderApplication", id, { ground: "TERMINATED_BEFORE", reason: REASONS });
    expect(await again.status()).toBe("REJECTED");
  });
}
