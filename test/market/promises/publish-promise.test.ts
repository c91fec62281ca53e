import { newId } from "../../../src/platform/ids";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { promiseDigest } from "../../../src/market/promises/promise-digest.pure";
import type { PublishPromiseInput } from "../../../src/market/promises/promise.types";
import { PromiseVersion } from "../../../src/market/promises/promise-version.entity";
import { publishPromise } from "../../../src/market/promises/publish-promise";
import { ServicePromise } from "../../../src/market/promises/service-promise.entity";
import { withdrawPromise } from "../../../src/market/promises/withdraw-promise";
import type { Actor } from "../../../src/accounts/actor/actor";
import { Market } from "../listings/market";
import { forEachDatabase } from "../../support/databases";

forEachDatabase((kind, further) => {
  let market: Market;
  beforeAll(async () => (market = await Market.open(kind)));
  afterAll(() => market[Symbol.asyncDispose]());

  const publish = (actor: Actor, input: Omit<PublishPromiseInput, "text"> & { text?: string }) =>
    market.db.transact((tx) => publishPromise(tx, actor, { text: "Within two days", ...input }));

  test("Editing publishes the next version and leaves the published one as it was", async () => {
    const provider = await market.provider();
    const listing = await market.listing(provider);
    const first = await publish(provider.owner, {
      listingId: listing.id,
      kind: "DELIVERY_TIME",
      terms: { withinHours: 48 },
    });
    const stored = await market.db.byId(PromiseVersion, first.id);
    const second = await publish(provider.owner, {
      promiseId: first.promiseId,
      latestVersion: 1,
      text: "Within a day",
      terms: { withinHours: 24 },
    });

    expect(await market.db.byId(PromiseVersion, first.id)).toEqual(stored);
    expect(stored).toMatchObject({ version: 1, terms: { withinHours: 48 }, digest: promiseDigest(first) });
    expect(second).toMatchObject({
      promiseId: first.promiseId,
      version: 2,
      kind: "DELIVERY_TIME",
      terms: { withinHours: 24 },
    });
    expect(
      (await market.db.find(LoggedEvent, { streamId: provider.id, type: "PROMISE_PUBLISHED" })).map(
        ({ data }) => data.version,
      ),
    ).toEqual([1, 2]);
  });

  test("Two members who edit at once get two versions, or one a refusal when they said what they had seen", async () => {
    const provider = await market.provider();
    const { promiseId } = await publish(provider.owner, { providerId: provider.id, kind: "OTHER" });
    const blind = await Promise.all([1, 2].map(() => publish(provider.owner, { promiseId })));
    expect(blind.map(({ version }) => version).sort()).toEqual([2, 3]);

    const careful = await Promise.all(
      [1, 2].map(() => market.refusal(publish(provider.owner, { promiseId, latestVersion: 3 }))),
    );
    expect(careful).toContain("accepted");
    expect(careful).toContainEqual({
      code: "STALE_VERSION",
      reason: "promise.staleVersion",
      field: "input.latestVersion",
      params: { current: 4 },
    });
  });

  test("A withdrawn promise has no next version and is not withdrawn twice", async () => {
    const provider = await market.provider();
    const { promiseId } = await publish(provider.owner, { providerId: provider.id, kind: "OTHER" });
    const withdraw = () => market.db.transact((tx) => withdrawPromise(tx, provider.owner, { promiseId }));
    expect((await withdraw()).withdrawnAt).toBe(market.clock.now());
    const withdrawn = { code: "NOT_IN_THIS_STATE", reason: "promise.withdrawn", field: "input.promiseId" };
    expect(await market.refusal(withdraw())).toEqual(withdrawn);
    expect(await market.refusal(publish(provider.owner, { promiseId }))).toEqual(withdrawn);
  });

  further("Only the provider's members publish; what is hidden from them is not found", async () => {
    const [provider, other] = [await market.provider(), await market.provider()];
    const listed = await market.listing(other);
    const draft = await market.listing(other, "Secret", "DRAFT");
    const onDraft = await publish(other.owner, { listingId: draft.id, kind: "OTHER" });
    const tryAs = (input: Partial<PublishPromiseInput>) =>
      market.refusal(publish(provider.owner, { kind: "OTHER", ...input }));

    expect(await tryAs({ listingId: listed.id })).toMatchObject({
      code: "FORBIDDEN",
      reason: "provider.notMember",
      field: "input.listingId",
    });
    expect(await tryAs({ providerId: other.id })).toMatchObject({ code: "FORBIDDEN", field: "input.providerId" });
    expect(await tryAs({ listingId: draft.id })).toEqual({ code: "NOT_FOUND", field: "input.listingId" });
    expect(await tryAs({ promiseId: onDraft.promiseId })).toEqual({ code: "NOT_FOUND", field: "input.promiseId" });
    for (const id of [newId(ServicePromise), listed.id, "", "prm_x", "💥"]) {
      if (id) expect(await tryAs({ promiseId: id })).toEqual({ code: "NOT_FOUND", field: "input.promiseId" });
    }
  });

  test("It stands in exactly one place, has a kind, and keeps it", async () => {
    const provider = await market.provider();
    const { promiseId } = await publish(provider.owner, { providerId: provider.id, kind: "OTHER" });
    const attempt = (input: Partial<PublishPromiseInput>) => market.refusal(publish(provider.owner, input));
    expect(await attempt({ kind: "OTHER" })).toMatchObject({ reason: "promise.oneTarget", field: "input" });
    expect(await attempt({ kind: "OTHER", promiseId, providerId: provider.id })).toMatchObject({
      reason: "promise.oneTarget",
    });
    expect(await attempt({ providerId: provider.id })).toMatchObject({
      reason: "promise.kindMissing",
      field: "input.kind",
    });
    expect(await attempt({ promiseId, kind: "PRICE" })).toMatchObject({
      reason: "promise.kindFixed",
      params: { kind: "OTHER" },
    });
  });

  further("Published versions are readable by anyone; those on a draft by its members", async () => {
    const provider = await market.provider();
    const draft = await market.listing(provider, "Secret", "DRAFT");
    const hidden = await publish(provider.owner, {
      listingId: draft.id,
      kind: "DELIVERY_TIME",
      terms: { withinHours: 5 },
    });
    const open = await publish(provider.owner, {
      providerId: provider.id,
      kind: "PRICE",
      terms: { maxPrice: 100, currency: "CNY" },
    });
    const query =
      "query ($id: ID!) { promiseVersion(id: $id) { version digest terms { maxPrice currency withinHours } } promise: promiseVersion(id: $id) { promiseId } }";

    expect((await market.ask(null, query, { id: open.id })).data?.promiseVersion).toEqual({
      version: 1,
      digest: open.digest,
      terms: { maxPrice: 100, currency: "CNY", withinHours: null },
    });
    expect((await market.ask(null, query, { id: hidden.id })).data).toEqual({ promiseVersion: null, promise: null });
    expect((await market.ask(provider.owner, query, { id: hidden.id })).data?.promiseVersion.terms.withinHours).toBe(5);
  });
});
