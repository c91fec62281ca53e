import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { Webhook } from "standardwebhooks";

const ISSUER = "https://shop.example";
const AUDIENCE = "redress";
const LONGEST = 1_000_000;

/**
 * A toy marketplace: its people, its orders and its money. What it owes Redress as a platform is at five addresses: the keys of its tokens, orders that
 * are asked for, instructions to pay, webhooks, and a page.
 */
export class Shop {
  people = new Map();
  orders = new Map();
  /** What was paid, by the instruction's id: each once, however often it is told. */
  paid = new Map();
  /** The same of what moves no money: that a provider is paid nothing out, or is again. */
  held = new Map();
  /** Verified webhooks, in the order in which they came. */
  told = [];
  redressUrl = "";
  webhookSecret = "";

  constructor({ paymentsSecret, lookupSecret }) {
    this.payments = new Webhook(paymentsSecret);
    this.lookup = new Webhook(lookupSecret);
  }

  async open(port = 0) {
    this.keys = await generateKeyPair("ES256");
    this.server = createServer((request, response) => {
      this.answer(request, response).catch((error) => {
        if (response.headersSent) console.error(error);
        else response.writeHead(400).end(String(error.message));
      });
    });
    this.server.listen(port, "127.0.0.1");
    await once(this.server, "listening");
    this.url = `http://127.0.0.1:${this.server.address().port}`;
    return this;
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** What Redress has to be told to trust this shop. */
  settings({ paymentsSecret, lookupSecret }) {
    return {
      ...{ JWKS_URL: `${this.url}/keys`, JWT_ISSUER: ISSUER, JWT_AUDIENCE: AUDIENCE },
      ...{ PAYMENTS_URL: `${this.url}/payments`, PAYMENTS_SECRET: paymentsSecret },
      ORDER_LOOKUP_URL: `${this.url}/orders`,
      ...{ ORDER_LOOKUP_SECRET: lookupSecret, ORDER_LOOKUP_SOURCE: "shop" },
    };
  }

  /** As whom a person of the shop arrives at Redress: nobody signs in twice. */
  tokenOf(subject) {
    return new SignJWT({ name: this.people.get(subject)?.name })
      .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid: "shop" })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime("1h")
      .sign(this.keys.privateKey);
  }

  /** Somebody buys: what Redress needs to know of it, as it is sent and as it is looked up. */
  sell(number, { subject, listing, placedAt }) {
    const person = this.people.get(subject);
    this.orders.set(number, { number, subject, listing, placedAt });
    return [
      { person: { externalId: subject, displayName: person.name, subject, locale: person.locale } },
      { order: { externalId: number, person: subject, listing: listing.id, price: listing.price, placedAt } },
    ];
  }

  async answer(request, response) {
    const body = await textOf(request);
    switch (`${request.method} ${request.url}`) {
      case "GET /keys": {
        const key = { ...(await exportJWK(this.keys.publicKey)), kid: "shop", alg: "ES256", use: "sig" };
        return json(response, { keys: [key] });
      }
      case "POST /orders": {
        const asked = this.lookup.verify(body, request.headers);
        const order = this.orders.get(asked.order);
        if (order?.subject !== asked.person.subject) return response.writeHead(404).end();
        return json(response, { records: this.sell(order.number, order) });
      }
      case "POST /payments": {
        const { data } = this.payments.verify(body, request.headers);
        response.writeHead(202).end();
        return this.carryOut(data);
      }
      case "POST /webhooks": {
        const event = new Webhook(this.webhookSecret).verify(body, request.headers);
        const id = request.headers["webhook-id"];
        if (!this.told.some((known) => known.id === id)) this.told.push({ ...event, id });
        return response.writeHead(204).end();
      }
      default:
        return page(response, this);
    }
  }

  /** Does each instruction once, and says so until Redress has heard it: it may be restarting. */
  async carryOut({ id, kind, amount, currency }) {
    const [done, word] = kind === "HOLD" || kind === "RELEASE" ? [this.held, kind] : [this.paid, "PAY"];
    const reference = done.get(id) ?? `${word}-${1_000 + done.size}`;
    done.set(id, reference);
    const occurredAt = new Date().toISOString();
    const body = JSON.stringify({ instructionId: id, outcome: "CONFIRMED", amount, currency, reference, occurredAt });
    for (let pause = 250; this.server.listening; pause = Math.min(pause * 2, 60_000)) {
      const answer = await this.call(reference, body).catch(() => null);
      if (answer?.ok) return;
      const isFinal = answer && answer.status < 500 && answer.status !== 429;
      if (isFinal) return console.error(`The callback was answered ${answer.status}: ${await answer.text()}`);
      await sleep(pause);
    }
  }

  call(id, body) {
    const at = new Date();
    return fetch(`${this.redressUrl}/payments/callback`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
        "webhook-signature": this.payments.sign(id, at, body),
      },
      body,
    });
  }
}

/** Read before it is known who sends it, and so not without end. */
async function textOf(request) {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) {
    text += chunk;
    if (text.length > LONGEST) throw new Error("too long");
  }
  return text;
}

function json(response, body) {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}

const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The shop's orders, each with a link to where its consumer complains. */
function page(response, { orders, paid, told, redressUrl }) {
  const rows = [...orders.values()].map(
    ({ number, listing }) =>
      `<tr><td>${escaped(number)}</td><td>${escaped(listing.title)}</td><td><a href="${escaped(redressUrl)}/orders/find?number=${encodeURIComponent(number)}">Something wrong?</a></td></tr>`,
  );
  const lists = [
    ["Orders", `<table>${rows.join("")}</table>`],
    [
      "Paid",
      `<p>${[...paid].map(([id, reference]) => escaped(`${reference} (${id})`)).join("<br>") || "Nothing yet"}</p>`,
    ],
    ["Told by webhook", `<p>${told.map(({ type }) => escaped(type)).join("<br>") || "Nothing yet"}</p>`],
  ];
  const content = lists.map(([title, list]) => `<h2>${title}</h2>${list}`).join("");
  response
    .writeHead(200, { "content-type": "text/html; charset=utf-8" })
    .end(`<!doctype html><html lang="en"><title>Toy marketplace</title><h1>Toy marketplace</h1>${content}</html>`);
}
