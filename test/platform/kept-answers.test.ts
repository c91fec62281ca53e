import pino from "pino";
import { Account } from "../../src/accounts/account/account.entity";
import { Provider } from "../../src/market/providers/provider.entity";
import { AdjustableClock } from "../../src/platform/clock";
import type { Database } from "../../src/platform/database/database";
import type { LoggedEvent } from "../../src/platform/database/event.entity";
import type { ReadsRecord } from "../../src/platform/database/reads-record";
import { writtenBy } from "../../src/platform/database/tracked";
import type { Tail } from "../../src/platform/feed/tail";
import type { Context } from "../../src/platform/graphql/context";
import { KeptAnswers, nameOf } from "../../src/platform/graphql/kept-answers";
import { startWorld, type World } from "../support/world";

const VISITORS = "visitors zh-CN Asia/Shanghai";

describe("what is kept", () => {
  const clock = new AdjustableClock();
  let hear: (event: Pick<LoggedEvent, "touched">) => void;
  let commit: (changes: ReadonlySet<string>) => void;
  let kept: KeptAnswers;
  const start = (bytes = 1_000_000): void => {
    const tail = { observe: (observer: typeof hear) => (hear = observer) } as unknown as Tail;
    const database = { onEvents: (listener: typeof commit) => (commit = listener) } as unknown as Database;
    kept = new KeptAnswers(database, clock, tail, bytes, pino({ level: "silent" }));
  };
  beforeEach(() => start());

  const sent = (name: string): { query: string } => ({ query: `{ ${name} }` });
  /** Makes an answer, reading as `reads` says. */
  const make = async (
    name: string,
    reads: (record: ReadsRecord) => void | Promise<void>,
    text: string | null = name,
  ): Promise<void> => {
    let record: ReadsRecord | undefined;
    const reader = { actor: null, recordReads: (begun: ReadsRecord) => (record = begun) } as unknown as Context;
    await kept.keep(sent(name), { audience: VISITORS, reader }, async () => {
      if (record) await reads(record);
      return text === null ? null : Buffer.from(text);
    });
  };
  const find = (name: string, audience = VISITORS): string | undefined =>
    kept.find(nameOf(sent(name), audience))?.body.toString();
  const provider = (id: string) => (record: ReadsRecord) => void record.rows("provider", "id", [id]);

  test("is given to who asks the same and is of the same audience", async () => {
    await make("a", provider("prv_1"));
    expect([
      find("a"),
      find("b"),
      find("a", "visitors en Asia/Shanghai"),
      find("a", "roles CONSUMER zh-CN Asia/Shanghai"),
    ]).toEqual(["a", undefined, undefined, undefined]);
  });

  test("is found by the text of a request, which is read once, and not before there is an answer", async () => {
    const read = jest.fn(() => sent("a"));
    const ask = (text: string, audience = VISITORS) => kept.find(kept.nameIn(text, audience, read))?.body.toString();
    expect([ask("text"), ask("text"), kept.texts.entries]).toEqual([undefined, undefined, 0]);
    expect(read).toHaveBeenCalledTimes(2);
    await make("a", provider("prv_1"));
    expect([ask("text"), ask("text"), ask(" text"), ask("text", "visitors en Asia/Shanghai")]).toEqual([
      "a",
      "a",
      "a",
      undefined,
    ]);
    expect(read).toHaveBeenCalledTimes(5);
    expect(kept.texts.entries).toBe(2);
    hear({ touched: "provider.id=prv_1" });
    expect(ask("text")).toBeUndefined();
  });

  test("holds no more memory than its own text", async () => {
    await make("答", provider("prv_1"));
    expect(kept.find(nameOf(sent("答"), VISITORS))?.body.buffer.byteLength).toBe(3);
    expect(find("答")).toBe("答");
  });

  test("is forgotten when one of its rows changes, and only then", async () => {
    await make("one", provider("prv_1"));
    await make("two", provider("prv_2"));
    await make("all", (record) => record.statement("SELECT id FROM provider t"));
    hear({ touched: "" });
    hear({ touched: "penalty.provider_id=prv_1" });
    expect([find("one"), find("two"), find("all")]).toEqual(["one", "two", "all"]);
    hear({ touched: "listing.id=lst_1 provider.id=prv_1" });
    expect([find("one"), find("two"), find("all")]).toEqual([undefined, "two", undefined]);
    hear({ touched: "provider.*" });
    expect(find("two")).toBeUndefined();
  });

  test("is forgotten when this node itself has committed a change of its rows, before the event is read", async () => {
    await make("one", provider("prv_1"));
    await make("two", provider("prv_2"));
    await make("meanwhile", (record) => {
      provider("prv_3")(record);
      commit(new Set(["provider.id=prv_3"]));
    });
    commit(new Set(["provider.id=prv_1"]));
    expect([find("one"), find("two"), find("meanwhile")]).toEqual([undefined, "two", undefined]);
  });

  test("is forgotten by an event that does not say what it changed", async () => {
    await make("one", provider("prv_1"));
    hear({ touched: null });
    expect(find("one")).toBeUndefined();
  });

  test.each(["provider.id=prv_1", "provider.*", null])(
    "is nothing that changed while it was made: %s",
    async (touched) => {
      await make("one", (record) => {
        provider("prv_1")(record);
        hear({ touched });
      });
      await make("whole", (record) => {
        hear({ touched });
        record.statement("SELECT id FROM provider t");
      });
      expect([find("one"), find("whole")]).toEqual([undefined, undefined]);
    },
  );

  test("is not forgotten for what changed elsewhere while it was made", async () => {
    await make("one", (record) => {
      hear({ touched: "provider.id=prv_2 listing.*" });
      provider("prv_1")(record);
    });
    expect(find("one")).toBe("one");
  });

  test("is no error, nothing that rests on nothing, and nothing that read what no event tells", async () => {
    await make("error", provider("prv_1"), null);
    await make("static", () => undefined);
    await make("private", (record) => record.statement("SELECT p.id FROM provider p JOIN account a ON a.id = p.id"));
    await make("listed", (record) => record.statement("SELECT p.id FROM provider p, account a"));
    await make("quoted", (record) => record.statement('SELECT id FROM provider p JOIN "account" a ON a.id = p.id'));
    await make("timed", (record) => {
      provider("prv_1")(record);
      record.spoil();
    });
    expect(["error", "static", "private", "listed", "quoted", "timed"].map((name) => find(name))).toEqual(
      Array(6).fill(undefined),
    );
  });

  test("that fails to be made leaves nothing behind", async () => {
    await expect(
      make("one", () => {
        throw new Error("no answer");
      }),
    ).rejects.toThrow("no answer");
    await make("one", provider("prv_1"));
    expect(find("one")).toBe("one");
  });

  test("is known by a whole table where changes do not tell the column", async () => {
    await make("named", (record) => {
      expect(record.rows("provider", "legal_name", ["X"])).toBe(false);
      record.statement("SELECT id FROM provider t WHERE legal_name = ?");
    });
    hear({ touched: "provider.id=prv_9" });
    expect(find("named")).toBeUndefined();
  });

  test("holds for ten minutes at most, and not before it was made", async () => {
    await make("one", provider("prv_1"));
    clock.advance(599_000);
    expect(find("one")).toBe("one");
    clock.advance(2_000);
    expect(find("one")).toBeUndefined();
    clock.advance(-700_000);
    expect(find("one")).toBeUndefined();
  });

  test("is bounded by bytes: the least asked go first", async () => {
    start(20_000);
    for (let n = 0; n < 100; n += 1) await make(`page${n}`, provider(`prv_${n}`), "x".repeat(1_000));
    expect(kept.figures.bytes).toBeLessThanOrEqual(20_000);
    expect(kept.figures.entries).toBeGreaterThan(5);
    expect([find("page0"), find("page99")]).toEqual([undefined, "x".repeat(1_000)]);
    // One that is larger than all may be together, and one that depends on too much.
    await make("large", provider("prv_1"), "x".repeat(20_001));
    await make(
      "much",
      (record) =>
        void record.rows(
          "provider",
          "id",
          Array.from({ length: 1_001 }, (_, n) => `prv_${n}`),
        ),
    );
    expect([find("large"), find("much")]).toEqual([undefined, undefined]);
  });

  test("the time may be compared with tracked dates alone", async () => {
    await expect(make("one", (record) => record.comparedWith("provider"))).rejects.toThrow(
      "no dates of provider are tracked",
    );
    await expect(make("two", (record) => record.comparedWith("account"))).rejects.toThrow(
      "no dates of account are tracked",
    );
  });
});

test("which tables a statement writes", () => {
  expect(writtenBy("UPDATE provider SET status = ? WHERE id IN (SELECT id FROM ruling)")).toEqual(["provider.*"]);
  expect(writtenBy("insert or ignore into penalty (id) values (?)")).toEqual(["penalty.*"]);
  expect(writtenBy("DELETE FROM account WHERE id = ?")).toEqual([]);
  expect(writtenBy("WITH x AS (SELECT 1) UPDATE ruling SET status = ?")).toEqual(["ruling.*"]);
  expect(writtenBy("DELETE r FROM ruling r JOIN penalty p ON p.ruling_id = r.id")).toEqual(["ruling.*", "penalty.*"]);
});

describe("over HTTP", () => {
  let world: World;
  let id: string;
  beforeAll(async () => {
    world = await startWorld("sqlite");
    id = (await world.db.findOne(Provider, { status: "ACTIVE" }))?.id ?? "";
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });
  const served = (): number => world.server.kept?.figures.served ?? 0;

  const query = `query ($id: ID!) { provider(id: $id) { id legalName status } }`;
  const post = async (headers: Record<string, string> = {}) => {
    const response = await fetch(`${world.url}/graphql`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify({ query, variables: { id } }),
    });
    const { "x-request-id": _, date: __, ...rest } = Object.fromEntries(response.headers);
    return { status: response.status, headers: rest, text: await response.text() };
  };

  test("a kept answer is sent as the one that was made, to the byte and the header", async () => {
    const made = await post();
    const before = served();
    expect(await post()).toEqual(made);
    expect(served()).toBe(before + 1);
    const other = await post({ Accept: "application/graphql-response+json" });
    expect(other.headers["content-type"]).toBe("application/graphql-response+json; charset=utf-8");
    expect(served()).toBe(before + 2);
  });

  test("a number that is too large to be one is refused, whatever is kept for none", async () => {
    const ask = async (first: string): Promise<number> => {
      const text = JSON.stringify("query ($n: Int) { rulings(first: $n) { nodes { id } } }");
      const body = `{"query":${text},"variables":{"n":${first}}}`;
      const headers = { "Content-Type": "application/json" };
      return (await fetch(`${world.url}/graphql`, { method: "POST", headers, body })).status;
    };
    const before = served();
    expect([await ask("null"), await ask("null")]).toEqual([200, 200]);
    expect(served()).toBe(before + 1);
    expect([await ask("1e999"), await ask("-1e999"), await ask("null")]).toEqual([400, 400, 200]);
  });

  const signedIn = async (login: string) => ({ Authorization: `Bearer ${(await world.as(login)).token}` });

  test("who is signed in is given what was made for another with the same roles, and nothing that was made for others", async () => {
    const answers: [login: string, isKept: boolean][] = [];
    const { text } = await post();
    // Not before it is asked again and again.
    for (const login of ["tom", "tom", "chen.mod", "chen.mod", "zhou.lead", "zhou.lead", "wang.owner", "wang.owner"])
      expect((await post(await signedIn(login))).text).toBe(text);
    for (const login of ["tom", "li.na", "chen.mod", "liu.mod", "zhou.lead", "wang.owner", "wang.owner"]) {
      const before = served();
      expect((await post(await signedIn(login))).text).toBe(text);
      answers.push([login, served() > before]);
    }
    expect(answers).toEqual([
      ["tom", false],
      ["li.na", true],
      ["chen.mod", false],
      ["liu.mod", true],
      ["zhou.lead", false],
      // Of the provider's own people each sees their own.
      ["wang.owner", false],
      ["wang.owner", false],
    ]);
  });

  test("rights are read before anything that is kept is given", async () => {
    const provider = await world.db.byId(Provider, id);
    if (!provider) throw new Error("no provider");
    // A resident identity number, of which only staff see more than the end.
    const licenceNo = "11010519491231002X";
    await world.db.transact(async (tx) => tx.change(provider, { licenceNo, licenceKey: licenceNo }));
    const asked = async (login: string) =>
      (await (await world.as(login)).ok(`query ($id: ID!) { provider(id: $id) { licenceNo } }`, { id })).provider;
    for (const login of ["chen.mod", "liu.mod", "chen.mod", "liu.mod"])
      expect(await asked(login)).toEqual({ licenceNo: "11010519491231002X" });
    const account = await world.db.findOne(Account, { login: "chen.mod" });
    if (!account) throw new Error("no moderator");
    await world.setRoles({ accountId: account.id, roles: ["CONSUMER"] });
    for (const login of ["chen.mod", "tom", "chen.mod"]) expect((await asked(login)).licenceNo).toMatch(/^•+002X$/);
    await world.setRoles({ accountId: account.id, roles: ["MODERATOR"] });
    expect(await asked("chen.mod")).toEqual({ licenceNo: "11010519491231002X" });
  });

  test("what shows people their own stays each one's own, however often they ask in turn", async () => {
    const own = "{ viewer { id displayName } inbox { unreadCount } rules { code } }";
    const told = new Set<string>();
    for (let n = 0; n < 12; n += 1)
      for (const login of ["li.na", "tom", "chen.mod", "liu.mod"]) {
        const person = await world.as(login);
        const { viewer } = await person.ok(own);
        expect([login, viewer.id]).toEqual([login, person.accountId]);
        told.add(viewer.displayName);
        // Refused as before, however often it is tried.
        if (login === "tom")
          expect((await person.refused("{ moderationQueue { nodes { id } } }")).extensions.code).toBe("FORBIDDEN");
      }
    expect(told.size).toBe(4);
  });

  test("who asks what it costs is answered anew", async () => {
    await post();
    const before = served();
    const told = await post({ "X-Request-Cost": "true" });
    expect(Number(told.headers["x-request-cost"])).toBeGreaterThan(0);
    expect(served()).toBe(before);
  });

  test("who has changed something reads it at once without a token too, though the node has yet to read its event", async () => {
    const tail = jest.spyOn(world.server.services.tail, "ring").mockReturnValue();
    const ask = async (): Promise<string> =>
      (await world.visitor.ok(`query ($id: ID!) { provider(id: $id) { description } }`, { id })).provider.description;
    await ask();
    const before = served();
    await ask();
    expect(served()).toBe(before + 1);
    for (const description of ["如约而至。", "言而有信。"]) {
      const input = { providerId: id, description };
      await (await world.as("wang.owner")).do("updateProvider", input, "{ provider { id } }");
      expect(await ask()).toBe(description);
    }
    tail.mockRestore();
  });

  test("a command that changes what is shown and records no event is refused", async () => {
    const provider = await world.db.byId(Provider, id);
    if (!provider) throw new Error("no provider");
    const view = world.db.within({ deadline: { check: () => undefined } as never });
    await expect(view.transact(async (tx) => tx.change(provider, { description: "X" }))).rejects.toThrow(
      "recorded no event",
    );
  });
});
