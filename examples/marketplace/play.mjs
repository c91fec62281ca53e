import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redress } from "../../clients/typescript/dist/index.mjs";
import { openMailbox } from "./mailbox.mjs";
import { startRedress } from "./redress.mjs";
import { Shop } from "./shop.mjs";

/**
 * node examples/marketplace/play.mjs [--once]
 *
 * A toy marketplace beside Redress: order, broken promise, case, ruling, refund confirmed, webhook, e-mail. Without --once both go on running, to look at.
 */
const PASSWORD = process.env.DEMO_PASSWORD ?? "redress-demo-2026";
const LISTING = { id: "design", title: "Shop design", price: { amount: 50_000, currency: "CNY" } };
const DAY = 24 * 3_600_000;
const at = (time) => new Date(time).toISOString();
const newSecret = () => `whsec_${randomBytes(32).toString("base64")}`;
const say = (text) => console.log(`· ${text}`);

async function until(what, check) {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const found = await check();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`${what} did not come`);
    await new Promise((again) => setTimeout(again, 100));
  }
}

const folder = await mkdtemp(join(tmpdir(), "toy-marketplace-"));
const secrets = { paymentsSecret: newSecret(), lookupSecret: newSecret() };
const shop = await new Shop(secrets).open();
const mailbox = await openMailbox();
const redress = await startRedress(folder, {
  ...shop.settings(secrets),
  ...{ SMTP_URL: mailbox.url, MAIL_FROM: "Redress <redress@shop.example>" },
});
shop.redressUrl = redress.url;

/** A client of the package as somebody: a person of the demo by password, a person of the shop by its token, a program by its key. */
const clientOf = (options) =>
  new Redress({ url: redress.url, locale: "en", clientName: "toy-marketplace", ...options });
async function person(login) {
  const client = clientOf({});
  await client.session.signIn(login, PASSWORD);
  return client;
}
const arrives = (subject) => clientOf({ token: () => shop.tokenOf(subject) });

/** Runs a mutation of one input. */
async function act(client, mutation, input, selection = "{ clientMutationId }") {
  const type = `${mutation[0].toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) ${selection} }`;
  return (await client.request(document, { input }))[mutation];
}

async function play() {
  // The operator makes the shop known, once, and gives its order system a key.
  const admin = await person("admin");
  await act(admin, "createMarketplaceSource", { name: "shop", title: "Toy marketplace" });
  const feed = await act(
    admin,
    "createApiClient",
    { name: "Order feed", scopes: ["ORDERS_IMPORT"] },
    "{ apiClient { id } }",
  );
  const { secret: feedKey } = await act(admin, "createApiKey", { apiClientId: feed.apiClient.id }, "{ secret }");
  say(`The shop's order system has a key of its own: ${feedKey.slice(0, 9)}…`);

  // The provider is in both: known here by its licence. Its own system hears of its cases, its owner by e-mail.
  const owner = await person("wang.owner");
  const { viewer } = await owner.request("{ viewer { memberships { provider { id licenceNo legalName } } } }", {});
  const { provider } = viewer.memberships[0];
  const system = await act(
    owner,
    "createApiClient",
    { providerId: provider.id, name: "Our system", scopes: ["COMPLAINTS_READ", "WEBHOOKS_MANAGE"] },
    "{ apiClient { id } }",
  );
  await act(owner, "createApiKey", { apiClientId: system.apiClient.id }, "{ secret }");
  const hook = { apiClientId: system.apiClient.id, url: `${shop.url}/webhooks` };
  shop.webhookSecret = (await act(owner, "createWebhookEndpoint", hook, "{ secret }")).secret;
  await act(owner, "addContactPoint", { kind: "EMAIL", address: "wang@shop.example", proof: { password: PASSWORD } });
  const code = await until("the code", () => mailbox.find(/\b\d{8}\b/)?.[0]);
  const contacts = await owner.request("{ viewer { contactPoints { id } } }", {});
  await act(owner, "verifyContactPoint", { contactPointId: contacts.viewer.contactPoints[0].id, code });
  say("Its owner has confirmed an e-mail address");

  // Somebody buys, five days ago, under the promise of two.
  shop.people.set("buyer-7", { name: "Mei Lin", locale: "EN" });
  const records = [
    { person: { externalId: "seller-1", displayName: "Wang" } },
    {
      provider: {
        externalId: "seller",
        legalName: provider.legalName,
        licenceNo: provider.licenceNo,
        owner: "seller-1",
      },
    },
    {
      listing: {
        externalId: LISTING.id,
        provider: "seller",
        category: "shop-design",
        title: LISTING.title,
        price: LISTING.price,
      },
    },
    {
      promise: {
        ...{ externalId: "two-days", provider: "seller", listing: LISTING.id, kind: "DELIVERY_TIME" },
        ...{ text: "Delivered within two days", terms: { withinHours: 48 }, publishedAt: at(Date.now() - 60 * DAY) },
      },
    },
    ...shop.sell("SO-1001", { subject: "buyer-7", listing: LISTING, placedAt: at(Date.now() - 5 * DAY) }),
    { delivery: { order: "SO-1001", deliveredAt: at(Date.now() - 3_600_000) } },
  ];
  const program = clientOf({ token: () => Promise.resolve(feedKey) });
  const { results } = await act(
    program,
    "upsertMarketplaceRecords",
    { source: "shop", records },
    "{ results { outcome problem { message } } }",
  );
  const refused = results.find(({ problem }) => problem);
  if (refused) throw new Error(refused.problem.message);
  say("Order SO-1001 has come in, with what was promised when it was placed");

  // She arrives signed in, finds her order by the number she knows, and complains.
  const buyer = arrives("buyer-7");
  const { order } = await act(
    buyer,
    "fetchOrder",
    { number: "SO-1001" },
    "{ order { id promises { promiseVersion { id text kind platformPromise } } } }",
  );
  const broken = order.promises.find(({ promiseVersion }) => promiseVersion.text === "Delivered within two days");
  const { complaint } = await act(
    buyer,
    "openComplaint",
    {
      ...{ orderId: order.id, title: "Three days late", story: "Promised within two days, it took five." },
      breaches: [{ promiseVersionId: broken.promiseVersion.id, delivered: "After five days" }],
      ...{ demandKind: "REFUND_PART", demandAmount: 20_000 },
    },
    "{ complaint { id number } }",
  );
  const complaintId = complaint.id;
  say(`Mei Lin has opened a case about it: ${complaint.number ?? complaintId}`);

  // The provider refuses; the platform decides.
  await act(owner, "refuseDemand", { complaintId, reason: "It was worth waiting for." });
  await act(buyer, "escalateComplaint", { complaintId });
  const moderator = await person("chen.mod");
  const taken = await act(
    moderator,
    "takeComplaint",
    { complaintId },
    "{ complaint { lease { token } breaches { id } } }",
  );
  const leaseToken = taken.complaint.lease.token;
  await act(moderator, "acceptComplaint", { complaintId, leaseToken });
  for (const side of [buyer, owner]) await act(side, "closeEvidence", { complaintId });
  const { rules } = await moderator.request("{ rules { id code } }", {});
  const rule = rules.find((each) => each.code === "DELIVERY-1");
  await act(moderator, "issueRuling", {
    ...{ complaintId, leaseToken, outcome: "UPHELD", rootCause: "OVER_PROMISING" },
    ...{ facts: "Promised within 48 hours, delivered after five days.", reasoning: "The record of delivery shows it." },
    publicText: "A promise about the time of delivery was not kept.",
    findings: [
      {
        breachId: taken.complaint.breaches[0].id,
        result: "BROKEN",
        ruleVersionId: rule.id,
        reasoning: "By the record of delivery.",
      },
    ],
    remedies: [{ kind: "REFUND_PART", amount: 20_000, text: "Refund 200 yuan", withinDays: 7 }],
    penalties: [{ kind: "WARNING", reason: "Not delivered in the promised time" }],
    departureReason: "The first case between these sides.",
  });
  for (const side of [buyer, owner]) await act(side, "waiveAppeal", { complaintId });
  say("The platform has ruled: 200 yuan back, and a warning; both sides accept it");

  // The provider lets the shop pay; the case ends when the money has moved, and not before.
  const ruled = await owner.request("query ($id: ID!) { complaint(id: $id) { ruling { remedies { id } } } }", {
    id: complaintId,
  });
  const [remedy] = ruled.complaint.ruling.remedies;
  await act(owner, "fileRemedyProof", {
    complaintId,
    remedyId: remedy.id,
    text: "Paid by the marketplace.",
    refundChannel: "PLATFORM",
  });
  const status = () =>
    buyer.request("query ($id: ID!) { complaint(id: $id) { status closureReason } }", { id: complaintId });
  const { complaint: ended } = await until("the end of the case", async () => {
    const now = await status();
    return now.complaint.status === "CLOSED" && now;
  });
  say(
    `The shop has paid, ${[...shop.paid.values()].join(", ")}, and has confirmed it; the case is ${ended.status} (${ended.closureReason})`,
  );

  await until("the webhook of the ruling", () => shop.told.some(({ type }) => type === "RULING_ISSUED"));
  say(`Webhooks have come: ${[...new Set(shop.told.map(({ type }) => type))].join(", ")}`);
  const letter = await until("the e-mail", () => mailbox.find(new RegExp(`${redress.url}/cases/${complaintId}`)));
  if (!letter) throw new Error("no e-mail about the case");
  say(`E-mails have come: ${mailbox.subjects().join("; ")}`);
  return complaintId;
}

async function stop() {
  await redress.stop();
  await mailbox.close();
  shop.close();
  await rm(folder, { recursive: true, force: true });
}

try {
  const complaintId = await play();
  if (process.argv.includes("--once")) await stop();
  else {
    console.log(
      `\nThe shop: ${shop.url}\nThe case: ${redress.url}/cases/${complaintId} (wang.owner, chen.mod; ${PASSWORD})\nCtrl+C ends both.`,
    );
    process.once("SIGINT", () => void stop().then(() => process.exit()));
  }
} catch (error) {
  console.error(error);
  await stop();
  process.exitCode = 1;
}
