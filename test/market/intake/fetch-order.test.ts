import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { createAccount } from "../../../src/accounts/account/create-account";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type Person, type World } from "../../support/world";

const SECRET = `whsec_${randomBytes(32).toString("base64")}`;
const PRICE = { amount: 1_000, currency: "CNY" };

forEachDatabase((kind, further) => {
  let world: World;
  let buyer: Person;
  let other: Person;
  const asked: { number: string; subject: string }[] = [];
  let answer = (_response: ServerResponse): void => undefined;
  const marketplace = createServer((request, response) => void receive(request, response));

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk as string;
    const said = new Webhook(SECRET).verify(body, request.headers as Record<string, string>) as {
      order: string;
      person: { subject: string };
    };
    asked.push({ number: said.order, subject: said.person.subject });
    answer(response);
  }

  const person = async (login: string, externalSubject: string): Promise<Person> => {
    await world.db.transact((tx) =>
      createAccount(tx, { login, externalSubject, displayName: "小李", roles: ["CONSUMER"], locale: "en" }),
    );
    return world.as(login);
  };

  beforeAll(async () => {
    await new Promise<void>((resolve) => marketplace.listen(0, "127.0.0.1", resolve));
    const { port } = marketplace.address() as AddressInfo;
    world = await startWorld(
      kind,
      {},
      {
        ORDER_LOOKUP_URL: `http://127.0.0.1:${port}/orders`,
        ORDER_LOOKUP_SECRET: SECRET,
        ORDER_LOOKUP_SOURCE: "shop",
      },
    );
    await (await world.as("admin")).do("createMarketplaceSource", { name: "shop", title: "Shop" }, "{ source { id } }");
    buyer = await person("outside:buyer", "sub-buyer");
    other = await person("outside:other", "sub-other");
  });
  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
    await new Promise((resolve) => marketplace.close(resolve));
  });
  beforeEach(() => asked.splice(0));

  const records = (number: string, subject: string, rest: object = {}): object[] => [
    { person: { externalId: `c-${subject}`, displayName: "Li", subject } },
    { person: { externalId: "o-1", displayName: "Wang" } },
    { provider: { externalId: "p-1", legalName: "Looked Up Ltd", licenceNo: "LOOKEDUP1", owner: "o-1" } },
    { listing: { externalId: "l-1", provider: "p-1", category: "shop-design", title: "Design", price: PRICE } },
    {
      order: {
        externalId: number,
        person: `c-${subject}`,
        listing: "l-1",
        price: PRICE,
        placedAt: new Date(world.clock.now() - 1_000).toISOString(),
        ...rest,
      },
    },
  ];
  const says = (body: unknown, status = 200) => {
    answer = (response) =>
      void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
  const fetchOrder = (who: Person, number: string) =>
    who.do("fetchOrder", { number }, "{ order { id externalNumber title consumer { displayName } } }");
  const refusal = async (who: Person, number: string) => {
    const { extensions } = await who.tryTo("fetchOrder", { number });
    return [extensions.code, extensions.reason];
  };
  const UNKNOWN = ["NOT_FOUND", "intake.noSuchOrder"];
  const AWAY = ["UNAVAILABLE", "intake.lookupAway"];

  test("an order that has not come in is asked for, taken in, and not asked for again", async () => {
    says({ records: records("F-1", "sub-buyer") });
    const { order } = await fetchOrder(buyer, "F-1");
    // Who is here already keeps the name they chose.
    expect(order).toMatchObject({ externalNumber: "F-1", title: "Design", consumer: { displayName: "小李" } });
    expect(asked).toEqual([{ number: "F-1", subject: "sub-buyer" }]);
    expect((await fetchOrder(buyer, "F-1")).order.id).toBe(order.id);
    expect(asked).toHaveLength(1);
  });

  test("another's order is not found, even where the marketplace answers with it", async () => {
    says({}, 404);
    expect(await refusal(buyer, "F-2")).toEqual(UNKNOWN);
    says({ records: records("F-2", "sub-other") });
    expect(await refusal(buyer, "F-2")).toEqual(UNKNOWN);
    expect(await world.db.query("SELECT id FROM service_order WHERE external_number = 'F-2'")).toEqual([]);
    says({ records: records("F-1", "sub-other") });
    expect(await refusal(other, "F-1")).toEqual(AWAY);
    expect(await refusal(await world.as("li.na"), "F-1")).toEqual(UNKNOWN);
  });

  test("the marketplace's order of that number comes before another system's", async () => {
    const admin = await world.as("admin");
    await admin.do("createMarketplaceSource", { name: "archive", title: "Archive" }, "{ source { id } }");
    const archived = records("F-6", "sub-buyer");
    Object.assign(archived[3] ?? {}, {
      listing: { externalId: "l-1", provider: "p-1", category: "shop-design", title: "A lamp", price: PRICE },
    });
    await admin.do("upsertMarketplaceRecords", { source: "archive", records: archived }, "{ results { outcome } }");
    says({ error: "down" }, 500);
    expect(await refusal(buyer, "F-6")).toEqual(AWAY);
    // The marketplace has none: then it is the archive's.
    says({}, 404);
    expect((await fetchOrder(buyer, "F-6")).order.title).toBe("A lamp");
    says({ records: records("F-6", "sub-buyer") });
    expect((await fetchOrder(buyer, "F-6")).order.title).toBe("Design");
    asked.splice(0);
    expect((await fetchOrder(buyer, "F-6")).order.title).toBe("Design");
    expect(asked).toEqual([]);
  });

  further("what it cannot answer, or answers wrongly, changes nothing", async () => {
    const wrong: [() => void, string[]][] = [
      [() => says({ error: "down" }, 500), AWAY],
      [() => says({ records: "none" }), AWAY],
      [() => says({ records: [{ order: { externalId: "F-3" } }] }), AWAY],
      [() => says({ records: records("F-4", "sub-buyer") }), UNKNOWN],
      [() => says({ records: records("F-3", "sub-buyer", { price: { amount: 1, currency: "XXX" } }) }), AWAY],
      [() => (answer = (response) => void response.writeHead(302, { location: "http://127.0.0.1:1/" }).end()), AWAY],
      [() => (answer = (response) => void response.end(Buffer.alloc(1_100_000, " "))), AWAY],
      [() => (answer = (response) => void response.destroy()), AWAY],
    ];
    for (const [make, expected] of wrong) {
      make();
      expect(await refusal(buyer, "F-3")).toEqual(expected);
    }
    expect(await world.db.query("SELECT id FROM service_order WHERE external_number = 'F-3'")).toEqual([]);
  });

  further("whoever tries numbers is slowed", async () => {
    says({}, 404);
    const reasons = new Set<unknown>();
    for (let n = 0; n < 25; n += 1)
      reasons.add((await other.tryTo("fetchOrder", { number: `T-${n}` })).extensions.reason);
    // Not the budget of points: everything else goes on.
    expect([...reasons]).toEqual(["intake.noSuchOrder", "intake.tooManyAsked"]);
    expect(asked.length).toBeLessThanOrEqual(20);
  });
});
