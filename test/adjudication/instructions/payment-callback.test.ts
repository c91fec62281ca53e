import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { sendInstructions } from "../../../src/adjudication/instructions/send-instructions";
import { PaymentInstruction } from "../../../src/adjudication/instructions/payment-instruction.entity";
import { MarketplaceRecord } from "../../../src/market/intake/marketplace-record.entity";
import { MarketplaceSource } from "../../../src/market/intake/marketplace-source.entity";
import { Order } from "../../../src/market/orders/order.entity";
import { ProviderMember } from "../../../src/market/providers/provider-member.entity";
import { newId } from "../../../src/platform/ids";
import { dateOf, MINUTE } from "../../../src/platform/time";
import { BUILT } from "../../support/built";
import { redress } from "../../support/command-line";
import { forEachDatabase } from "../../support/databases";
import { eventually } from "../../support/eventually";
import { temporaryFolder } from "../../support/temporary";
import { startWorld, type World } from "../../support/world";
import { caseIn } from "../../case/complaints/world-case";
import { newSecret, openPaymentSide, type TestPaymentSide } from "./test-payment-side";

interface Sent {
  secret?: string;
  at?: Date;
  headers?: Record<string, string>;
  /** Sent instead of what was signed. */
  altered?: string;
}

/** The payment side, as an integrator writes it, against a running server. */
forEachDatabase((kind, further) => {
  let world: World;
  let side: TestPaymentSide;
  let previous: string;
  let env: Record<string, string>;
  beforeAll(async () => {
    side = await openPaymentSide();
    previous = newSecret();
    env = { PAYMENTS_URL: side.url, PAYMENTS_SECRET: side.secret, PAYMENTS_SECRET_PREVIOUS: previous };
    world = await startWorld(kind, {}, env);
  }, 120_000);
  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
    await side?.[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    side.manner = "ACCEPT";
    side.told.length = 0;
  });

  const send = () => sendInstructions(world.server.services);
  const rowOf = async (id: string) => {
    const row = await world.db.byId(PaymentInstruction, id);
    if (!row) throw new Error(`${id} is not there`);
    return row;
  };
  const providerId = async () =>
    (await world.db.findOne(ProviderMember, { accountId: (await world.as("wang.owner")).accountId ?? "" }))?.providerId;
  /** A provider has money of its own moved into its deposit; the instruction's id. */
  async function ask(amount = 1_000): Promise<string> {
    const owner = await world.as("wang.owner");
    const input = { providerId: await providerId(), amount, currency: "CNY", channel: "PLATFORM" };
    const { payment } = await owner.do("topUpDeposit", input, "{ payment { reference instructionState } }");
    expect(payment.instructionState).toBe("REQUESTED");
    return payment.reference;
  }
  const answerTo = (instructionId: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
    ...{ instructionId, outcome: "CONFIRMED", amount: 1_000, currency: "CNY" },
    ...{ reference: "PS-1", occurredAt: new Date().toISOString(), ...more },
  });
  async function post(answer: unknown, { secret = side.secret, at = new Date(), headers = {}, altered }: Sent = {}) {
    const body = typeof answer === "string" ? answer : JSON.stringify(answer);
    const signed = {
      "content-type": "application/json",
      "webhook-id": "msg_1",
      "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
      "webhook-signature": new Webhook(secret).sign("msg_1", at, body),
    };
    const response = await fetch(`${world.url}/payments/callback`, {
      method: "POST",
      headers: { ...signed, ...headers },
      body: altered ?? body,
    });
    const said = await response.json();
    return { status: response.status, said, reason: said.errors?.[0]?.extensions.reason };
  }

  further("signed with either secret, at this time and over these bytes; nothing else is heard", async () => {
    const id = await ask();
    await send();
    const answer = answerTo(id);
    const wrong: Sent[] = [
      { secret: newSecret() },
      { at: new Date(Date.now() - 6 * MINUTE) },
      { at: new Date(Date.now() + 6 * MINUTE) },
      { altered: JSON.stringify({ ...answer, outcome: "FAILED" }) },
      { altered: `${JSON.stringify(answer)} ` },
      { headers: { "webhook-signature": "v1,AAAA" } },
      { headers: { "webhook-signature": "" } },
      { headers: { "webhook-timestamp": "soon" } },
      { headers: { "webhook-id": "msg_2" } },
    ];
    for (const each of wrong)
      expect(await post(answer, each)).toMatchObject({ status: 401, reason: "payment.signature" });
    expect(await rowOf(id)).toMatchObject({ state: "SENT", answeredAt: null, flag: null });
    expect(await post(answer, { secret: previous })).toMatchObject({ status: 200, said: { state: "CONFIRMED" } });
    expect(await post(answer)).toMatchObject({ status: 200, said: { instructionId: id, state: "CONFIRMED" } });
  });

  further(
    "what is no answer is refused by the name of what is wrong, and what the platform itself signed is none",
    async () => {
      const id = await ask();
      await send();
      const without = (name: string) => ({ ...answerTo(id), [name]: undefined });
      const wrong: [unknown, string][] = [
        [without("instructionId"), "instructionId"],
        [without("outcome"), "outcome"],
        [{ ...answerTo(id), outcome: "DONE" }, "outcome"],
        [{ ...answerTo(id), amount: 10.5 }, "amount"],
        [{ ...answerTo(id), amount: "1000" }, "amount"],
        [{ ...answerTo(id), currency: "XXX1" }, "currency"],
        [without("reference"), "reference"],
        [{ ...answerTo(id), occurredAt: "yesterday" }, "occurredAt"],
        [{ ...answerTo(id), occurredAt: new Date(world.clock.now() + 6 * MINUTE).toISOString() }, "occurredAt"],
        [{ ...answerTo(id), outcome: "FAILED" }, "reason"],
        [{ ...answerTo(id), outcome: "FAILED", reason: "NO_IDEA" }, "reason"],
        [{ ...answerTo(id), reason: "OTHER" }, "reason"],
        [side.told[0]?.body ?? "", "instructionId"],
      ];
      for (const [answer, field] of wrong) {
        const { status, said } = await post(answer);
        expect([status, said.errors[0].extensions]).toMatchObject([400, { reason: "payment.answer", field }]);
      }
      expect(await post("{")).toMatchObject({ status: 400, reason: "body.notJson" });
      expect(await post(JSON.stringify("x".repeat(20_000)))).toMatchObject({ status: 413, reason: "body.tooLong" });
      expect((await fetch(`${world.url}/payments/callback`)).status).toBe(405);
      expect(await rowOf(id)).toMatchObject({ state: "SENT", flag: null });
    },
  );

  test("unknown, never told, contradictory, out of order: each is refused, and what contradicts is before finance", async () => {
    const id = await ask();
    expect(await post(answerTo(id))).toMatchObject({ status: 404 });
    expect(await post(answerTo("pin_01kb4v3q1ye0nvhhz0000000zz"))).toMatchObject({ status: 404 });
    expect(await post(answerTo("pay_01kb4v3q1ye0nvhhz0000000zz"))).toMatchObject({ status: 404 });
    await send();
    expect(await post(answerTo(id, { amount: 100_000 }))).toMatchObject({ status: 409, reason: "payment.contradicts" });
    await post(answerTo(id));
    const failed = answerTo(id, { outcome: "FAILED", reason: "REFUSED" });
    expect(await post(failed)).toMatchObject({ status: 409, reason: "payment.contradicts" });

    const finance = await world.as("wu.finance");
    const list =
      "{ paymentInstructions(flagged: true) { nodes { id state flag flaggedAt amount { amount } provider { id } } } }";
    const { paymentInstructions } = await finance.ok(list);
    expect(paymentInstructions.nodes).toMatchObject([{ id, state: "CONFIRMED", flag: "FAILED_AFTER_CONFIRMED" }]);
    await world.projected();
    const { inbox } = await finance.ok("{ inbox { notices(first: 5) { nodes { text } } } }");
    expect(inbox.notices.nodes.map(({ text }: { text: string }) => text).join()).toContain(
      "it had said that it was done",
    );
    const looked = { instructionId: id, reason: "The bank had repeated itself." };
    await finance.do("lookIntoInstruction", looked, "{ paymentInstruction { flaggedAt } }");
    expect((await finance.ok(list)).paymentInstructions.nodes).toEqual([]);
  });

  test("sent by a process that is killed while the payment side hangs, it is sent again by another, under the same id", async () => {
    const id = await ask();
    side.manner = "HANG";
    const dying = spawn(process.execPath, [join(BUILT, "src/app/cli/redress.js"), "sweep", "run", "sendInstructions"], {
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: world.databaseUrl,
        SECRET: world.secret,
        LOG_LEVEL: "silent",
        ...env,
      },
    });
    await eventually(async () => expect(side.told.map(({ webhookId }) => webhookId)).toEqual([id]));
    dying.kill("SIGKILL");
    await once(dying, "exit");
    expect(await rowOf(id)).toMatchObject({ state: "REQUESTED", attempts: 1 });
    side.manner = "ACCEPT";
    world.clock.advance(2 * MINUTE);
    await send();
    expect(side.told.map(({ webhookId }) => webhookId)).toEqual([id, id]);
    expect(side.told[1]?.body).toBe(side.told[0]?.body);
    expect(await rowOf(id)).toMatchObject({ state: "SENT", attempts: 2 });
  });

  test("the parties see how far a payment has come, and not what finance looks into; strangers see none of it", async () => {
    const theCase = await caseIn(world, "ENFORCING");
    const remedies = "ruling { remedies { id payments { purpose reference instructionState instructionFailure } } }";
    const { ruling } = await theCase.look("ruling { remedies { id } }");
    await world.db.transact(async (tx) => {
      const [sourceId, at] = [newId(MarketplaceSource), tx.now];
      tx.insert(MarketplaceSource, { id: sourceId, name: "shop", title: "Shop", createdById: null, createdAt: at });
      const record = { id: newId(MarketplaceRecord), sourceId, kind: "ORDER", externalId: "SO-1", own: true } as const;
      tx.insert(MarketplaceRecord, { ...record, targetId: theCase.orderId, digest: "", takenInAt: at });
      tx.update(Order, theCase.orderId, { externalNumber: "SO-1" });
    });
    const proof = { remedyId: ruling.remedies[0].id, text: "请平台退款", refundChannel: "PLATFORM" };
    await theCase.do(theCase.people.provider, "fileRemedyProof", proof);
    await send();
    const told = side.told.at(-1)?.data;
    expect(told).toMatchObject({
      kind: "REFUND",
      complaintId: theCase.id,
      orderId: theCase.orderId,
      orderNumber: "SO-1",
      orderSource: "shop",
    });
    const id = String(told?.id);
    await post(answerTo(id, { amount: 1, currency: told?.currency }));
    const seen = { purpose: "REFUND", reference: id, instructionState: "SENT", instructionFailure: null };
    for (const who of [await theCase.consumer, await theCase.provider]) {
      const { ruling: shown } = await theCase.look(remedies, who);
      expect(shown.remedies[0].payments[0]).toEqual(seen);
      await expect(who.refused("{ paymentInstructions { nodes { id } } }")).resolves.toMatchObject({
        extensions: { code: "FORBIDDEN" },
      });
    }
    const failed = answerTo(id, { amount: told?.amount, currency: told?.currency, outcome: "FAILED" });
    expect(await post({ ...failed, reason: "INSUFFICIENT_FUNDS" })).toMatchObject({ status: 200 });
    const { ruling: after } = await theCase.look(
      "ruling { remedies { proofFiledAt payments { status instructionState instructionFailure } } }",
    );
    expect(after.remedies[0]).toMatchObject({
      proofFiledAt: null,
      payments: [{ status: "REJECTED", instructionState: "FAILED", instructionFailure: "INSUFFICIENT_FUNDS" }],
    });
    await world.projected();
    const { inbox } = await (await theCase.consumer).ok("{ inbox { notices(first: 3) { nodes { text } } } }");
    expect(inbox.notices.nodes[0].text).toContain("there was not enough money");
  });

  test("a day's file for finance alone, and the payment side's own list laid beside it", async () => {
    const id = await ask();
    await send();
    await post(answerTo(id));
    const day = dateOf((await rowOf(id)).requestedAt);
    const get = async (login: string | null, of = day) => {
      const headers = new Headers();
      if (login !== null) headers.set("authorization", `Bearer ${(await world.as(login)).token}`);
      return fetch(`${world.url}/payments/instructions?day=${of}`, { headers });
    };
    for (const login of [null, "li.na", "wang.owner", "zhou.lead"]) expect((await get(login)).status).toBe(404);
    expect((await get("wu.finance", "27.11.2026")).status).toBe(400);
    const lines = (await (await get("wu.finance")).text()).trim().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ id, kind: "DEPOSIT", state: "CONFIRMED", amount: 1_000, reference: "PS-1" }),
    );
    const settings = { DATABASE_URL: world.databaseUrl, SECRET: world.secret };
    const listed = await redress(["payments", "list", day], settings);
    expect(listed.stdout.trim().split("\n")).toEqual(lines);

    await using folder = await temporaryFolder("reconciliation");
    const file = join(folder.path, "list.ndjson");
    const known = await world.db.find(PaymentInstruction, {}, "ORDER BY id");
    const answered = known.filter(({ state }) => state === "CONFIRMED").map(({ id: each }) => each);
    const left = answered.pop();
    const line = (instructionId: string, more = {}) =>
      JSON.stringify({ instructionId, outcome: "CONFIRMED", amount: 1_000, currency: "CNY", ...more });
    const [one = "", ...others] = answered;
    await writeFile(
      file,
      [line(one), line(one), ...others.map((each) => line(each, { amount: 5 })), line("pin_x"), "{"].join("\n"),
    );
    const { instructions } = JSON.parse((await redress(["payments", "list", day, "--json"], settings)).stdout) as {
      instructions: object[];
    };
    expect(instructions.map((line) => JSON.stringify(line))).toEqual(listed.stdout.trim().split("\n"));
    const args = ["payments", "reconcile", file, "--json", "--day", day];
    const { code, stdout } = await redress(args, settings);
    const results = JSON.parse(stdout).results.map((each: { instructionId: string; result: string }) => [
      each.instructionId,
      each.result,
    ]);
    expect(code).toBe(5);
    expect(results).toEqual(
      expect.arrayContaining([
        [one, "MATCHED"],
        [one, "TWICE"],
        ...others.map((each) => [each, "DIFFERS"]),
        ["pin_x", "MISSING_HERE"],
        [null, "UNREADABLE"],
        [left, "MISSING_THERE"],
      ]),
    );
    await writeFile(file, line(one));
    expect((await redress(["payments", "reconcile", file], settings)).code).toBe(0);
    expect((await redress(["payments", "list", "today"], settings)).code).not.toBe(0);
  });
});
