import { unknownId } from "../access/minimal-input";
import { caseIn, openCase, type WorldCase } from "../case/complaints/world-case";
import { forEachDatabase } from "../support/databases";
import { startWorld, type GqlError, type Person, type World } from "../support/world";

const MINUTE = 60_000;

/** What a person is told, without the request's own name. */
const told = ({ message, extensions }: GqlError): unknown => ({ message, ...extensions, requestId: undefined });

forEachDatabase((kind) => {
  let world: World;
  let theCase: WorldCase;
  let outsider: Person;

  beforeAll(async () => {
    world = await startWorld(kind);
    theCase = await caseIn(world, "SETTLING");
    outsider = await world.as("tom");
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  describe("unknown ids, other people's ids and ids of another kind get one and the same answer", () => {
    const QUERIES: [string, string, (own: { complaintId: string; orderId: string; providerId: string }) => string][] = [
      ["complaint", `query ($id: ID!) { it: complaint(id: $id) { id } }`, ({ complaintId }) => complaintId],
      ["order", `query ($id: ID!) { it: order(id: $id) { id } }`, ({ orderId }) => orderId],
      [
        "providerOrders",
        `query ($id: ID!) { it: providerOrders(providerId: $id) { nodes { id } } }`,
        ({ providerId }) => providerId,
      ],
      [
        "myComplaints of a provider",
        `query ($id: ID!) { it: myComplaints(filter: { providerId: $id }) { nodes { id } } }`,
        ({ providerId }) => providerId,
      ],
    ];

    test.each(QUERIES)("query %s", async (_, query, theirs) => {
      const { provider } = await theCase.look("provider { id }");
      const own = theirs({ complaintId: theCase.id, orderId: theCase.orderId, providerId: provider.id });
      const prefix = own.slice(0, 3);
      const answers = [];
      for (const id of [unknownId(prefix), own, unknownId("acc"), "", "x", prefix, `${own} `, "%", "🙂"]) {
        const { data, errors } = await outsider.gql(query, { id });
        answers.push(errors?.[0] ? told(errors[0]) : data.it);
      }
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      const [first] = answers;
      if (first !== null) expect(first).toMatchObject({ code: "NOT_FOUND" });
      // The owner of the id does see it.
      expect(
        (await (await world.as(own === provider.id ? "wang.owner" : "li.na")).ok(query, { id: own })).it,
      ).not.toBeNull();
    });

    test.each([
      ["withdrawComplaint", {}],
      ["sendMessage", { text: "x" }],
      ["confirmSettlement", {}],
      ["acceptOffer", { offerId: unknownId("ofr") }],
      ["supplyInformation", { text: "x" }],
      ["closeEvidence", {}],
      ["confirmRemedy", { remedyId: unknownId("rmd") }],
    ])("mutation %s", async (mutation, rest) => {
      const answers = [];
      for (const complaintId of [unknownId("cmp"), theCase.id, theCase.orderId, "cmp_", "x", `${theCase.id}'--`]) {
        answers.push(told(await outsider.tryTo(mutation, { complaintId, ...rest })));
      }
      expect(answers[0]).toMatchObject({ code: "NOT_FOUND", field: "input.complaintId" });
      for (const answer of answers) expect(answer).toEqual(answers[0]);
      expect((await theCase.look()).status).toBe("SETTLING");
    });

    test("subscription complaintUpdated", async () => {
      const answers = [];
      for (const id of [unknownId("cmp"), theCase.id, "x"]) {
        const stream = outsider.follow(`subscription ($id: ID!) { complaintUpdated(id: $id) { cursor } }`, { id });
        await stream.until(({ errors }) => errors.length > 0);
        answers.push(told(stream.errors[0] as GqlError));
        expect(stream.received).toEqual([]);
      }
      expect(answers[0]).toMatchObject({ code: "NOT_FOUND", field: "id" });
      for (const answer of answers) expect(answer).toEqual(answers[0]);
      await outsider.hangUp();
    });

    test("an order that is another person's cannot be complained about, nor a promise that is not of the order", async () => {
      const input = { title: "x", story: "x", demandKind: "APOLOGY" };
      const breaches = [{ promiseVersionId: unknownId("pmv"), expected: "x", delivered: "x" }];
      const theirs = await outsider.tryTo("openComplaint", { ...input, orderId: theCase.orderId, breaches });
      const nobodys = await outsider.tryTo("openComplaint", { ...input, orderId: unknownId("ord"), breaches });
      expect(told(theirs)).toEqual(told(nobodys));
      expect(theirs.extensions).toMatchObject({ code: "NOT_FOUND", field: "input.orderId" });
      const consumer = await world.as("li.na");
      expect(
        (await consumer.tryTo("openComplaint", { ...input, orderId: theCase.orderId, breaches })).extensions,
      ).toMatchObject({ code: "NOT_FOUND", field: "input.breaches.0.promiseVersionId" });
    });
  });

  test.each([
    ["a number where an id belongs is an id that nothing has", 123, "NOT_FOUND"],
    ["an object", { id: "x" }, "BAD_USER_INPUT"],
    ["a list", ["x", "y"], "BAD_USER_INPUT"],
    ["true", true, "BAD_USER_INPUT"],
    ["null", null, "BAD_USER_INPUT"],
  ])("an id of the wrong type: %s", async (_, complaintId, code) => {
    const { extensions } = await outsider.tryTo("withdrawComplaint", { complaintId });
    expect(extensions).toMatchObject({ code, field: "input.complaintId" });
  });

  test("a stale version: refused with the present one, and nothing happens", async () => {
    const consumer = await world.as("li.na");
    const talk = await openCase(world);
    const { version } = await talk.look();
    await talk.do("wang.owner", "sendMessage", { text: "您好" });
    const stale = await consumer.tryTo("withdrawComplaint", { complaintId: talk.id, expectedVersion: version });
    expect(stale.extensions).toMatchObject({
      code: "STALE_VERSION",
      field: "input.expectedVersion",
      currentVersion: version + 1,
    });
    expect(await talk.look()).toMatchObject({ status: "NEGOTIATING", version: version + 1 });
    for (const expectedVersion of [-1, 2 ** 31, 1.5]) {
      const { extensions } = await consumer.tryTo("withdrawComplaint", { complaintId: talk.id, expectedVersion });
      expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.expectedVersion" });
    }
    await talk.do("li.na", "withdrawComplaint", { expectedVersion: version + 1 });
  });

  describe("leases", () => {
    test("an expired lease decides nothing", async () => {
      const desk = await caseIn(world, "SUBMITTED");
      const leaseToken = await desk.take();
      world.clock.advance(31 * MINUTE);
      await world.later(0);
      const moderator = await desk.moderator;
      for (const mutation of ["acceptComplaint", "renewLease", "releaseComplaint"]) {
        const { extensions } = await moderator.tryTo(mutation, { complaintId: desk.id, leaseToken });
        expect([mutation, extensions.code]).toEqual([mutation, "LEASE_REQUIRED"]);
      }
      expect((await desk.look("lease { token }")).lease).toBeNull();
      expect((await desk.look()).status).toBe("SUBMITTED");
    });

    test("a lost lease: the token of an earlier taking is refused, also for the same person", async () => {
      const desk = await caseIn(world, "SUBMITTED");
      const first = await desk.take("chen.mod");
      const chen = await world.as("chen.mod");
      const liu = await world.as("liu.mod");
      expect((await liu.tryTo("takeComplaint", { complaintId: desk.id })).extensions).toMatchObject({
        code: "LEASE_HELD",
        availableAt: expect.any(String),
      });
      // Chen took it again, in another window: the token of the first is no good any more.
      const second = await desk.take("chen.mod");
      expect(second).toBeGreaterThan(first);
      const act = { complaintId: desk.id, ground: "NO_PROMISE", text: "没有可以核对的承诺。" };
      expect((await chen.tryTo("refuseComplaint", { ...act, leaseToken: first })).extensions).toMatchObject({
        code: "LEASE_REQUIRED",
        field: "input.leaseToken",
      });
      await desk.do("chen.mod", "releaseComplaint", { leaseToken: second });
      const third = await desk.take("liu.mod");
      for (const leaseToken of [first, second, third]) {
        expect((await chen.tryTo("refuseComplaint", { ...act, leaseToken })).extensions.code).toBe("LEASE_REQUIRED");
      }
      // And the holder with a guessed token.
      expect((await liu.tryTo("refuseComplaint", { ...act, leaseToken: third + 1 })).extensions.code).toBe(
        "LEASE_REQUIRED",
      );
      await desk.do("liu.mod", "acceptComplaint", { leaseToken: third });
    });
  });
});
