import { payOrderOver } from "../../adjudication/payments/paid-in";
import { caseIn, placeOrder, type WorldCase } from "../../case/complaints/world-case";
import { accept, invite } from "../../market/providers/membership";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type Person, type World } from "../../support/world";

const SHOWN = `{ review { id stars text answer answeredAt authorName complaintOutcome availableActions { action } order { id }
  hidden { because text at } provider { id } listing { id } } }`;
const TEXT = "初稿准时,海报也送到了。";
const REASON = "评价中写出了客服的手机号码。";

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  async function completed(consumer = "li.na"): Promise<string> {
    const { id: orderId } = await placeOrder(world, consumer);
    await (await world.as("wang.owner")).do("deliverOrder", { orderId }, "{ order { id } }");
    await (await world.as(consumer)).do("completeOrder", { orderId }, "{ order { id } }");
    await payOrderOver(world, consumer, orderId);
    return orderId;
  }
  const write = async (orderId: string, stars = 4, who = "li.na") =>
    (await (await world.as(who)).do("writeReview", { orderId, stars, text: TEXT }, SHOWN)).review;
  const act = async (who: string, mutation: string, reviewId: string, input: Record<string, unknown> = {}) =>
    (await (await world.as(who)).do(mutation, { reviewId, ...input }, SHOWN)).review;
  const codeOf = async (who: string, mutation: string, input: Record<string, unknown>): Promise<string> =>
    (await (await world.as(who)).tryTo(mutation, input)).extensions.code;
  const look = async (id: string, person: Person) =>
    (await person.ok(`query ($id: ID!) ${SHOWN.replace("{ review", "{ review(id: $id)")}`, { id })).review;
  const summaries = async (listingId: string) => {
    const fields = "reviewSummary { count average byStars hidden }";
    const { listing } = await world.visitor.ok(
      `query ($id: ID!) { listing(id: $id) { ${fields} provider { ${fields} } } }`,
      { id: listingId },
    );
    expect(listing.provider.reviewSummary).toEqual(listing.reviewSummary);
    return listing.reviewSummary;
  };

  test("once for a completed order, answered once, hidden and shown again with a public reason, never gone", async () => {
    const orderId = await completed();
    const stream = world.visitor.follow(
      `subscription ($id: ID!) { providerUpdated(id: $id) { event { type data actorRole } } }`,
      { id: (await orderOf(orderId)).provider.id },
    );
    await stream.until(({ received }) => received.length > 0);
    const review = await write(orderId);
    expect(review).toMatchObject({
      stars: 4,
      text: TEXT,
      answer: null,
      hidden: null,
      authorName: "李**",
      order: { id: orderId },
    });
    expect(
      await world.visitor.ok(
        `query ($id: ID!) { review(id: $id) { order { id } availableActions { action } } }`,
        review,
      ),
    ).toEqual({
      review: { order: null, availableActions: [] },
    });
    const again = await (await world.as("li.na")).tryTo("writeReview", { orderId, stars: 1, text: TEXT });
    expect(again.extensions).toMatchObject({ code: "ALREADY_EXISTS", existingId: review.id });

    expect((await look(review.id, await world.as("zhao.staff"))).availableActions).toEqual([{ action: "ANSWER" }]);
    expect((await act("zhao.staff", "answerReview", review.id, { text: "谢谢!" })).answer).toBe("谢谢!");
    expect(await codeOf("wang.owner", "answerReview", { reviewId: review.id, text: "再谢!" })).toBe(
      "NOT_IN_THIS_STATE",
    );
    expect(await summaries(review.listing.id)).toEqual({ count: 1, average: 4, byStars: [0, 0, 0, 1, 0], hidden: 0 });

    const because = { because: "PERSONAL_DATA", text: REASON };
    for (const text of ["评价写出了客服的号码 13800138000。", "李女士在评价中写出了客服的号码。"])
      expect(await codeOf("chen.mod", "hideReview", { reviewId: review.id, ...because, text })).toBe("BAD_USER_INPUT");
    const hidden = await act("chen.mod", "hideReview", review.id, because);
    expect(hidden).toMatchObject({ stars: 4, text: TEXT, availableActions: [{ action: "UNHIDE" }] });
    expect(await look(review.id, world.visitor)).toMatchObject({
      stars: null,
      text: null,
      answer: null,
      hidden: { ...because, at: expect.any(String) },
    });
    for (const who of ["li.na", "wang.owner", "sun.audit"])
      expect((await look(review.id, await world.as(who))).text).toBe(TEXT);
    expect((await look(review.id, await world.as("tom"))).text).toBeNull();
    expect(await summaries(review.listing.id)).toEqual({
      count: 0,
      average: null,
      byStars: [0, 0, 0, 0, 0],
      hidden: 1,
    });
    expect(await codeOf("liu.mod", "hideReview", { reviewId: review.id, ...because })).toBe("NOT_IN_THIS_STATE");
    await act("zhou.lead", "unhideReview", review.id, { text: "号码是商家公开的客服热线。" });
    expect((await look(review.id, world.visitor)).text).toBe(TEXT);
    expect(await codeOf("chen.mod", "unhideReview", { reviewId: review.id, text: REASON })).toBe("NOT_IN_THIS_STATE");
    expect(await summaries(review.listing.id)).toMatchObject({ count: 1, hidden: 0 });

    await stream.until((s) => s.events().some(({ type }) => type === "REVIEW_UNHIDDEN"));
    const told = stream.received.flatMap(({ event }) => event ?? []);
    expect(told.map(({ type, actorRole }: { type: string; actorRole: string }) => [type, actorRole])).toEqual([
      ["REVIEW_WRITTEN", "CONSUMER"],
      ["REVIEW_ANSWERED", "PROVIDER_STAFF"],
      ["REVIEW_HIDDEN", "MODERATOR"],
      ["REVIEW_UNHIDDEN", "MODERATOR"],
    ]);
    expect(told[2].data).toEqual({ reviewId: review.id, ...because });
    expect(JSON.stringify(told)).not.toMatch(/ord_|acc_/);
    await world.visitor.hangUp();
    expect(await inboxOf("wang.owner")).toEqual(["REVIEW_UNHIDDEN", "REVIEW_HIDDEN", "REVIEW_WRITTEN"]);
    expect(await inboxOf("li.na")).toEqual(["REVIEW_UNHIDDEN", "REVIEW_HIDDEN", "REVIEW_ANSWERED"]);
  });

  const orderOf = async (id: string) =>
    (
      await (
        await world.as("sun.audit")
      ).ok(`query ($id: ID!) { order(id: $id) { status reviewableUntil review { id } provider { id } } }`, { id })
    ).order;
  const inboxOf = async (who: string): Promise<string[]> => {
    const { inbox } = await (await world.as(who)).ok(`{ inbox { notices(first: 50) { nodes { type text } } } }`);
    const notices = inbox.notices.nodes.filter(({ type }: { type: string }) => type.startsWith("REVIEW"));
    for (const { text } of notices) expect(text).toContain("星火");
    return notices.map(({ type }: { type: string }) => type);
  };

  further("by whoever ordered it, after it was completed, for a time, and by nobody of the provider", async () => {
    const { id: placed } = await placeOrder(world);
    const input = { stars: 5, text: TEXT };
    expect(await codeOf("li.na", "writeReview", { orderId: placed, ...input })).toBe("NOT_IN_THIS_STATE");
    expect((await orderOf(placed)).reviewableUntil).toBeNull();
    const orderId = await completed();
    expect(await codeOf("tom", "writeReview", { orderId, ...input })).toBe("NOT_FOUND");
    expect(await codeOf("wang.owner", "writeReview", { orderId, ...input })).toBe("FORBIDDEN");
    expect(await codeOf("chen.mod", "writeReview", { orderId, ...input })).toBe("FORBIDDEN");
    for (const wrong of [{ stars: 0 }, { stars: 6 }, { text: "好" }])
      expect(await codeOf("li.na", "writeReview", { orderId, ...input, ...wrong })).toBe("BAD_USER_INPUT");
    expect(await codeOf("li.na", "writeReview", { orderId: "ord_x", ...input })).toBe("NOT_FOUND");
    const review = await write(orderId, 2);
    expect(await orderOf(orderId)).toMatchObject({ review: { id: review.id }, reviewableUntil: null });
    expect(await codeOf("tom", "answerReview", { reviewId: review.id, text: "不" })).toBe("FORBIDDEN");
    expect(await codeOf("he.inspect", "hideReview", { reviewId: review.id, because: "INSULT", text: REASON })).toBe(
      "FORBIDDEN",
    );
    expect(await codeOf("chen.mod", "hideReview", { reviewId: "rvw_x", because: "INSULT", text: REASON })).toBe(
      "NOT_FOUND",
    );

    const late = await completed("tom");
    const { provider } = await orderOf(late);
    const owner = await world.as("wang.owner");
    const offer = { providerId: provider.id, login: "tom", role: "STAFF" } as const;
    const invitationId = await invite(owner, offer);
    // An invitation alone stops nobody from saying what they found.
    await write(await completed("tom"), 1, "tom");
    await accept(await world.as("tom"), invitationId);
    expect(await codeOf("tom", "writeReview", { orderId: late, ...input })).toBe("CONFLICT_OF_INTEREST");
    await owner.do(
      "removeProviderMember",
      { providerId: provider.id, accountId: (await world.as("tom")).accountId },
      "{ provider { id } }",
    );
    // Nor does who has just left it.
    expect(await codeOf("tom", "writeReview", { orderId: late, ...input })).toBe("CONFLICT_OF_INTEREST");
    await world.later(24 * 730 + 1);
    expect(await codeOf("tom", "writeReview", { orderId: late, ...input })).toBe("TOO_LATE");
  });

  further("says what was ordered, for everybody, whatever its listing is called since", async () => {
    const orderId = await completed();
    const { id, listing } = await write(orderId);
    const asked = `query ($id: ID!) { review(id: $id) { orderedTitle listing { title version } } }`;
    const before = (await world.visitor.ok(asked, { id })).review;
    expect(before.orderedTitle).toBe(before.listing.title);
    const owner = await world.as("wang.owner");
    const rename = (title: string, expectedVersion: number) =>
      owner.do("updateListing", { listingId: listing.id, expectedVersion, title }, "{ listing { version } }");
    const renamed = await rename("完全不同的另一项服务", before.listing.version);
    expect((await world.visitor.ok(asked, { id })).review).toMatchObject({
      orderedTitle: before.orderedTitle,
      listing: { title: "完全不同的另一项服务" },
    });
    await rename(before.listing.title, renamed.listing.version);
  });

  test("many at once are counted right, and found in pages, the latest first", async () => {
    const first = await write(await completed(), 5);
    const before = await summaries(first.listing.id);
    const orders = [await completed("tom"), await completed("tom"), await completed("tom")];
    await Promise.all(orders.map((orderId, index) => write(orderId, index + 1, "tom")));
    const after = await summaries(first.listing.id);
    expect(after.byStars).toEqual(before.byStars.map((n: number, index: number) => (index < 3 ? n + 1 : n)));
    expect(after.average).toBeCloseTo(
      after.byStars.reduce((sum: number, n: number, index: number) => sum + n * (index + 1), 0) / after.count,
    );
    const pages: string[] = [];
    for (let cursor: string | null = null; ;) {
      const { provider } = await world.visitor.ok(
        `query ($id: ID!, $after: String) { provider(id: $id) { reviews(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }`,
        { id: first.provider.id, after: cursor },
      );
      pages.push(...provider.reviews.nodes.map(({ id }: { id: string }) => id));
      if (!provider.reviews.pageInfo.hasNextPage) break;
      cursor = provider.reviews.pageInfo.endCursor;
    }
    expect(pages).toHaveLength(after.count + after.hidden);
    expect(new Set(pages).size).toBe(pages.length);
    expect(pages.indexOf(first.id)).toBeGreaterThanOrEqual(3);
  });

  further("carries what became of a complaint about the order, as far as that is public", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW");
    await finish(theCase);
    const { id } = await write(theCase.orderId, 1);
    const outcomes = async (): Promise<(string | null)[]> => {
      const others = await Promise.all(["tom", "li.na", "wang.owner", "chen.mod"].map((who) => world.as(who)));
      const people = [world.visitor, ...others];
      return Promise.all(people.map(async (person) => (await look(id, person)).complaintOutcome));
    };
    expect(await outcomes()).toEqual([null, null, "OPEN", "OPEN", "OPEN"]);
    await theCase.do("chen.mod", "issueRuling", { leaseToken: await theCase.take(), ...(await theCase.ruling()) });
    expect(await outcomes()).toEqual([null, null, "OPEN", "OPEN", "OPEN"]);
    await theCase.ring("APPEAL_WINDOW");
    expect(await outcomes()).toEqual(Array(5).fill("UPHELD"));
  });

  /** The order of a case goes on beside it. */
  async function finish({ orderId }: WorldCase): Promise<void> {
    await (await world.as("wang.owner")).do("deliverOrder", { orderId }, "{ order { id } }");
    await (await world.as("li.na")).do("completeOrder", { orderId }, "{ order { id } }");
    await payOrderOver(world, "li.na", orderId);
  }
});
