import { CaseTimer } from "../../../src/case/complaints/case-timer.entity";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { caseIn, WALKABLE, type WorldCase } from "../complaints/world-case";

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const thread = async (theCase: WorldCase, login: string) =>
    (await theCase.look("messages { nodes { side text visibility } }", await world.as(login))).messages;
  const refusal = (theCase: WorldCase, login: string, input: Record<string, unknown> = {}) =>
    theCase.refusal(login, "sendMessage", { text: "您好", ...input });

  test.each(WALKABLE)("both sides write to each other while a case is %s, unless it is closed", async (status) => {
    const theCase = await caseIn(world, status);
    if (status === "CLOSED") {
      expect(await refusal(theCase, "li.na")).toMatchObject({ code: "NOT_IN_THIS_STATE" });
      return;
    }
    await theCase.do("li.na", "sendMessage", { text: "进展如何?" });
    await theCase.do("zhao.staff", "sendMessage", { text: "明天答复。" });
    expect((await thread(theCase, "li.na")).slice(-2)).toMatchObject([
      { side: "CONSUMER", text: "进展如何?" },
      { side: "PROVIDER", text: "明天答复。" },
    ]);
  });

  further("a message before the platform moves no clock, and is no first answer that comes after all", async () => {
    const theCase = await caseIn(world, "SUBMITTED");
    const silent = await caseIn(world, "NEGOTIATING");
    await silent.ring("FIRST_RESPONSE_GRACE");
    for (const each of [theCase, silent]) {
      const clocks = await world.db.find(CaseTimer, { complaintId: each.id }, "ORDER BY clock");
      const before = await world.db.byId(Complaint, each.id);
      await each.do("wang.owner", "sendMessage", { text: "已在处理。" });
      const after = await world.db.byId(Complaint, each.id);
      expect(await world.db.find(CaseTimer, { complaintId: each.id }, "ORDER BY clock")).toEqual(clocks);
      expect(after).toMatchObject({
        status: "SUBMITTED",
        dueAt: before?.dueAt,
        lastWord: before?.lastWord,
        providerFirstResponseAt: before?.providerFirstResponseAt,
      });
    }
  });

  test("who works on the case for the platform writes to both sides, for the platform, and no other moderator does", async () => {
    const theCase = await caseIn(world, "SUBMITTED");
    expect(await refusal(theCase, "chen.mod")).toMatchObject({ code: "LEASE_REQUIRED" });
    await theCase.take();
    expect(await refusal(theCase, "liu.mod")).toMatchObject({ code: "LEASE_REQUIRED" });
    expect(await refusal(theCase, "sun.audit")).toMatchObject({ code: "FORBIDDEN" });
    for (const visibility of ["CONSUMER_SIDE", "PROVIDER_SIDE", "STAFF"])
      expect(await refusal(theCase, "chen.mod", { visibility })).toMatchObject({
        code: "FORBIDDEN",
        field: "input.visibility",
      });
    await theCase.do("chen.mod", "sendMessage", { text: "请双方核对付款日期。" });
    for (const login of ["li.na", "zhao.staff"]) {
      expect(await thread(theCase, login)).toMatchObject([
        { side: "PLATFORM", visibility: "PARTIES", text: "请双方核对付款日期。" },
      ]);
      const { inbox } = await (
        await world.as(login)
      ).ok(`{ inbox { notices(first: 1) { nodes { type complaint { id } } } } }`);
      expect(inbox.notices.nodes).toMatchObject([{ type: "MESSAGE_SENT", complaint: { id: theCase.id } }]);
    }
    const choices = async (login: string) =>
      (await theCase.look("messageVisibilities", await world.as(login))).messageVisibilities;
    expect(await choices("chen.mod")).toEqual(["PARTIES"]);
    expect(await choices("sun.audit")).toEqual([]);
    expect(await choices("li.na")).toEqual(["PARTIES", "CONSUMER_SIDE"]);
  });

  further("to whom a case is assigned also writes without having taken it", async () => {
    const theCase = await caseIn(world, "SUBMITTED");
    await theCase.do("zhou.lead", "reassignComplaint", { moderatorLogin: "liu.mod", reason: "由其跟进到履行完毕。" });
    await theCase.do("liu.mod", "sendMessage", { text: "案件由我处理。" });
    expect(await thread(theCase, "li.na")).toMatchObject([{ side: "PLATFORM", text: "案件由我处理。" }]);
    expect(await refusal(theCase, "chen.mod")).toMatchObject({ code: "LEASE_REQUIRED" });
  });

  further("who has recused themselves writes nothing for the platform", async () => {
    const theCase = await caseIn(world, "SUBMITTED");
    await theCase.take();
    await theCase.do("chen.mod", "recuse", { reason: "与服务商负责人相识。" });
    expect(await refusal(theCase, "chen.mod")).toMatchObject({ code: "CONFLICT_OF_INTEREST" });
  });

  describe("what a side has seen", () => {
    const MARKS = "version seenMarks { side upTo } messages { nodes { id text sentAt } }";
    const marks = async (theCase: WorldCase, login: string) => theCase.look(MARKS, await world.as(login));
    const mark = async (theCase: WorldCase, login: string, upToId: string) =>
      (await world.as(login)).do("markMessagesSeen", { complaintId: theCase.id, upToId });
    const refused = (theCase: WorldCase, login: string, upToId: string) =>
      theCase.refusal(login, "markMessagesSeen", { upToId });

    further(
      "is told to the other side live, as seen and by nobody, and goes only forwards; the case stays as it was",
      async () => {
        const theCase = await caseIn(world, "NEGOTIATING");
        for (const text of ["一", "二"]) {
          await theCase.do("li.na", "sendMessage", { text });
          await world.later(1);
        }
        const [consumer, moderator] = [await world.as("li.na"), await world.as("chen.mod")];
        const follow = `subscription ($id: ID!) { complaintUpdated(id: $id) {
        caughtUp event { type actorRole data } message { id } changed { id } complaint { seenMarks { side upTo } } } }`;
        const [live, staff] = [
          consumer.follow(follow, { id: theCase.id }),
          moderator.follow(follow, { id: theCase.id }),
        ] as const;
        for (const stream of [live, staff]) await stream.until(({ received }) => received[0]?.caughtUp === true);
        const before = await marks(theCase, "li.na");
        const [first, second] = before.messages;
        expect(before.seenMarks).toEqual([]);

        await mark(theCase, "zhao.staff", second.id);
        await mark(theCase, "wang.owner", first.id);
        const seenMarks = [{ side: "PROVIDER", upTo: second.sentAt }];
        expect(await marks(theCase, "li.na")).toMatchObject({ version: before.version, seenMarks });
        expect(await marks(theCase, "zhao.staff")).toMatchObject({ seenMarks });
        expect((await marks(theCase, "chen.mod")).seenMarks).toEqual([]);

        await theCase.do("wang.owner", "sendMessage", { text: "三" });
        for (const stream of [live, staff])
          await stream.until(({ received }) => received.at(-1)?.event?.type === "MESSAGE_SENT");
        const { messages } = await marks(theCase, "li.na");
        const news = { changed: null, message: { id: messages.at(-1).id } };
        expect(live.received.slice(1)).toMatchObject([
          {
            event: { type: "MESSAGES_SEEN", actorRole: "SYSTEM", data: { by: "PROVIDER", upTo: second.sentAt } },
            message: null,
            changed: null,
            complaint: { seenMarks },
          },
          news,
        ]);
        // Of the sides' reading the platform hears nothing.
        expect(staff.received.slice(1)).toMatchObject([{ ...news, complaint: { seenMarks: [] } }]);
        const { timeline } = await theCase.look("timeline(first: 50) { nodes { type } }", moderator);
        expect(timeline.map(({ type }: { type: string }) => type)).toEqual([
          ...["COMPLAINT_OPENED", "MESSAGE_SENT", "MESSAGE_SENT", "MESSAGE_SENT"],
        ]);
        // What changes more brings the case.
        await theCase.do("wang.owner", "makeOffer", { kind: "REFUND_PART", amount: 100, text: "退" });
        await live.until(({ received }) => received.at(-1)?.event?.type === "OFFER_MADE");
        expect(live.received.at(-1)).toMatchObject({ message: null, changed: { id: theCase.id } });
        await Promise.all([consumer.hangUp(), moderator.hangUp()]);
      },
    );

    further("is said by the sides only, of messages of the case that they may read", async () => {
      const [theCase, another] = [await caseIn(world, "NEGOTIATING"), await caseIn(world, "NEGOTIATING")];
      await theCase.do("li.na", "sendMessage", { text: "只给平台看", visibility: "CONSUMER_SIDE" });
      await another.do("li.na", "sendMessage", { text: "另一个案件" });
      const secret = (await marks(theCase, "li.na")).messages[0].id;
      const elsewhere = (await marks(another, "li.na")).messages[0].id;
      const absent = { code: "NOT_FOUND", field: "input.upToId" };
      expect(await refused(theCase, "wang.owner", secret)).toMatchObject(absent);
      for (const id of [elsewhere, "msg_", "cmp_01h455vb4pex5vsknk084sn02q"])
        expect(await refused(theCase, "li.na", id)).toMatchObject(absent);
      expect(await refused(theCase, "tom", secret)).toMatchObject({ code: "NOT_FOUND", field: "input.complaintId" });
      expect(await refused(theCase, "chen.mod", secret)).toMatchObject({ code: "FORBIDDEN" });
      expect((await marks(theCase, "li.na")).seenMarks).toEqual([]);
    });

    test("says nothing of when a side wrote to the platform alone", async () => {
      const theCase = await caseIn(world, "NEGOTIATING");
      const write = async (login: string, visibility: string): Promise<{ id: string; sentAt: string }> => {
        await theCase.do(login, "sendMessage", { text: "您好", visibility });
        await world.later(1);
        return (await marks(theCase, login)).messages.at(-1);
      };
      await mark(theCase, "li.na", (await write("li.na", "CONSUMER_SIDE")).id);
      expect((await marks(theCase, "wang.owner")).seenMarks).toEqual([]);
      const { sentAt } = await write("wang.owner", "PARTIES");
      await mark(theCase, "li.na", (await write("li.na", "CONSUMER_SIDE")).id);
      expect((await marks(theCase, "wang.owner")).seenMarks).toEqual([{ side: "CONSUMER", upTo: sentAt }]);
    });
  });
});
