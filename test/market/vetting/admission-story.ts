import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { firstBrokenLink } from "../../../src/platform/database/event-hash";
import { verifiedAt } from "../../../src/market/vetting/verification.queries";
import { VerificationDocument } from "../../../src/market/vetting/verification-document.entity";
import { PNG } from "../../case/evidence/samples";
import { fetchAsOwner } from "../../support/file-links";
import { refusalIn } from "../../support/refusal-in";
import type { World } from "../../support/world";
import { Applicant, creditCode, RESIDENT } from "./applicant";

const LIVE = `subscription { vettingQueueUpdated { caughtUp event { type actorRole } application { status } } }`;
const PAGE = `status verifications { kind valid status validUntil } vetting { requirements { kind required documentAtHand verification { valid } }
  documents { id kind status number mediaType downloadUrl } applications { id status } availableActions { action unavailableBecause { code message availableAt } } }`;

/** From registration to admission, and what everybody sees of it. Nothing else is in the queue yet. */
export function admissionStory(worldOf: () => World): void {
  let world: World;
  let shop: Applicant;
  beforeAll(async () => {
    world = worldOf();
    shop = await Applicant.register(world, "tom", creditCode(11));
  });

  const obstacle = async (action: string, who = "tom") => {
    const { vetting } = await shop.look(PAGE, who);
    return vetting.availableActions.find((one: { action: string }) => one.action === action)?.unavailableBecause;
  };
  const inbox = async (who: string): Promise<string[]> =>
    (
      await (await world.as(who)).ok(`{ inbox { notices(first: 50) { nodes { type text } } } }`)
    ).inbox.notices.nodes.flatMap(({ type, text }: { type: string; text: string }) =>
      type.startsWith("APPLICATION_") ? text : [],
    );
  const queue = async (who = "he.inspect", filter = ""): Promise<string[]> =>
    (await (await world.as(who)).ok(`{ vettingQueue(first: 50${filter}) { nodes { id } } }`)).vettingQueue.nodes.map(
      ({ id }: { id: string }) => id,
    );

  test("whoever registers applies, writes drafts, and sells nothing", async () => {
    expect(await shop.status()).toBe("APPLIED");
    const tom = await shop.owner();
    const listing = {
      providerId: shop.id,
      category: "shop-design",
      title: "首页设计",
      price: { amount: 1, currency: "CNY" },
    };
    const { id: listingId } = (await tom.do("createListing", listing, "{ listing { id } }")).listing;
    const refusal = await tom.tryTo("setListingStatus", { listingId, status: "LISTED" });
    expect(refusal.extensions.code).toBe("PROVIDER_RESTRICTED");
    expect(await world.visitor.ok(`{ provider(id: "${shop.id}") { id } }`)).toEqual({ provider: null });
  });

  test("documents come as announced, and nothing goes before the platform while a required kind is missing", async () => {
    expect(
      (
        await shop.refused(
          "tom",
          "createVerificationUpload",
          shop.announcement("LICENCE", { validUntil: "2020-01-01T00:00:00Z" }),
        )
      ).code,
    ).toBe("BAD_USER_INPUT");
    expect(
      (await shop.refused("tom", "createVerificationUpload", shop.announcement("LICENCE", { mediaType: "text/html" })))
        .code,
    ).toBe("EVIDENCE_REJECTED");
    const { uploadUrl } = await shop.announce("LICENCE");
    const wrong = await fetchAsOwner(uploadUrl, {
      method: "PUT",
      body: Buffer.concat([PNG.subarray(1), Buffer.from("x")]),
    });
    expect([wrong.status, refusalIn(await wrong.json()).code]).toEqual([400, "EVIDENCE_REJECTED"]);
    expect((await fetchAsOwner(uploadUrl, { method: "PUT", body: PNG })).status).toBe(201);
    expect((await fetchAsOwner(uploadUrl, { method: "PUT", body: PNG })).status).toBe(409);
    await shop.add("ADDRESS");
    await shop.add("PAYMENT_ACCOUNT");

    const missing = await obstacle("SUBMIT");
    expect(missing).toMatchObject({ code: "NOT_IN_THIS_STATE", message: expect.stringContaining("identity") });
    expect(missing.message).not.toContain("licence");
    const refused = await shop.refused("tom", "submitProviderApplication", { providerId: shop.id });
    expect([refused.code, refused.message]).toEqual([missing.code, missing.message]);
    expect((await shop.look(PAGE, "tom")).vetting.requirements).toMatchObject([
      { kind: "IDENTITY", required: true, documentAtHand: false, verification: null },
      { kind: "LICENCE", required: true, documentAtHand: true },
      { kind: "ADDRESS", required: true, documentAtHand: true },
      { kind: "PAYMENT_ACCOUNT", required: true, documentAtHand: true },
      { kind: "QUALIFICATION", required: false, documentAtHand: false },
    ]);
  });

  test("a document taken back before it is submitted is gone, and its place is free again", async () => {
    const ids = [];
    for (let n = 0; n < 5; n += 1) ids.push((await shop.announce("QUALIFICATION")).id);
    expect((await shop.refused("tom", "createVerificationUpload", shop.announcement("QUALIFICATION"))).code).toBe(
      "LIMIT_REACHED",
    );
    const stored = await shop.add("IDENTITY", { number: RESIDENT });
    const before = await world.db.byId(VerificationDocument, stored);
    const tom = await shop.owner();
    for (const documentId of [stored, ...ids])
      await tom.do("withdrawVerificationDocument", { documentId }, "{ document { status downloadUrl } }");
    expect(await world.db.byId(VerificationDocument, stored)).toMatchObject({ status: "WITHDRAWN", storageKey: null });
    await expect(world.server.services.storage.get(before?.storageKey ?? "")).rejects.toThrow();
    expect((await shop.refused("tom", "withdrawVerificationDocument", { documentId: stored })).code).toBe(
      "NOT_IN_THIS_STATE",
    );
    expect(await obstacle("SUBMIT")).toMatchObject({ code: "NOT_IN_THIS_STATE" });
    await shop.add("IDENTITY");
    expect(await obstacle("SUBMIT")).toBeNull();
  });

  test("the application is queued, taken, checked, given back, completed and approved; everybody concerned hears of it", async () => {
    const inspector = await world.as("he.inspect");
    const stream = await inspector.follow(LIVE).until(({ received }) => received[0]?.caughtUp === true);
    const ofTom = (await shop.owner()).follow(
      `subscription ($id: ID!) { providerUpdated(id: $id) { caughtUp event { type } provider { vetting { applications { status } } } } }`,
      { id: shop.id },
    );
    await ofTom.until(({ received }) => received[0]?.caughtUp === true);
    const { id, ...application } = await shop.submit();
    expect(application).toMatchObject({
      kind: "ADMISSION",
      status: "SUBMITTED",
      round: 1,
      dueAt: expect.any(String),
      provider: { status: "APPLIED" },
    });
    expect(await queue()).toEqual([id]);
    expect(await queue("sun.audit", ", filter: { status: IN_REVIEW }")).toEqual([]);
    expect(await obstacle("ADD_DOCUMENT")).toMatchObject({ code: "NOT_IN_THIS_STATE" });
    expect((await shop.refused("tom", "createVerificationUpload", shop.announcement("LICENCE"))).code).toBe(
      "NOT_IN_THIS_STATE",
    );
    expect(
      (
        await shop.refused("he.inspect", "approveProviderApplication", {
          applicationId: id,
          reason: "看起来没有问题,予以通过。",
        })
      ).code,
    ).toBe("NOT_IN_THIS_STATE");

    expect(await shop.act("he.inspect", "takeProviderApplication", id)).toMatchObject({
      status: "IN_REVIEW",
      provider: { status: "IN_REVIEW" },
    });
    expect(await queue("he.inspect", ", filter: { mine: true }")).toEqual([id]);
    const checks = await shop.checks(id);
    const byMachine = checks.filter(({ automatic }) => automatic);
    expect(byMachine.map(({ code, result }) => [code, result])).toEqual(byMachine.map(({ code }) => [code, "PASSED"]));
    expect(checks.filter(({ automatic, result }) => !automatic && result !== null)).toEqual([]);
    // Asked of every document, and said once.
    const open = await obstacle("APPROVE", "he.inspect");
    expect(open).toMatchObject({ code: "NOT_IN_THIS_STATE" });
    expect(open.message.split("The name on it is the provider's").length).toBe(2);

    const check = (input: object) => ({ applicationId: id, check: "LICENCE_NAME", result: "FAILED", ...input });
    expect((await shop.refused("he.inspect", "recordApplicationCheck", check({}))).code).toBe("BAD_USER_INPUT");
    expect(
      (await shop.refused("he.inspect", "recordApplicationCheck", check({ check: "LICENCE_NUMBER", result: "PASSED" })))
        .code,
    ).toBe("FORBIDDEN");
    expect((await shop.refused("he.inspect", "recordApplicationCheck", check({ check: "NONE" }))).code).toBe(
      "NOT_FOUND",
    );
    await shop.act("he.inspect", "recordApplicationCheck", id, {
      check: "LICENCE_NAME",
      result: "FAILED",
      text: "照片模糊。",
    });
    expect((await shop.checks(id)).find(({ code }) => code === "LICENCE_NAME")).toMatchObject({
      result: "FAILED",
      note: "照片模糊。",
      checkedByName: "何平",
    });

    const request = "营业执照照片模糊,请重新上传。";
    expect(
      await shop.act("he.inspect", "requestApplicationChanges", id, { text: request, kinds: ["LICENCE"] }),
    ).toMatchObject({
      status: "CHANGES_REQUESTED",
      changesRequested: request,
      changesRequestedFor: ["LICENCE"],
      dueAt: null,
      provider: { status: "APPLIED" },
    });
    expect(await queue()).toEqual([]);
    await shop.add("LICENCE");
    expect(await shop.submit()).toMatchObject({ id, status: "SUBMITTED", round: 2 });
    const licences = (await shop.look(PAGE, "tom")).vetting.documents.filter(
      (one: { kind: string }) => one.kind === "LICENCE",
    );
    expect(licences.map(({ status }: { status: string }) => status)).toEqual(["SUPERSEDED", "SUBMITTED"]);
    // What was said of the old picture says nothing of the new one.
    expect((await shop.checks(id)).find(({ code }) => code === "LICENCE_NAME")).toMatchObject({
      result: null,
      note: null,
    });

    await shop.review(id);
    expect(await obstacle("APPROVE", "he.inspect")).toBeNull();
    expect(await shop.approve(id)).toMatchObject({
      status: "APPROVED",
      dueAt: null,
      reason: expect.any(String),
      provider: { status: "ACTIVE" },
    });
    expect(await queue()).toEqual([]);
    expect(
      (
        await shop.refused("he.inspect", "approveProviderApplication", {
          applicationId: id,
          reason: "看起来没有问题,予以通过。",
        })
      ).code,
    ).toBe("NOT_IN_THIS_STATE");

    await stream.untilEvent("APPLICATION_APPROVED");
    const kinds = stream.events().map(({ type }) => type);
    expect(kinds.filter((type) => type !== "APPLICATION_CHECKED")).toEqual([
      ...["APPLICATION_SUBMITTED", "APPLICATION_TAKEN", "APPLICATION_CHANGES_REQUESTED"],
      ...["APPLICATION_SUBMITTED", "APPLICATION_TAKEN", "APPLICATION_APPROVED"],
    ]);
    // The applicant hears the same live, but for what inspectors note for themselves.
    await ofTom.untilEvent("PROVIDER_ADMITTED");
    const told = ofTom.events().map(({ type }) => type);
    expect(told.slice(0, told.indexOf("PROVIDER_ADMITTED") + 1)).toEqual([
      ...["APPLICATION_SUBMITTED", "APPLICATION_TAKEN", "APPLICATION_CHANGES_REQUESTED"],
      ...["VERIFICATION_DOCUMENT_ADDED", "APPLICATION_SUBMITTED", "APPLICATION_TAKEN", "APPLICATION_APPROVED"],
      "PROVIDER_ADMITTED",
    ]);
    expect(ofTom.received.at(-1).provider.vetting.applications).toEqual([{ status: "APPROVED" }]);
    expect(await inbox("tom")).toEqual([
      "The application of 云端设计 was approved.",
      "The application of 云端设计 is under review.",
      "The platform asks 云端设计 to add something to its application.",
      "The application of 云端设计 is under review.",
    ]);
    const history = await world.db.find(LoggedEvent, { streamId: shop.id }, "ORDER BY seq");
    expect(history.map(({ type }) => type)).toContain("PROVIDER_ADMITTED");
    expect(firstBrokenLink(history)).toBeNull();
  });

  test("everybody sees what is verified, insiders until when, and nobody else the papers", async () => {
    const ofVisitor = await shop.look(PAGE);
    expect(ofVisitor.vetting).toBeNull();
    expect(ofVisitor.verifications).toHaveLength(4);
    expect(ofVisitor.verifications[0]).toEqual({
      kind: expect.any(String),
      valid: true,
      status: null,
      validUntil: null,
    });
    for (const who of ["li.na", "wang.owner"]) expect((await shop.look(PAGE, who)).vetting).toBeNull();
    // Moderators and administrators see the dates, and not the papers.
    for (const who of ["chen.mod", "admin"])
      expect(await shop.look(PAGE, who)).toMatchObject({
        vetting: null,
        verifications: [{ status: "VALID", validUntil: expect.any(String) }, {}, {}, {}],
      });
    const numbers = async (who: string) =>
      (await shop.look(PAGE, who)).vetting.documents.map(({ number }: { number: string }) => number);
    const masked = (await numbers("tom")).map((number: string) => "•".repeat(number.length - 4) + number.slice(-4));
    for (const who of ["he.inspect", "sun.audit"]) expect(await numbers(who)).toEqual(masked);
    expect((await verifiedAt(world.db, [shop.id], world.clock.now())).get(shop.id)).toEqual({
      share: 1,
      isSuspended: false,
    });
    expect((await verifiedAt(world.db, [shop.id], 0)).get(shop.id)).toEqual({ share: 0, isSuspended: false });
  });

  test("a file goes to whoever may see it, for ten minutes, and the platform's reading is on record", async () => {
    const urlFor = async (who: string): Promise<string> =>
      (await shop.look(PAGE, who)).vetting.documents.find(
        ({ downloadUrl }: { downloadUrl: string | null }) => downloadUrl,
      ).downloadUrl;
    const reads = async () =>
      world.db.find(LoggedEvent, { streamId: shop.id, type: "VERIFICATION_DOCUMENT_READ" }, "ORDER BY seq");
    const download = await fetchAsOwner(await urlFor("tom"));
    expect(Buffer.from(await download.arrayBuffer())).toEqual(PNG);
    expect(download.headers.get("content-disposition")).toContain("attachment");
    expect(await reads()).toEqual([]);
    const url = await urlFor("he.inspect");
    expect((await fetchAsOwner(url)).status).toBe(200);
    expect((await fetchAsOwner(await urlFor("sun.audit"))).status).toBe(200);
    const [inspector, auditor] = [await world.as("he.inspect"), await world.as("sun.audit")];
    expect(await reads()).toMatchObject([
      {
        actorId: inspector.accountId,
        actorRole: "INSPECTOR",
        data: { documentId: expect.any(String), kind: expect.any(String) },
      },
      { actorId: auditor.accountId, actorRole: "AUDITOR" },
    ]);
    world.clock.advance(11 * 60_000);
    expect((await fetchAsOwner(url)).status).toBe(410);
    expect((await fetch(`${url}x`)).status).toBe(404);
    expect(await reads()).toHaveLength(2);
    await world.later(0);
  });

  test("a rejected provider may apply again after the house's time, and not before", async () => {
    const other = await Applicant.register(world, "li.na", creditCode(12), "重来设计");
    await other.addAll({ number: "X-1234" });
    const { id } = await other.submit();
    await other.review(id);
    // Numbers that are not the registration's, and stand for everything at once.
    const failed = (await other.checks(id)).filter(({ result }) => result === "FAILED").map(({ code }) => code);
    expect(failed).toEqual(["LICENCE_REGISTERED"]);
    const reason = "材料与登记信息不符,不予通过。";
    expect(
      (await other.refused("he.inspect", "approveProviderApplication", { applicationId: id, reason })).message,
    ).toContain("the licence that the provider registered with");
    const rejected = await other.act("he.inspect", "rejectProviderApplication", id, {
      ground: "LICENCE_NOT_VALID",
      reason,
    });
    const mayReapplyAt = new Date(world.clock.now() + 30 * 86_400_000);
    expect(rejected).toMatchObject({
      status: "REJECTED",
      ground: "LICENCE_NOT_VALID",
      reason,
      provider: { status: "REJECTED" },
    });
    expect(Math.abs(Date.parse(rejected.mayReapplyAt) - mayReapplyAt.getTime())).toBeLessThan(60_000);
    expect(await inbox("li.na")).toContain("The application of 重来设计 was rejected.");

    await other.addAll();
    const refused = await other.refused("li.na", "submitProviderApplication", { providerId: other.id });
    expect(refused).toMatchObject({ code: "NOT_YET", availableAt: rejected.mayReapplyAt });
    await world.later(30 * 24);
    const again = await other.submit();
    expect(again).toMatchObject({ kind: "ADMISSION", status: "SUBMITTED", round: 1, provider: { status: "APPLIED" } });
    expect(again.id).not.toBe(id);
    await other.review(again.id);
    await other.approve(again.id, {
      dates: [{ kind: "LICENCE", validUntil: new Date(world.clock.now() + 86_400_000).toISOString() }],
    });
    expect(await other.status()).toBe("ACTIVE");
  });
}
