import { openCase, opening, placeOrder, type PlacedOrder } from "../case/complaints/world-case";
import { forEachDatabase } from "../support/databases";
import { mutationDocument, startWorld, type Person, type World } from "../support/world";
import { post, RawSocket } from "./wire";

forEachDatabase((kind) => {
  let world: World;
  let consumer: Person;
  let order: PlacedOrder;
  beforeAll(async () => {
    world = await startWorld(kind);
    consumer = await world.as("li.na");
    order = await placeOrder(world);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const refusedOpening = async (changes: Record<string, unknown>): Promise<unknown> => {
    const { code, field } = (await consumer.tryTo("openComplaint", { ...opening(order), ...changes })).extensions;
    return { code, field };
  };
  const breach = (changes: Record<string, unknown>) => ({
    breaches: [{ ...(opening(order).breaches as object[])[0], ...changes }],
  });

  test.each([
    ["emoji", "👨‍👩‍👧‍👦 🏳️‍🌈 🇨🇳 👍🏽 ①"],
    ["right-to-left", "العربية עברית مرحبا (abc) ١٢٣"],
    ["right-to-left marks and an override", "\u200fabc\u202edef\u202c"],
    ["rare characters outside the basic plane", "𠮷野家 𝕏 𐍈"],
    ["quotes, markup, SQL and templates", `'; DROP TABLE complaint; -- <b>"\`\${x}\` {{x}} %s \\`],
    ["several lines and tabs", "一\n\n\t二"],
  ])("%s come back as they were sent, also in the event and in the other person's view", async (_, text) => {
    const title = text.split("\n")[0] ?? "";
    const theCase = await openCase(world, { opening: { title, story: text } });
    await theCase.do("li.na", "sendMessage", { text });
    const seen = await theCase.look(
      "title story messages { nodes { text } } timeline(first: 100) { nodes { type data } }",
      await theCase.provider,
    );
    expect(seen.story).toBe(text);
    expect(seen.messages[0].text).toBe(text);
    // One line between other words: what turns the direction of those is not in it.
    expect(seen.timeline[0].data.title).toBe(title.replace(/[\u202c\u202e]/g, ""));
    expect(await theCase.look("story")).toMatchObject({ story: text });
  });

  test.each([
    ["an override and an isolate of the direction", "特惠\u202egnp.exe\u202c \u2066x\u2069", "特惠gnp.exe x"],
    ["several lines", "特惠\n\n平台通知：请立即转账\u2028x", "特惠 平台通知：请立即转账 x"],
    ["what nobody sees", "星\u200b火\u2060工\ufeff作\u00ad室\u3164\u2800", "星火工作室"],
    ["more marks than a letter has", `e${"\u0317".repeat(150)}`, `e${"\u0317".repeat(8)}`],
    [
      "joiners, marks of direction and of form",
      "👩‍👧 ☎️ نمی‌خواهم \u200fabc 葛\u{e0100}",
      "👩‍👧 ☎️ نمی‌خواهم \u200fabc 葛\u{e0100}",
    ],
  ])("a name is one line that is seen and changes nothing beside it: %s", async (_, legalName, shown) => {
    const owner = await world.as("wang.owner");
    const [{ provider }] = (await owner.ok("{ viewer { memberships { provider { id } } } }")).viewer.memberships;
    const renamed = { providerId: provider.id, legalName };
    const { provider: after } = await owner.do("updateProvider", renamed, "{ provider { pendingName } }");
    expect(after.pendingName).toBe(shown);
  });

  test.each(["\u3164\u3164", "\u200b", "\u200d\u200f", "\u2800 \u2800", "\u0301"])(
    "a name of nothing that is seen is none: %j",
    async (name) => {
      const changed = await consumer.tryTo("updateAccount", { displayName: name });
      expect(changed.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.displayName" });
    },
  );

  test("text is normalised to NFC and trimmed", async () => {
    const theCase = await openCase(world, { opening: { title: "  cafe\u0301\r\n " } });
    expect((await theCase.look("title")).title).toBe("caf\u00e9");
  });

  test.each([
    ["NUL", "a\u0000b"],
    ["an escape character", "a\u001b[31mb"],
    ["a C1 control character", "a\u0085b"],
    ["a lone high surrogate", "a\ud83db"],
    ["a lone low surrogate", "a\ude00b"],
    ["surrogates in the wrong order", "\ude00\ud83d"],
  ])("%s is refused, with the field named", async (_, text) => {
    expect(await refusedOpening({ story: text })).toEqual({ code: "BAD_USER_INPUT", field: "input.story" });
    expect(await refusedOpening({ demandText: text })).toEqual({ code: "BAD_USER_INPUT", field: "input.demandText" });
    expect(await refusedOpening(breach({ delivered: text }))).toEqual({
      code: "BAD_USER_INPUT",
      field: "input.breaches.0.delivered",
    });
    expect(await refusedOpening({ clientMutationId: text })).toEqual({
      code: "BAD_USER_INPUT",
      field: "input.clientMutationId",
    });
  });

  test("length counts characters, not code units: 5,000 emoji fit, 6,000 letters do not", async () => {
    const theCase = await openCase(world, { opening: { story: "🙂".repeat(5_000) } });
    expect([...(await theCase.look("story")).story]).toHaveLength(5_000);
    expect(await refusedOpening({ story: "x".repeat(6_000) })).toEqual({
      code: "BAD_USER_INPUT",
      field: "input.story",
    });
    expect(await refusedOpening({ story: "🙂".repeat(5_001) })).toEqual({
      code: "BAD_USER_INPUT",
      field: "input.story",
    });
    expect(await refusedOpening({ title: "x".repeat(201) })).toEqual({ code: "BAD_USER_INPUT", field: "input.title" });
    expect(await refusedOpening(breach({ expected: "x".repeat(2_001) }))).toEqual({
      code: "BAD_USER_INPUT",
      field: "input.breaches.0.expected",
    });
    // One letter and 5,000 marks upon it are 5,001 characters, however narrow they look.
    expect(await refusedOpening({ story: `a${"\u0334".repeat(5_000)}` })).toEqual({
      code: "BAD_USER_INPUT",
      field: "input.story",
    });
  });

  test("empty and blank text is refused where text is needed", async () => {
    for (const story of ["", "   ", "\n\t", "\u3000", "\u200b", " \u2060\n\u200d ", "\u0301"])
      expect(await refusedOpening({ story })).toEqual({ code: "BAD_USER_INPUT", field: "input.story" });
    // Where it is needed only with something else, it is as if it had been left out.
    const law = {
      demandKind: "COMPENSATION",
      demandAmount: 100,
      demandBasis: "STATUTORY",
      demandText: "\u200b\n\u2800",
    };
    expect(await refusedOpening(law)).toEqual({ code: "BAD_USER_INPUT", field: "input.demandText" });
    // Long enough only for who counts what nobody sees.
    const filler = { complaintId: "cmp_x", remedyId: "rmd_x", reason: `no${"\u200b".repeat(10)}` };
    expect((await consumer.tryTo("contestRemedy", filler)).extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      reason: "text.tooShort",
      field: "input.reason",
    });
    expect(await refusedOpening({ breaches: [] })).toEqual({ code: "BAD_USER_INPUT", field: "input.breaches" });
    expect(await refusedOpening({ breaches: Array.from({ length: 21 }, () => breach({}).breaches[0]) })).toEqual({
      code: "BAD_USER_INPUT",
      field: "input.breaches",
    });
  });

  test("text of 1 MB: 413 on HTTP before it is read, 1009 on the websocket; the server goes on", async () => {
    const variables = { input: { ...opening(order), story: "x".repeat(1_048_576) } };
    const query = mutationDocument("openComplaint", "{ complaint { id } }");
    const answer = await post(world.url, JSON.stringify({ query, variables }), {
      authorization: `Bearer ${consumer.token}`,
    });
    expect(answer).toMatchObject({ status: 413, errors: [{ extensions: { code: "LIMIT_REACHED" } }] });

    const socket = await RawSocket.as(consumer);
    socket.send({ id: "1", type: "subscribe", payload: { query, variables } });
    expect((await socket.whenClosed()).code).toBe(1009);
    expect((await consumer.ok(`{ viewer { id } }`)).viewer.id).toBe(consumer.accountId);
  });

  test("1 MB without a length announced is cut off where the limit is", async () => {
    const chunk = new TextEncoder().encode("x".repeat(65_536));
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(stream) {
        sent += 1;
        if (sent > 200) stream.close();
        else stream.enqueue(chunk);
      },
    });
    const status = await fetch(`${world.url}/graphql`, {
      method: "POST",
      body: endless,
      duplex: "half",
      headers: { "content-type": "application/json" },
    } as RequestInit).then(
      (response) => response.status,
      () => "cut off",
    );
    expect([413, "cut off"]).toContain(status);
    expect((await consumer.ok(`{ viewer { id } }`)).viewer.id).toBe(consumer.accountId);
  });

  describe("amounts", () => {
    test.each([
      ["negative", -1],
      ["fractional", 0.5],
      ["2^53", 2 ** 53],
      ["far above 2^53", 1e300],
      ["text", "100"],
      ["true", true],
      ["a list", [100, 200]],
      ["an object", { amount: 1 }],
    ])("%s: refused, with the field named", async (_, amount) => {
      expect(await refusedOpening({ demandKind: "REFUND_PART", demandAmount: amount })).toEqual({
        code: "BAD_USER_INPUT",
        field: "input.demandAmount",
      });
      expect(await refusedOpening(breach({ amount }))).toEqual({
        code: "BAD_USER_INPUT",
        field: "input.breaches.0.amount",
      });
    });

    test("beyond what JSON numbers can tell apart, on the wire and in the query's text", async () => {
      const query = mutationDocument("openComplaint", "{ complaint { id } }");
      const body = JSON.stringify({
        query,
        variables: { input: { ...opening(order), demandKind: "CREDIT", demandAmount: 42 } },
      });
      const answer = await post(world.url, body.replace(":42}", ":9007199254740993}"), {
        authorization: `Bearer ${consumer.token}`,
      });
      expect(answer.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.demandAmount" });

      for (const amount of ["9007199254740993", "-1", "1.5", '"100"', "1e3"]) {
        const { errors } = await consumer.gql(
          `mutation { makeOffer(input: { complaintId: "x", kind: CREDIT, text: "x", amount: ${amount} }) { clientMutationId } }`,
        );
        const { code, field } = errors?.[0]?.extensions ?? {};
        expect([amount, code, field]).toEqual([amount, "BAD_USER_INPUT", "input.amount"]);
      }
    });

    test("more than the order cost: refused; 0 and the whole price are fine", async () => {
      expect(await refusedOpening(breach({ amount: 199_901 }))).toEqual({
        code: "BAD_USER_INPUT",
        field: "input.breaches.0.amount",
      });
      expect(await refusedOpening({ demandKind: "REFUND_PART", demandAmount: 199_901 })).toEqual({
        code: "BAD_USER_INPUT",
        field: "input.demandAmount",
      });
      expect(await refusedOpening({ demandKind: "REFUND_PART" })).toEqual({
        code: "BAD_USER_INPUT",
        field: "input.demandAmount",
      });
      await openCase(world, { opening: { demandKind: "CREDIT", demandAmount: 199_900 } });
      await openCase(world, { opening: { demandKind: "CREDIT", demandAmount: 0 } });
    });

    test("a listing may cost up to 10^12 minor units of a real currency, and the amount comes back exactly", async () => {
      const owner = await world.as("wang.owner");
      const { providers } = await owner.ok(`{ providers { nodes { id } } }`);
      const price = { amount: 1_000_000_000_000, currency: "CNY" };
      const input = { providerId: providers.nodes[0].id, category: "test", title: "x", description: "", price };
      const { listing } = await owner.do("createListing", input, "{ listing { price { amount currency } } }");
      expect(listing.price).toEqual(price);
      const above = { ...price, amount: price.amount + 1 };
      expect((await owner.tryTo("createListing", { ...input, price: above })).extensions).toMatchObject({
        code: "BAD_USER_INPUT",
        field: "input.price.amount",
      });
      for (const currency of ["cny", "RMBX", "", "元", "C\u0000Y", "ZZZ", "XXX"]) {
        const { extensions } = await owner.tryTo("createListing", { ...input, price: { amount: 1, currency } });
        expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.price.currency" });
      }
    });
  });
});
