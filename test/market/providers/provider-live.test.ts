import { Penalty } from "../../../src/adjudication/penalties/penalty.entity";
import { recordPenalties } from "../../../src/adjudication/penalties/record-penalties";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { firstBrokenLink } from "../../../src/platform/database/event-hash";
import { Pipeline } from "../../../src/platform/graphql/pipeline";
import { newId } from "../../../src/platform/ids";
import { Provider } from "../../../src/market/providers/provider.entity";
import { caseIn } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { payInOver } from "../../adjudication/payments/paid-in";
import { Person, startWorld, type Stream, type World } from "../../support/world";
import { join } from "./membership";

const FOLLOW = `subscription ($id: ID!, $after: String) { providerUpdated(id: $id, after: $after) {
  cursor caughtUp event { id seq type actorRole data } provider { id description licenceNo points { active } }
} }`;

const SINCE = `query ($after: String!) { eventsSince(after: $after) { updates { ... on ProviderUpdate { event { id } } } } }`;

forEachDatabase((kind, further) => {
  let world: World;
  let owner: Person;
  let id: string;
  beforeAll(async () => {
    world = await startWorld(kind);
    owner = await world.as("wang.owner");
    const { viewer } = await owner.ok(`{ viewer { memberships { provider { id } } } }`);
    id = viewer.memberships[0].provider.id;
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => world?.[Symbol.asyncDispose]());

  const tell = (description: string): Promise<unknown> =>
    owner.do("updateProvider", { providerId: id, description }, "{ provider { id } }");
  const addMember = async (login: string): Promise<unknown> =>
    join(owner, await world.as(login), { providerId: id, login, role: "STAFF" });
  const cursorFor = async (person: Person): Promise<string> =>
    (await person.ok(`query ($id: ID!) { provider(id: $id) { cursor } }`, { id })).provider.cursor;
  const setStatus = (status: string): Promise<unknown> =>
    world.db.transact(async (tx) => tx.execute("UPDATE provider SET status = ? WHERE id = ?", [status, id]));
  const types = (stream: Stream): string[] => stream.events().map(({ type }) => type);

  async function followAs(...people: Person[]): Promise<Stream[]> {
    const streams = people.map((person) => person.follow(FOLLOW, { id }));
    for (const stream of streams) await stream.until(({ received }) => received[0]?.caughtUp === true);
    return streams;
  }

  /** A draft with a promise, money, and then the draft on the market. */
  async function trade(): Promise<void> {
    const price = { amount: 100_000, currency: "CNY" };
    const text = { category: "design", title: "门店海报", description: "三张" };
    const { listing } = await owner.do("createListing", { providerId: id, ...text, price }, "{ listing { id } }");
    await owner.do("publishPromise", { listingId: listing.id, kind: "OTHER", text: "三天交付" }, "{ promise { id } }");
    await payInOver(world, owner, id, 500);
    await owner.do("setListingStatus", { listingId: listing.id, status: "LISTED" }, "{ listing { id } }");
    await tell("星火新名");
  }

  further("visitors share one execution, and so do consumers; each member has one of their own", async () => {
    const [owner2, staff, liNa] = await Promise.all(["wang.owner", "zhao.staff", "li.na"].map((l) => world.as(l)));
    const visitors = [world.visitor, new Person(world.url, undefined)];
    const streams = await followAs(...visitors, liNa as Person, owner2 as Person, staff as Person);
    // Private, and the only way to see that a text was made once.
    const shared = jest.spyOn(Pipeline.prototype as unknown as { executeShared: () => void }, "executeShared");
    const alone = jest.spyOn(Pipeline.prototype as unknown as { executeDelivery: () => void }, "executeDelivery");
    await tell("星火一");
    for (const stream of streams) await stream.untilEvent("PROVIDER_UPDATED");
    expect(shared).toHaveBeenCalledTimes(2);
    expect(alone).toHaveBeenCalledTimes(2);
    const seesPoints = streams.map(({ received }) => received.at(-1).provider.points !== null);
    expect(seesPoints).toEqual([false, false, false, true, true]);
    const cursors = streams.map(({ received }) => received.at(-1).cursor);
    expect(new Set(cursors).size).toBe(3);
  });

  further(
    "everybody is told what is public; members and staff also of drafts and money, as the queries show them",
    async () => {
      const people = await Promise.all(["tom", "admin", "chen.mod", "zhao.staff"].map((login) => world.as(login)));
      const streams = await followAs(world.visitor, ...people);
      await trade();
      for (const stream of streams) await stream.untilEvent("PROVIDER_UPDATED");
      const [ofVisitor, ofTom, ofAdmin, ofModerator, ofMember] = streams.map(types);
      const money = ["PAYMENT_CLAIMED", "PAYMENT_CONFIRMED", "DEPOSIT_TOPPED_UP"];
      const all = ["LISTING_CREATED", "PROMISE_PUBLISHED", ...money, "LISTING_LISTED", "PROVIDER_UPDATED"];
      expect(ofVisitor).toEqual(["LISTING_LISTED", "PROVIDER_UPDATED"]);
      expect(ofTom).toEqual(ofVisitor);
      // Administrators see deposits, but no drafts.
      expect(ofAdmin).toEqual([...money, "LISTING_LISTED", "PROVIDER_UPDATED"]);
      expect(ofModerator).toEqual(all);
      expect(ofMember).toEqual(all);
      const [outside, inside] = [streams[0]?.received.at(-1), streams[4]?.received.at(-1)];
      expect(outside.event.seq).toBeNull();
      expect(inside.event.seq).toEqual(expect.any(Number));
      expect(outside.provider).toMatchObject({ description: "星火新名", points: null });
      expect(inside.provider.points).not.toBeNull();
    },
  );

  test("a cursor of another provider or of another person is refused", async () => {
    const { cursors } = world.server.services;
    const staff = await world.as("zhao.staff");
    const of = {
      otherProvider: cursors.now(`providerUpdated:${newId(Provider)}`, "public"),
      visitorByMember: await cursorFor(world.visitor),
      colleague: await cursorFor(owner),
      memberByVisitor: await cursorFor(staff),
    };
    for (const [person, after] of [
      [world.visitor, of.otherProvider],
      [staff, of.visitorByMember],
      [staff, of.colleague],
      [world.visitor, of.memberByVisitor],
      [await world.as("chen.mod"), of.visitorByMember],
    ] as const) {
      const stream = person.follow(FOLLOW, { id, after });
      await stream.until(({ errors }) => errors.length > 0);
      expect(stream.errors[0]?.extensions).toMatchObject({ code: "RESYNC_REQUIRED", field: "after" });
    }
    const consumer = (await world.as("li.na")).follow(FOLLOW, { id, after: of.visitorByMember });
    await consumer.until(({ received }) => received[0]?.caughtUp === true);
  });

  further("a snapshot's cursor and a payload's lead on without a gap; rights are those of the delivery", async () => {
    const liNa = await world.as("li.na");
    const after = await cursorFor(liNa);
    await tell("星火一");
    const [stream] = [liNa.follow(FOLLOW, { id, after })];
    // The log's reader may learn of an event only after the mark that all it knew was told.
    await stream.until((s) => s.events().length === 1 && s.received.some(({ caughtUp }) => caughtUp));
    expect(types(stream)).toEqual(["PROVIDER_UPDATED"]);
    await tell("星火二");
    await stream.until((s) => s.events().length === 2);
    // That all is known may be said with an event or apart from it.
    const [first, last] = stream.received.filter(({ event }) => event);
    const again = liNa.follow(FOLLOW, { id, after: first.cursor });
    await again.until((s) => s.events().length === 1);
    expect(again.received.flatMap(({ event }) => event?.id ?? [])).toEqual([last.event.id]);
    const { eventsSince } = await liNa.ok(SINCE, { after });
    expect(eventsSince.updates.map(({ event }: { event: { id: string } }) => event.id)).toEqual([
      first.event.id,
      last.event.id,
    ]);

    await addMember("li.na");
    await stream.untilEvent("PROVIDER_MEMBER_ADDED");
    // What was hidden from the outsider before cannot be had by this cursor: take a snapshot.
    const member = liNa.follow(FOLLOW, { id, after: last.cursor });
    await member.until(({ errors }) => errors.length > 0);
    expect(member.errors[0]?.extensions).toMatchObject({ code: "RESYNC_REQUIRED", field: "after" });
    const resumed = liNa.follow(FOLLOW, { id, after: await cursorFor(liNa) });
    await resumed.until(({ received }) => received[0]?.caughtUp === true);
  });

  further("its history tells staff and members every link of the chain, and outsiders nothing", async () => {
    await tell("星火旧事");
    const ask = `query ($id: ID!, $first: Int!, $after: String) { provider(id: $id) { timeline(first: $first, after: $after) { nodes {
      id seq type at actorRole data hash
    } pageInfo { endCursor } } } }`;
    const page = async (person: Person, first = 100, after?: string) =>
      (await person.ok(ask, { id, first, after })).provider.timeline;
    const read = async (person: Person) => (await page(person)).nodes;
    expect(await page(world.visitor)).toBeNull();
    expect(await page(await world.as("tom"))).toBeNull();
    const logged = (await world.db.find(LoggedEvent, { streamId: id })).sort((a, b) => a.seq - b.seq);
    expect(firstBrokenLink(logged)).toBeNull();
    for (const login of ["sun.audit", "zhao.staff"]) {
      const told = await read(await world.as(login));
      expect(told.length).toBeGreaterThan(2);
      expect(told).toEqual(
        // What concerns one order is for its two sides.
        logged
          .filter(({ audience }) => audience !== "PARTIES")
          .map(({ seq, type, hash }) => expect.objectContaining({ seq, type, hash, id: hash })),
      );
      const { pageInfo } = await page(await world.as(login), 1);
      expect((await page(await world.as(login), 1, pageInfo.endCursor)).nodes).toEqual([told[1]]);
    }
  });

  further(
    "whoever complained is not told, as staff, what only staff and members may know of the case's penalties",
    async () => {
      const own = await caseIn(world, "ENFORCING", { consumer: "tom" });
      const { accountId } = await world.as("tom");
      const roles = { accountId, roles: ["CONSUMER", "MODERATOR"] };
      await world.setRoles(roles);
      const streams = await followAs(await world.as("tom"), await world.as("chen.mod"), await world.as("liu.mod"));
      await world.db.transact(async (tx) => {
        const provider = await tx.lock(Provider, id);
        const penalties = await tx.find(Penalty, { complaintId: own.id });
        if (!provider) throw new Error("the provider is gone");
        expect(penalties.length).toBeGreaterThan(0);
        await recordPenalties(tx, provider, null, "PENALTY_AWAITS_APPROVAL", penalties.slice(0, 1));
        await recordPenalties(tx, provider, null, "PENALTY_STARTED", penalties.slice(0, 1));
      });
      for (const stream of streams) await stream.untilEvent("PENALTY_STARTED");
      expect(streams.map(types)).toEqual([
        ["PENALTY_STARTED"],
        ["PENALTY_AWAITS_APPROVAL", "PENALTY_STARTED"],
        ["PENALTY_AWAITS_APPROVAL", "PENALTY_STARTED"],
      ]);
      expect(JSON.stringify(streams[1]?.received)).not.toContain(accountId);
    },
  );

  test("one that cannot be seen is not found; a terminated one can be followed; one that is hidden meanwhile ends the stream", async () => {
    for (const wrong of ["", "ord_x", newId(Provider)]) {
      const stream = world.visitor.follow(FOLLOW, { id: wrong });
      await stream.until(({ errors }) => errors.length > 0);
      expect(stream.errors[0]?.extensions).toMatchObject({ code: "NOT_FOUND", field: "id" });
    }
    await setStatus("ACTIVE");
    const [ofVisitor, ofMember] = await followAs(world.visitor, await world.as("zhao.staff"));
    await setStatus("IN_REVIEW");
    await tell("星火待审");
    await ofVisitor?.until(({ errors }) => errors.length > 0);
    expect(ofVisitor?.errors[0]?.extensions.code).toBe("PERMISSION_REVOKED");
    expect(ofVisitor?.events()).toEqual([]);
    await ofMember?.untilEvent("PROVIDER_UPDATED");
    await setStatus("TERMINATED");
    await followAs(world.visitor);
  });
});
