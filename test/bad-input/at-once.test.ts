import { caseIn, countRows, opening, openCase, placeOrder } from "../case/complaints/world-case";
import { forEachDatabase } from "../support/databases";
import { mutationDocument, startWorld, type Answer, type Person, type World } from "../support/world";

const codes = (answers: Answer[]): string[] =>
  answers.map(({ errors }) => errors?.[0]?.extensions.code ?? "done").sort();

forEachDatabase((kind) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const send = (person: Person, mutation: string, input: Record<string, unknown>): Promise<Answer> =>
    person.gql(mutationDocument(mutation, mutation === "issueRuling" ? "{ ruling { id } }" : "{ complaint { id } }"), {
      input,
    });

  test("an offer accepted twice at once settles once", async () => {
    const theCase = await openCase(world);
    const offerId = await theCase.offer();
    const consumer = await theCase.consumer;
    const input = { complaintId: theCase.id, offerId };
    const answers = await Promise.all(Array.from({ length: 4 }, () => send(consumer, "acceptOffer", input)));
    expect(codes(answers).filter((code) => code === "done")).toHaveLength(1);
    for (const code of codes(answers)) expect(["done", "NOT_IN_THIS_STATE", "OFFER_NOT_OPEN"]).toContain(code);
    expect(await countRows(world, "settlement", "complaint_id = ?", [theCase.id])).toBe(1);
    expect(
      (await theCase.look("timeline(first: 100) { nodes { type } }")).timeline.filter(
        ({ type }: { type: string }) => type === "OFFER_ACCEPTED",
      ),
    ).toHaveLength(1);
  });

  test("an offer accepted and declined at once, by two people of one provider: one of it happens", async () => {
    const theCase = await openCase(world);
    const offerId = await theCase.offer("li.na");
    const input = { complaintId: theCase.id, offerId };
    const answers = await Promise.all([
      send(await world.as("wang.owner"), "acceptOffer", input),
      send(await world.as("zhao.staff"), "declineOffer", input),
    ]);
    expect(codes(answers).filter((code) => code === "done")).toHaveLength(1);
    const { status, offers } = await theCase.look("offers { nodes { status } }");
    expect([status, offers[0].status]).toEqual(
      answers[0]?.errors ? ["NEGOTIATING", "DECLINED"] : ["SETTLING", "ACCEPTED"],
    );
    expect(await countRows(world, "settlement", "complaint_id = ?", [theCase.id])).toBe(answers[0]?.errors ? 0 : 1);
  });

  test("two offers at once: one is open, the other refused", async () => {
    const theCase = await openCase(world);
    const input = { complaintId: theCase.id, kind: "APOLOGY", text: "道歉" };
    const people = [await world.as("wang.owner"), await world.as("zhao.staff"), await world.as("li.na")];
    const answers = await Promise.all(people.map((person) => send(person, "makeOffer", input)));
    expect(codes(answers)).toEqual(["NOT_IN_THIS_STATE", "NOT_IN_THIS_STATE", "done"]);
    expect(await countRows(world, "offer", "complaint_id = ?", [theCase.id])).toBe(1);
  });

  test("two moderators take a case at once: one has it", async () => {
    const theCase = await caseIn(world, "SUBMITTED");
    const people = [await world.as("chen.mod"), await world.as("liu.mod"), await world.as("zhou.lead")];
    const answers = await Promise.all(
      people.map((person) => send(person, "takeComplaint", { complaintId: theCase.id })),
    );
    expect(codes(answers)).toEqual(["LEASE_HELD", "LEASE_HELD", "done"]);
  });

  async function nothingHalfDone(complaintId: string, rulings: number): Promise<void> {
    const one = [complaintId];
    const ofCase = "ruling_id IN (SELECT id FROM ruling WHERE complaint_id = ?)";
    expect({
      rulings: await countRows(world, "ruling", "complaint_id = ?", one),
      findings: await countRows(world, "ruling_finding", ofCase, one),
      remedies: await countRows(world, "remedy", "complaint_id = ?", one),
      penalties: await countRows(world, "penalty", ofCase, one),
      told: await countRows(world, "event_log", "stream_id = ? AND type = 'RULING_ISSUED'", one),
      published: await countRows(world, "event_log", "stream_id = ? AND type = 'RULING_PUBLISHED'", one),
    }).toEqual({
      rulings,
      findings: 2 * rulings,
      remedies: rulings,
      penalties: rulings,
      told: rulings,
      published: rulings,
    });
  }

  test("two moderators rule at once: the one who lost the lease is refused, the other's ruling stands whole", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW", { breaches: 2 });
    const old = await theCase.take("chen.mod");
    // Chen went to lunch; Liu took the case over. Both press the button.
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE complaint SET lease_expires_at = ? WHERE id = ?", [tx.now - 1, theCase.id]),
    );
    const token = await theCase.take("liu.mod");
    const ruling = await theCase.ruling();
    const [chen, liu] = [await world.as("chen.mod"), await world.as("liu.mod")];
    const answers = await Promise.all([
      send(chen, "issueRuling", { ...ruling, leaseToken: old }),
      send(liu, "issueRuling", { ...ruling, leaseToken: token }),
      send(chen, "issueRuling", { ...ruling, leaseToken: token }),
    ]);
    expect(answers[1]?.errors).toBeUndefined();
    for (const loser of [answers[0], answers[2]]) {
      expect(["LEASE_REQUIRED", "NOT_IN_THIS_STATE"]).toContain(loser?.errors?.[0]?.extensions.code);
    }
    await nothingHalfDone(theCase.id, 1);
    expect((await theCase.look("ruling { decidedBy { displayName } }")).ruling.decidedBy.displayName).toBe("刘洋");
  });

  test("one moderator rules twice at once: one ruling", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW", { breaches: 2 });
    const input = { ...(await theCase.ruling()), leaseToken: await theCase.take() };
    const moderator = await theCase.moderator;
    const answers = await Promise.all(Array.from({ length: 3 }, () => send(moderator, "issueRuling", input)));
    expect(codes(answers)).toEqual(["NOT_IN_THIS_STATE", "NOT_IN_THIS_STATE", "done"]);
    await nothingHalfDone(theCase.id, 1);
  });

  test("a ruling that is refused leaves nothing behind", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW", { breaches: 2 });
    const leaseToken = await theCase.take();
    const ruling = await theCase.ruling();
    const { version } = await theCase.look();
    const wrong = [
      { outcome: "DISMISSED" },
      { findings: (ruling.findings as unknown[]).slice(1) },
      { penalties: [{ kind: "TERMINATION", reason: "x" }] },
      { remedies: [] },
    ];
    for (const changes of wrong) {
      await (await theCase.moderator).tryTo("issueRuling", { ...ruling, ...changes, leaseToken });
    }
    await nothingHalfDone(theCase.id, 0);
    expect(await theCase.look()).toMatchObject({ status: "UNDER_REVIEW", version });
  });

  test("a withdrawal and a ruling at once: one of them happens, whole", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW", { breaches: 2 });
    const input = { ...(await theCase.ruling()), leaseToken: await theCase.take() };
    const answers = await Promise.all([
      send(await theCase.consumer, "withdrawComplaint", { complaintId: theCase.id }),
      send(await theCase.moderator, "issueRuling", input),
    ]);
    expect(codes(answers)).toEqual(["NOT_IN_THIS_STATE", "done"]);
    await nothingHalfDone(theCase.id, answers[1]?.errors ? 0 : 1);
  });

  describe("filing twice", () => {
    test("at once, for the same order and promise: one case, and the other request learns which", async () => {
      const consumer = await world.as("li.na");
      const order = await placeOrder(world);
      const answers = await Promise.all(
        Array.from({ length: 4 }, () => send(consumer, "openComplaint", opening(order))),
      );
      expect(codes(answers)).toEqual([
        "COMPLAINT_ALREADY_OPEN",
        "COMPLAINT_ALREADY_OPEN",
        "COMPLAINT_ALREADY_OPEN",
        "done",
      ]);
      const id = answers.find(({ errors }) => !errors)?.data.openComplaint.complaint.id;
      for (const { errors } of answers)
        if (errors) expect(errors[0]?.extensions).toMatchObject({ existingId: id, field: "input.breaches" });
      expect(await countRows(world, "complaint", "order_id = ?", [order.id])).toBe(1);
      expect(await countRows(world, "breach", "complaint_id = ?", [id])).toBe(1);
      expect(await countRows(world, "case_timer", "complaint_id NOT IN (SELECT id FROM complaint)")).toBe(0);
    });

    test("one promise of several is enough; another promise of the order is another case; after the end it can be filed anew", async () => {
      const consumer = await world.as("li.na");
      const order = await placeOrder(world);
      const first = await consumer.do("openComplaint", opening(order, 2));
      const { extensions } = await consumer.tryTo("openComplaint", opening(order, 1));
      expect(extensions).toMatchObject({ code: "COMPLAINT_ALREADY_OPEN", existingId: first.complaint.id });
      const [, , third] = order.promiseVersionIds;
      await consumer.do("openComplaint", opening({ ...order, promiseVersionIds: [third as string] }));
      await consumer.do("withdrawComplaint", { complaintId: first.complaint.id });
      await consumer.do("openComplaint", opening(order, 1));
    });
  });

  describe("one clientMutationId", () => {
    test("in sequence: the first result again, also when the case has moved on", async () => {
      const consumer = await world.as("li.na");
      const order = await placeOrder(world);
      const input = { ...opening(order), clientMutationId: `sequence ${order.id}` };
      const first = await consumer.do("openComplaint", input, "{ clientMutationId complaint { id } }");
      expect(first.clientMutationId).toBe(input.clientMutationId);
      expect(await consumer.do("openComplaint", input, "{ clientMutationId complaint { id } }")).toEqual(first);
      await consumer.do("withdrawComplaint", { complaintId: first.complaint.id });
      expect(await consumer.do("openComplaint", input, "{ clientMutationId complaint { id } }")).toEqual(first);
      expect(await countRows(world, "complaint", "order_id = ?", [order.id])).toBe(1);
    });

    test("in parallel: every request has the one result", async () => {
      const consumer = await world.as("li.na");
      const order = await placeOrder(world);
      const input = { ...opening(order), clientMutationId: `parallel ${order.id}` };
      const answers = await Promise.all(Array.from({ length: 5 }, () => send(consumer, "openComplaint", input)));
      expect(codes(answers)).toEqual(Array.from({ length: 5 }, () => "done"));
      expect(new Set(answers.map(({ data }) => data.openComplaint.complaint.id)).size).toBe(1);
      expect(await countRows(world, "complaint", "order_id = ?", [order.id])).toBe(1);
    });

    test("messages are not doubled either", async () => {
      const theCase = await openCase(world);
      const consumer = await theCase.consumer;
      const input = { complaintId: theCase.id, text: "在吗?", clientMutationId: `message ${theCase.id}` };
      const answers = await Promise.all(Array.from({ length: 5 }, () => send(consumer, "sendMessage", input)));
      expect(codes(answers)).toEqual(Array.from({ length: 5 }, () => "done"));
      expect(await countRows(world, "message", "complaint_id = ?", [theCase.id])).toBe(1);
    });

    test("with another input it is a mistake, and says so; other people and other mutations have names of their own", async () => {
      const theCase = await openCase(world);
      const clientMutationId = `mismatch ${theCase.id}`;
      await theCase.do("li.na", "sendMessage", { text: "一", clientMutationId });
      const { extensions } = await (
        await theCase.consumer
      ).tryTo("sendMessage", { complaintId: theCase.id, text: "二", clientMutationId });
      expect(extensions).toMatchObject({ code: "IDEMPOTENCY_MISMATCH", field: "input.clientMutationId" });
      await theCase.do("wang.owner", "sendMessage", { text: "三", clientMutationId });
      await theCase.do("wang.owner", "makeOffer", { kind: "APOLOGY", text: "四", clientMutationId });
      expect(await countRows(world, "message", "complaint_id = ?", [theCase.id])).toBe(2);
    });

    test("what was refused is not remembered: the same name works once the obstacle is gone", async () => {
      const theCase = await openCase(world);
      const consumer = await theCase.consumer;
      const input = { complaintId: theCase.id, clientMutationId: `again ${theCase.id}` };
      expect((await consumer.tryTo("escalateComplaint", input)).extensions).toMatchObject({
        code: "NOT_YET",
        availableAt: expect.any(String),
      });
      await theCase.do("wang.owner", "refuseDemand", { reason: "不同意" });
      expect((await consumer.do("escalateComplaint", input)).complaint.status).toBe("SUBMITTED");
    });
  });
});
