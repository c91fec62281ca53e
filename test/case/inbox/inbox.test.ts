import { numberedEvents } from "../../../src/platform/feed/numbered-events";
import { sql } from "../../../src/platform/database/sql";
import { Provider } from "../../../src/market/providers/provider.entity";
import { Notice } from "../../../src/platform/database/notice.entity";
import { recordPenalties } from "../../../src/adjudication/penalties/record-penalties";
import { Penalty } from "../../../src/adjudication/penalties/penalty.entity";
import { caseIn, openCase } from "../complaints/world-case";
import { join } from "../../market/providers/membership";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type Person, type World } from "../../support/world";

const NOTICES = "notices(first: 100) { nodes { id type unread text complaint { id } provider { id } } }";
const FOLLOW = `subscription ($after: String) { inboxUpdated(after: $after) { cursor caughtUp unreadCount notice { id type unread text complaint { id } } } }`;

interface Seen {
  id: string;
  type: string;
  unread: boolean;
  text: string;
  complaint: { id: string } | null;
  provider: { id: string } | null;
}

/** What a person finds in their inbox, newest first. */
async function inboxOf(
  person: Person,
): Promise<{ unreadCount: number; cursor: string; seen: Seen[]; types: string[] }> {
  const { inbox } = await person.ok(`{ inbox { unreadCount cursor ${NOTICES} } }`);
  const seen: Seen[] = inbox.notices.nodes;
  return { unreadCount: inbox.unreadCount, cursor: inbox.cursor, seen, types: seen.map(({ type }) => type) };
}

const markRead = (person: Person, upToId: string) =>
  person.do("markInboxRead", { upToId }, "{ inbox { unreadCount } }");

async function providerOf(owner: Person): Promise<string> {
  const { viewer } = await owner.ok(`{ viewer { memberships { provider { id } } } }`);
  return viewer.memberships[0].provider.id;
}

forEachDatabase((kind, further) => {
  let world: World;
  let lina: Person;
  let tom: Person;
  let owner: Person;
  let staff: Person;
  beforeEach(async () => {
    world = await startWorld(kind);
    [lina, tom, owner, staff] = (await Promise.all(
      ["li.na", "tom", "wang.owner", "zhao.staff"].map((login) => world.as(login)),
    )) as [Person, Person, Person, Person];
  });
  afterEach(() => world[Symbol.asyncDispose]());

  further(
    "each side finds what the other did, all members of a provider the same, and nobody their own acts",
    async () => {
      const theCase = await openCase(world);
      await theCase.do("zhao.staff", "sendMessage", { text: "在查" });
      await theCase.do("li.na", "sendMessage", { text: "好的" });
      expect((await inboxOf(lina)).seen).toMatchObject([
        { type: "MESSAGE_SENT", unread: true, complaint: { id: theCase.id }, provider: null },
      ]);
      for (const member of [owner, staff])
        expect(await inboxOf(member)).toMatchObject({ types: ["MESSAGE_SENT", "COMPLAINT_OPENED"], unreadCount: 2 });
      expect(await inboxOf(tom)).toMatchObject({ types: [], unreadCount: 0 });
    },
  );

  further("the words are in the reader's language and name the case", async () => {
    const theCase = await openCase(world, { consumer: "tom", opening: { title: "Late design" } });
    await theCase.do("wang.owner", "sendMessage", { text: "在查" });
    const { data } = await tom.gql(`{ inbox { ${NOTICES} } }`, {}, { "accept-language": "en" });
    expect(data.inbox.notices.nodes[0].text).toBe("There is a new message on “Late design”.");
    const chinese = await owner.gql(`{ inbox { ${NOTICES} } }`, {}, { "accept-language": "zh-CN" });
    expect(chinese.data.inbox.notices.nodes[0].text).toMatch(
      /^有新的投诉：“Late design”。期限：服务商首次答复，截止 \d{4}年.*（北京时间）。期限：协商结束，截止 /,
    );
  });

  further(
    "what began with it is named with its time, while it is open; and until when what silence closed can be reopened",
    async () => {
      const theCase = await openCase(world, { consumer: "tom" });
      const textOf = async (login: string): Promise<string> => {
        const person = await world.as(login);
        return (
          await person.gql(`{ inbox { ${NOTICES} } }`, {}, { "accept-language": "en" })
        ).data.inbox.notices.nodes.at(0).text;
      };
      const time = String.raw`\d{1,2} \w{3} \d{4}, \d\d:\d\d \(Beijing time\)`;
      await theCase.do("wang.owner", "makeOffer", {
        kind: "REFUND_PART",
        amount: 10_000,
        text: "退一部分。",
        settleWithinDays: 7,
      });
      expect(await textOf("tom")).toMatch(
        new RegExp(
          `^An offer was made on “.*”\\. Deadline: the answer to the open offer, by ${time}\\. Deadline: the end of the negotiation, by ${time}\\.$`,
        ),
      );
      const { offers } = await theCase.look("offers { nodes { id } }");
      await theCase.do("tom", "declineOffer", { offerId: offers[0].id });
      expect(await textOf("tom")).not.toContain("open offer");
      await theCase.do("wang.owner", "giveFinalAnswer", { answer: "EXPLANATION", text: "交付时间以排期为准。" });
      await world.later(11 * 24);
      expect(await textOf("tom")).toMatch(
        new RegExp(`did not answer in time\\. The consumer can have it reopened until ${time}\\.$`),
      );
    },
  );

  further("a reminder says which deadline, and reaches only those who should act", async () => {
    await openCase(world);
    await world.later(25);
    const reminded = await inboxOf(await world.as("wang.owner"));
    expect(reminded.types).toEqual(["DEADLINE_NEAR", "COMPLAINT_OPENED"]);
    expect(reminded.seen[0]?.text).toMatch(
      /初稿迟迟未交.*(first answer|首次答复).*\d{1,2} \w{3} \d{4}, \d\d:\d\d \(Beijing time\)/,
    );
    expect((await inboxOf(await world.as("li.na"))).types).toEqual([]);
  });

  test("a side's own message to the platform never reaches the other side: not in the list, not in the count, not live", async () => {
    const theCase = await openCase(world);
    const [ofConsumer, ofProvider] = [lina.follow(FOLLOW), owner.follow(FOLLOW)];
    for (const stream of [ofConsumer, ofProvider]) await stream.until(({ received }) => received.length > 0);
    await theCase.do("wang.owner", "sendMessage", { text: "订单异常", visibility: "PROVIDER_SIDE" });
    await theCase.do("li.na", "sendMessage", { text: "他们不诚实", visibility: "CONSUMER_SIDE" });
    await theCase.do("wang.owner", "sendMessage", { text: "您好" });
    await theCase.do("li.na", "sendMessage", { text: "你好" });
    await ofConsumer.until(({ received }) => received.length > 1);
    await ofProvider.until(({ received }) => received.length > 1);
    expect(await inboxOf(lina)).toMatchObject({ types: ["MESSAGE_SENT"], unreadCount: 1 });
    expect(await inboxOf(owner)).toMatchObject({ types: ["MESSAGE_SENT", "COMPLAINT_OPENED"], unreadCount: 2 });
    const audiences = await world.db.query<{ audience: string }>(
      "SELECT e.audience FROM notice n JOIN log_position p ON p.position = n.position JOIN event_log e ON e.id = p.event_id",
    );
    expect(new Set(audiences.map(({ audience }) => audience))).toEqual(new Set(["PARTIES"]));
    for (const stream of [ofConsumer, ofProvider])
      expect(stream.received.flatMap(({ notice }) => notice ?? [])).toHaveLength(1);
    for (const person of [lina, owner]) await person.hangUp();
  });

  further("a member who is the consumer of a case reads it as the consumer alone", async () => {
    const theCase = await openCase(world, { consumer: "tom" });
    await join(owner, tom, { providerId: await providerOf(owner), login: "tom", role: "STAFF" });
    const live = tom.follow(FOLLOW);
    await live.until(({ received }) => received.length > 0);
    await theCase.do("wang.owner", "sendMessage", { text: "他现在是同事", visibility: "PROVIDER_SIDE" });
    await world.later(25);
    await theCase.do("wang.owner", "sendMessage", { text: "您好" });
    // The reminder of the provider's answer is for the provider's side; another member finds it.
    expect((await inboxOf(await world.as("zhao.staff"))).types).toEqual(["DEADLINE_NEAR", "COMPLAINT_OPENED"]);
    expect(await inboxOf(await world.as("tom"))).toMatchObject({
      types: ["MESSAGE_SENT", "PROVIDER_MEMBER_INVITED"],
      unreadCount: 2,
    });
    await tom.hangUp();
  });

  test("how far one has read is each person's own, goes only forwards, and stays", async () => {
    const theCase = await openCase(world);
    for (const text of ["一", "二", "三"]) await theCase.do("li.na", "sendMessage", { text });
    const [newest, second, , oldest] = (await inboxOf(owner)).seen;
    expect(await markRead(owner, second?.id ?? "")).toEqual({ inbox: { unreadCount: 1 } });
    expect((await inboxOf(owner)).seen.map(({ unread }) => unread)).toEqual([true, false, false, false]);
    expect(await markRead(owner, oldest?.id ?? "")).toEqual({ inbox: { unreadCount: 1 } });
    expect(await inboxOf(staff)).toMatchObject({ unreadCount: 4 });
    await theCase.do("li.na", "sendMessage", { text: "四" });
    expect(await inboxOf(owner)).toMatchObject({ unreadCount: 2 });
    // Two devices at once: the one that has read farther counts.
    const { seen } = await inboxOf(owner);
    await Promise.all([markRead(owner, newest?.id ?? ""), markRead(owner, seen[0]?.id ?? "")]);
    expect(await inboxOf(owner)).toMatchObject({ unreadCount: 0 });
  });

  further("nobody can mark, or learn of, a notice that is not in their inbox", async () => {
    await openCase(world);
    const [notice] = (await inboxOf(owner)).seen;
    for (const upToId of [notice?.id, "ntc_7zzzzzzzzzzzzzzzzzzzzzzzzz", "cmp_x", ""])
      expect((await tom.tryTo("markInboxRead", { upToId })).extensions).toMatchObject({
        code: "NOT_FOUND",
        field: "input.upToId",
      });
    expect((await world.visitor.refused(`{ inbox { unreadCount } }`)).extensions.code).toBe("UNAUTHENTICATED");
  });

  further(
    "who joins a provider sees what came before, read; who leaves sees nothing of it any more, live or in the list",
    async () => {
      const theCase = await openCase(world);
      const providerId = await providerOf(owner);
      await world.later(0.1);
      await join(await world.as("wang.owner"), await world.as("tom"), { providerId, login: "tom", role: "STAFF" });
      await world.later(0.1);
      await theCase.do("li.na", "sendMessage", { text: "请尽快" });
      const member = await world.as("tom");
      expect((await inboxOf(member)).seen.map(({ type, unread }) => [type, unread])).toEqual([
        ["MESSAGE_SENT", true],
        ["PROVIDER_MEMBER_INVITED", true],
        ["COMPLAINT_OPENED", false],
      ]);
      expect(await inboxOf(member)).toMatchObject({ unreadCount: 2 });
      const live = member.follow(FOLLOW);
      await live.until(({ received }) => received.length > 0);
      await (
        await world.as("wang.owner")
      ).do("removeProviderMember", { providerId, accountId: member.accountId }, "{ provider { id } }");
      await theCase.do("li.na", "sendMessage", { text: "还在吗" });
      // Something of his own shows that the stream has passed the message by.
      const own = await openCase(world, { consumer: "tom" });
      await own.do("wang.owner", "sendMessage", { text: "您好" });
      await live.until(({ received }) => received.length > 1);
      expect(live.received.slice(1).map(({ notice }) => notice.complaint.id)).toEqual([own.id]);
      expect((await inboxOf(member)).seen.map(({ complaint }) => complaint?.id)).toEqual([own.id, undefined]);
      await member.hangUp();
    },
  );

  further(
    "the moderator who works on a case is told of it, others are not; who lost the right sees that there was something, not what",
    async () => {
      const [moderator, other, admin] = (await Promise.all(
        ["chen.mod", "liu.mod", "admin"].map((login) => world.as(login)),
      )) as [Person, Person, Person];
      const theCase = await caseIn(world, "SUBMITTED");
      const leaseToken = await theCase.take();
      await theCase.do("chen.mod", "requestInformation", { leaseToken, text: "请补充付款记录和沟通截图。" });
      await theCase.do("li.na", "supplyInformation", { text: "截图" });
      await theCase.do("li.na", "withdrawComplaint");
      expect((await inboxOf(moderator)).types).toEqual(["COMPLAINT_WITHDRAWN", "INFORMATION_SUPPLIED"]);
      expect((await inboxOf(other)).types).toEqual([]);
      await admin.do("setAccountRoles", { accountId: moderator.accountId, roles: ["CONSUMER"] }, "{ account { id } }");
      const later = await world.as("chen.mod");
      const { seen, types } = await inboxOf(later);
      // The newest tells them of their own role.
      expect(types).toEqual(["ACCOUNT_ROLES_CHANGED", "COMPLAINT_WITHDRAWN", "INFORMATION_SUPPLIED"]);
      expect(seen.slice(1).map(({ complaint, text }) => [complaint, /初稿迟迟未交/.test(text)])).toEqual([
        [null, false],
        [null, false],
      ]);
    },
  );

  further("a case that is assigned tells the one it is assigned to", async () => {
    const other = await world.as("liu.mod");
    const theCase = await caseIn(world, "SUBMITTED");
    await theCase.do("zhou.lead", "reassignComplaint", { accountId: other.accountId, reason: "请接手此案" });
    expect((await inboxOf(other)).types).toEqual(["COMPLAINT_REASSIGNED"]);
    expect((await inboxOf(await world.as("zhou.lead"))).types).toEqual([]);
  });

  test("penalties reach every member of the provider, and name it", async () => {
    await caseIn(world, "RULED");
    const ruled = await world.db.findOne(Penalty, {});
    if (!ruled) throw new Error("the ruling ordered nothing");
    const providerId = await providerOf(owner);
    const before = (await inboxOf(staff)).types.filter((type) => type === "PENALTY_STARTED").length;
    await world.db.transact(async (tx) => {
      const provider = await tx.lock(Provider, providerId);
      if (provider) await recordPenalties(tx, provider, null, "PENALTY_STARTED", [ruled]);
    });
    for (const login of ["wang.owner", "zhao.staff"]) {
      const { seen, types } = await inboxOf(await world.as(login));
      expect(types.filter((type) => type === "PENALTY_STARTED")).toHaveLength(before + 1);
      expect(seen[0]).toMatchObject({ type: "PENALTY_STARTED", complaint: null, provider: { id: providerId } });
      expect(seen[0]?.text).toMatch(/warning|警告/);
    }
    expect((await inboxOf(lina)).types).not.toContain("PENALTY_STARTED");
  });

  test("the list has pages, over one's own inbox and the provider's together, none missing and none twice", async () => {
    const [against, own] = [await openCase(world), await openCase(world, { consumer: "tom" })];
    await join(owner, tom, { providerId: await providerOf(owner), login: "tom", role: "STAFF" });
    const member = await world.as("tom");
    for (const n of [1, 2, 3]) {
      await against.do("li.na", "sendMessage", { text: `请尽快 ${n}` });
      await own.do("wang.owner", "sendMessage", { text: `您好 ${n}` });
    }
    const all = (await inboxOf(member)).seen.map(({ id }) => id);
    expect(all).toHaveLength(8);
    const paged: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const {
        inbox,
      }: { inbox: { notices: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } } =
        await member.ok(
          `query ($after: String) { inbox { notices(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }`,
          { after },
        );
      paged.push(...inbox.notices.nodes.map(({ id }) => id));
      ({ hasNextPage: more, endCursor: after } = inbox.notices.pageInfo);
    }
    expect(paged).toEqual(all);
    const { inbox } = await owner.ok(`{ inbox { notices(first: 1) { pageInfo { endCursor } } } }`);
    const page = `query ($first: Int!, $after: String) { inbox { notices(first: $first, after: $after) { nodes { id } } } }`;
    const refused = async (first: number, after: string | null) =>
      (await member.refused(page, { first, after })).extensions.code;
    expect(await refused(2, inbox.notices.pageInfo.endCursor)).toBe("CURSOR_INVALID");
    expect(await refused(101, null)).toBe("BAD_USER_INPUT");
    expect((await member.ok(page, { first: 0 })).inbox.notices.nodes).toEqual([]);
  });

  test("live: each notice as it comes, with the count; a client that comes back with its cursor misses none and gets none twice", async () => {
    const theCase = await openCase(world);
    const live = lina.follow(FOLLOW);
    await live.until(({ received }) => received[0]?.caughtUp === true);
    expect(live.received[0]).toMatchObject({ notice: null, unreadCount: 0 });
    await theCase.do("wang.owner", "sendMessage", { text: "一" });
    await live.until(({ received }) => received.length === 2);
    expect(live.received[1]).toMatchObject({
      notice: { type: "MESSAGE_SENT", unread: true, complaint: { id: theCase.id } },
      unreadCount: 1,
    });
    const { cursor } = live.received[1];
    await lina.hangUp();
    for (const text of ["二", "三"]) await theCase.do("wang.owner", "sendMessage", { text });
    const again = lina.follow(FOLLOW, { after: cursor });
    await again.until(({ received }) => received.some(({ caughtUp }) => caughtUp));
    await theCase.do("wang.owner", "sendMessage", { text: "四" });
    const told = () => again.received.flatMap(({ notice }) => notice ?? []);
    await again.until(() => told().length >= 3);
    const { seen } = await inboxOf(lina);
    expect(told().map(({ id }) => id)).toEqual(
      seen
        .slice(0, 3)
        .map(({ id }) => id)
        .reverse(),
    );
    await lina.hangUp();
  });

  further("live from a snapshot's cursor; another person's or another stream's cursor is refused", async () => {
    const theCase = await openCase(world);
    const { cursor } = await inboxOf(lina);
    await theCase.do("wang.owner", "sendMessage", { text: "一" });
    const live = lina.follow(FOLLOW, { after: cursor });
    await live.until(({ received }) => received.some(({ notice }) => notice?.type === "MESSAGE_SENT"));
    const { myComplaintsCursor } = await lina.ok(`{ myComplaintsCursor }`);
    for (const [person, after] of [
      [tom, cursor],
      [lina, myComplaintsCursor],
    ] as const) {
      const refused = person.follow(FOLLOW, { after });
      await refused.until(({ errors }) => errors.length > 0);
      expect(refused.errors[0]?.extensions.code).toBe("RESYNC_REQUIRED");
    }
    for (const person of [lina, tom]) await person.hangUp();
  });

  further("a suspended account hears nothing more", async () => {
    const theCase = await openCase(world);
    const live = lina.follow(FOLLOW);
    await live.until(({ received }) => received.length > 0);
    await (
      await world.as("admin")
    ).do("suspendAccount", { accountId: lina.accountId, reason: "test" }, "{ account { id } }");
    await theCase.do("wang.owner", "sendMessage", { text: "一" });
    await live.until(({ errors }) => errors.length > 0);
    expect(live.errors[0]?.extensions.code).toBe("PERMISSION_REVOKED");
    expect(live.received).toHaveLength(1);
    await lina.hangUp();
  });

  test("a notice is written with its event or not at all, at the event's own place in the log, also when many write at once", async () => {
    const cases = [await openCase(world), await openCase(world, { consumer: "tom" })];
    await Promise.all(
      Array.from({ length: 12 }, async (_, n) => {
        await cases[n % 2]?.do("wang.owner", "sendMessage", { text: `m${n}` });
        // Fails after it has recorded.
        await world.db
          .transact(async (tx) => {
            tx.record(
              { id: "cmp_nobody", eventSeq: 0, eventHash: "0" },
              {
                type: "STAY_REMINDER",
                actorId: null,
                actorRole: "SYSTEM",
                topics: [],
                audience: "STAFF",
                data: {},
                notify: [lina.accountId],
              },
            );
            await tx.query("SELECT 1");
            throw new Error("rolled back");
          })
          .catch((error: Error) => expect(error.message).toBe("rolled back"));
      }),
    );
    await world.server.services.tail.catchUp();
    const notices = await world.db.find(Notice, {}, "ORDER BY position");
    const events = new Map((await numberedEvents(world.db, sql`1 = 1`)).map((event) => [event.position, event]));
    for (const { position, recipientId, streamId, at } of notices) {
      const event = events.get(position);
      expect(event).toMatchObject({ streamId, at });
      expect(event?.topicList).toContain(`inbox:${recipientId}`);
    }
    const promised = [...events.values()].flatMap(({ topicList }) =>
      topicList.filter((topic) => topic.startsWith("inbox:")),
    );
    expect(notices).toHaveLength(promised.length);
    expect(notices.filter(({ recipientId }) => recipientId === lina.accountId)).toHaveLength(6);
  });
});
