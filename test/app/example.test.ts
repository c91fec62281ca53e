import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { Webhook } from "standardwebhooks";
import { Shop } from "../../examples/marketplace/shop.mjs";
import { BUILT } from "../support/built";
import { eventually } from "../support/eventually";
import { temporaryFolder } from "../support/temporary";

const PLAY = join(BUILT, "../examples/marketplace/play.mjs");

test("a toy marketplace plays its story: order, case, ruling, refund confirmed, webhook, e-mail", async () => {
  await using folder = await temporaryFolder("example");
  const env = { ...process.env, TMPDIR: folder.path, NODE_ENV: "production" };
  const { stdout } = await promisify(execFile)(process.execPath, [PLAY, "--once"], { env, timeout: 110_000 });
  const told = stdout.split("\n").filter((line) => line.startsWith("· "));
  expect(told).toHaveLength(8);
  expect(told).toEqual(
    expect.arrayContaining([
      expect.stringContaining("and has confirmed it; the case is CLOSED (REMEDIED)"),
      expect.stringMatching(/Webhooks have come: .*RULING_ISSUED/),
      expect.stringMatching(/E-mails have come: .*R-\d{4}-\d{6}/),
    ]),
  );
});

describe("the shop", () => {
  const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
  let shop: Shop;
  beforeEach(async () => void (shop = await new Shop({ paymentsSecret: secret, lookupSecret: secret }).open()));
  afterEach(() => shop.close());

  const instruct = async (data: { id: string; kind: string; amount: number | null; currency: string | null }) => {
    const body = JSON.stringify({ type: "payment.instruction", data });
    const at = new Date();
    const headers = {
      "webhook-id": data.id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
      "webhook-signature": new Webhook(secret).sign(data.id, at, body),
    };
    return (await fetch(`${shop.url}/payments`, { method: "POST", headers, body })).status;
  };

  test("says that it has paid, or held back, until Redress, which restarts, has heard it", async () => {
    const heard: string[] = [];
    const redress = createServer((callback, response) => {
      void text(callback).then((body) => {
        heard.push(body);
        if (heard.length === 1) callback.socket.destroy();
        else response.writeHead(heard.length === 2 ? 503 : 200).end();
      });
    });
    await once(redress.listen(0, "127.0.0.1"), "listening");
    shop.redressUrl = `http://127.0.0.1:${(redress.address() as AddressInfo).port}`;
    expect(await instruct({ id: "pin_1", kind: "PAYOUT", amount: 1, currency: "CNY" })).toBe(202);
    await eventually(async () => expect(heard).toHaveLength(3));
    expect(new Set(heard).size).toBe(1);
    expect(JSON.parse(heard[0] ?? "")).toMatchObject({ instructionId: "pin_1", outcome: "CONFIRMED" });
    await instruct({ id: "pin_2", kind: "HOLD", amount: null, currency: null });
    await eventually(async () => expect(heard).toHaveLength(4));
    expect(JSON.parse(heard[3] ?? "")).toMatchObject({ instructionId: "pin_2", outcome: "CONFIRMED", amount: null });
    expect([...shop.paid.keys()]).toEqual(["pin_1"]);
    redress.closeAllConnections();
    redress.close();
  });

  test("reads no more of a stranger than a message has, and goes on", async () => {
    const stranger = request(`${shop.url}/webhooks`, { method: "POST" });
    stranger.write("x".repeat(2_000_000));
    expect(await once(stranger, "response")).toMatchObject([{ statusCode: 400 }]);
    stranger.destroy();
    expect((await fetch(`${shop.url}/keys`)).status).toBe(200);
  });
});
