import { numberedEvents } from "../../../src/platform/feed/numbered-events";
import { sql } from "../../../src/platform/database/sql";
import { numberEvents } from "../../../src/platform/feed/number-events";
import { Account } from "../../../src/accounts/account/account.entity";
import { Breach } from "../../../src/case/complaints/breach.entity";
import { CaseTimer } from "../../../src/case/complaints/case-timer.entity";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { OrderPromise } from "../../../src/market/orders/order-promise.entity";
import { Order } from "../../../src/market/orders/order.entity";
import { firstBrokenLink } from "../../../src/platform/database/event-hash";
import { FeedCounter } from "../../../src/platform/database/event.entity";
import { PromiseVersion } from "../../../src/market/promises/promise-version.entity";
import { Provider } from "../../../src/market/providers/provider.entity";
import { forEachDatabase } from "../../support/databases";
import { ImportPlace, NOW } from "./import-place";

forEachDatabase((kind) => {
  let place: ImportPlace;
  beforeAll(async () => {
    place = await ImportPlace.open(kind);
    await place.run({ batch: 4 });
  });
  afterAll(() => place[Symbol.asyncDispose]());

  test("A settled case is closed with its true dates and the promise frozen into its order", async () => {
    const settled = await place.complaint("9000002");
    expect(settled).toMatchObject({
      externalId: "9000002",
      status: "CLOSED",
      closureReason: "SETTLED",
      title: "Managing an account: Fee problem",
      story: "I was charged twice 😡 – {$35.00} each time.",
      amountAtStake: 3_500,
      currency: "USD",
      openedAt: Date.UTC(2019, 2, 4),
      closedAt: Date.UTC(2019, 2, 5),
      dueAt: null,
      inQueue: false,
      version: 4,
      eventSeq: 4,
    });
    const events = await place.history(settled.id);
    expect(events.map(({ type, actorRole, at }) => [type, actorRole, new Date(at).toISOString().slice(0, 10)])).toEqual(
      [
        ["COMPLAINT_OPENED", "CONSUMER", "2019-03-04"],
        ["COMPLAINT_SENT_TO_PROVIDER", "SYSTEM", "2019-03-05"],
        ["PROVIDER_RESPONDED", "PROVIDER", "2019-03-05"],
        ["COMPLAINT_SETTLED", "SYSTEM", "2019-03-05"],
      ],
    );
    const [breach] = await place.db.find(Breach, { complaintId: settled.id });
    const order = await place.db.byId(Order, settled.orderId);
    const all = await place.db.find(OrderPromise, { orderId: settled.orderId });
    const frozen = all.find(({ promiseVersionId }) => promiseVersionId === breach?.promiseVersionId);
    const version = await place.db.byId(PromiseVersion, breach?.promiseVersionId ?? "");
    expect(breach).toMatchObject({ openKey: null, promiseVersionId: frozen?.promiseVersionId });
    expect(frozen?.digest).toBe(version?.digest);
    expect(version?.publishedAt).toBeLessThan(order?.placedAt ?? 0);
    expect(order?.placedAt).toBeLessThan(settled.openedAt);
  });

  test("A case still open has its clocks from now on: disputed and unanswered ones in the queue, the others in negotiation", async () => {
    const [disputed, unanswered, waiting] = [
      await place.complaint("9000004"),
      await place.complaint("9000006"),
      await place.complaint("9000005"),
    ];
    expect(disputed).toMatchObject({ status: "SUBMITTED", inQueue: true, statusSince: NOW, lastWord: "CONSUMER" });
    expect(unanswered).toMatchObject({ status: "SUBMITTED", inQueue: true, providerFirstResponseAt: null });
    expect(waiting).toMatchObject({ status: "NEGOTIATING", inQueue: false, statusSince: Date.UTC(2024, 1, 1) });
    for (const { id, dueAt } of [disputed, unanswered, waiting]) {
      expect(dueAt).toBeGreaterThan(NOW);
      const [first] = await place.db.find(CaseTimer, { complaintId: id }, "ORDER BY due_at");
      expect(first).toMatchObject({ startedAt: NOW, dueAt });
      expect((await place.db.find(Breach, { complaintId: id }))[0]?.openKey).toContain("ord_");
    }
    expect((await place.history(unanswered.id)).map(({ type }) => type)).toEqual([
      "COMPLAINT_OPENED",
      "COMPLAINT_SENT_TO_PROVIDER",
      "FIRST_RESPONSE_MISSED",
      "COMPLAINT_ESCALATED",
    ]);
    expect((await place.history(unanswered.id)).at(-1)?.topicList).toContain("queue");
  });

  test("A late answer is told as such, fifteen days after it was sent", async () => {
    const late = await place.history((await place.complaint("9000007")).id);
    expect(late.map(({ type, at }) => [type, new Date(at).toISOString().slice(0, 10)]).slice(2)).toEqual([
      ["FIRST_RESPONSE_MISSED", "2019-03-19"],
      ["PROVIDER_RESPONDED", "2019-03-19"],
      ["COMPLAINT_EXPIRED", "2019-03-19"],
    ]);
  });

  test("One company, however spelt, is one provider", async () => {
    const [a, b] = [await place.complaint("9000002"), await place.complaint("9000003")];
    expect(a.providerId).toBe(b.providerId);
    expect(await place.db.byId(Provider, a.providerId)).toMatchObject({
      legalName: "Northbank, Inc.",
      licenceNo: "CFPBNORTHBANKINC",
      status: "ACTIVE",
    });
  });

  test("Texts over many lines are kept, what our inputs would refuse is mended, what is too long is cut", async () => {
    expect(await place.complaint("9000001")).toMatchObject({
      story: 'They wrote "this is yours".\nIt is not, and never was.\n\nThey ask for {$1900.00}, then {$12.50}.',
      amountAtStake: 190_000,
    });
    expect((await place.complaint("9000003")).story).toBe("No narrative was published for this complaint.");
    expect((await place.complaint("9000014")).story).toBe(`${"x".repeat(4_999)}…`);
    expect((await place.complaint("9000015")).story).toBe("Bell   and decomposed é.");
  });

  test("Every chain verifies and the positions have no gap", async () => {
    await numberEvents(place.db);
    const events = await numberedEvents(place.db, sql`1 = 1`);
    expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1));
    expect((await place.db.findOne(FeedCounter, { id: 1 }))?.position).toBe(events.length);
    for (const entity of [Complaint, Account, Provider]) {
      for (const { id, eventSeq, eventHash } of await place.db.find<Complaint | Account | Provider>(entity, {})) {
        const chain = await place.history(id);
        expect(firstBrokenLink(chain)).toBeNull();
        expect([eventSeq, eventHash]).toEqual([chain.length, chain.at(-1)?.hash]);
      }
    }
  });
});
