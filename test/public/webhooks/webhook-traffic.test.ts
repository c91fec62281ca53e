import { WebhookTraffic } from "../../../src/public/webhooks/webhook-traffic";
import type { WebhookEndpoint } from "../../../src/public/webhooks/webhook-endpoint.entity";

const REFUSED = { problem: "REFUSED", durationMs: 1 } as const;
const SLOWLY = { problem: null, durationMs: 4_000 } as const;

const endpointsOf = (clientId: string, count: number): WebhookEndpoint[] =>
  Array.from({ length: count }, (_, n) => ({ id: `${clientId}-${n}`, clientId })) as WebhookEndpoint[];

let traffic: WebhookTraffic;
let made = 0;
beforeEach(() => {
  traffic = new WebhookTraffic();
});

/** As the courier does it, with more to be sent to each than ever fits; returns how much was begun to each. */
function round(endpoints: readonly WebhookEndpoint[]): Map<string, number> {
  const begun = new Map<string, number>();
  for (const endpoint of traffic.inTurn(endpoints)) {
    const room = traffic.roomFor(endpoint, 0);
    if (room === 0) continue;
    for (let n = 0; n < room; n += 1) traffic.begin(endpoint, `dlv-${(made += 1)}`);
    traffic.serve(endpoint.id, true);
    begun.set(endpoint.id, room);
  }
  return begun;
}

const wait = (endpoints: readonly WebhookEndpoint[]): void => {
  for (const { id } of endpoints) traffic.wait(id);
};
const underWay = (endpoints: readonly WebhookEndpoint[]): number =>
  endpoints.reduce((sum, { id }) => sum + traffic.underWayTo(id).length, 0);

test("one client has half of the places, several who want all have equal shares, and one is left for whoever comes", () => {
  const clients = ["a", "b", "c"].map((name) => endpointsOf(name, 100));
  const shares: number[][] = [];
  for (const endpoints of clients) {
    wait(endpoints);
    round(endpoints);
    shares.push(clients.map(underWay));
  }
  expect(shares).toEqual([
    [96, 0, 0],
    [96, 48, 0],
    [96, 48, 24],
  ]);
  // What is answered goes to whoever has less.
  for (let n = 0; n < 200; n += 1) {
    const [first = []] = [...clients].sort((one, other) => underWay(other) - underWay(one));
    const busy = first.find(({ id }) => traffic.underWayTo(id).length > 0)?.id ?? "";
    traffic.end(busy, traffic.underWayTo(busy)[0] ?? "");
    round(clients.flat());
  }
  expect(clients.map(underWay)).toEqual([48, 48, 48]);
  const newcomer = endpointsOf("d", 1);
  wait(newcomer);
  expect(round(newcomer)).toEqual(new Map([["d-0", 4]]));
});

test("those that fail or are slow get one place each, of places of their own, and are left alone for a while when they fail", () => {
  const endpoints = endpointsOf("a", 100);
  wait(endpoints);
  for (const { id } of endpoints) for (let n = 0; n < 2; n += 1) traffic.hear(id, SLOWLY, 0);
  expect([...round(endpoints).values()]).toEqual(Array.from({ length: 32 }, () => 1));
  const quick = endpointsOf("b", 1);
  wait(quick);
  expect(round(quick)).toEqual(new Map([["b-0", 4]]));
  const [failing] = endpointsOf("c", 1) as [WebhookEndpoint];
  for (const [failures, rests] of [
    [2, 0],
    [1, 1_000],
    [1, 2_000],
    [10, 60_000],
  ] as const) {
    for (let n = 0; n < failures; n += 1) traffic.hear(failing.id, REFUSED, 0);
    if (rests > 0) expect(traffic.roomFor(failing, rests - 1)).toBe(0);
    expect(traffic.roomFor(failing, rests)).toBe(rests > 0 ? 1 : 4);
  }
});

test("a request keeps the place that it took, also when its endpoint turns out to be slow meanwhile", () => {
  const [first, second] = [endpointsOf("a", 100), endpointsOf("b", 1)];
  wait(first);
  round(first);
  for (const { id } of first) for (let n = 0; n < 3; n += 1) traffic.hear(id, REFUSED, -60_000);
  for (let n = 0; n < 2; n += 1) traffic.hear("b-0", SLOWLY, 0);
  wait(second);
  expect(round(second)).toEqual(new Map([["b-0", 1]]));
});

test("every endpoint has its turn, however many of one client stand before it, and whatever others are sent", () => {
  const endpoints = [...endpointsOf("a", 100), ...endpointsOf("b", 1)];
  wait(endpoints);
  const turns = new Map<string, number>();
  for (let n = 0; n < 10; n += 1) {
    for (const id of round(endpoints).keys()) turns.set(id, (turns.get(id) ?? 0) + 1);
    for (const { id } of endpoints) for (const delivery of traffic.underWayTo(id)) traffic.end(id, delivery);
  }
  expect(turns.size).toBe(101);
  const ofClient = endpoints.flatMap(({ id, clientId }) => (clientId === "a" ? (turns.get(id) ?? 0) : []));
  expect(Math.max(...ofClient) - Math.min(...ofClient)).toBeLessThanOrEqual(1);
  expect(turns.get("b-0")).toBe(10);
});

test("what another process sends takes no places here", () => {
  const endpoints = endpointsOf("a", 100);
  wait(endpoints);
  round(endpoints);
  traffic.forget();
  expect([underWay(endpoints), traffic.inTurn(endpoints)]).toEqual([0, []]);
  wait(endpoints);
  expect(round(endpoints).size).toBe(24);
});
