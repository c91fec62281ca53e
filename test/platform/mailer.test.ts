import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { parseConfig } from "../../src/config";
import { addressIn } from "../../src/platform/carriers/mail-address.pure";
import { Mailer, type Mail } from "../../src/platform/carriers/mailer";
import { openMailRelay } from "../case/told/mail-relay";
import { describeWith } from "../support/programs";
import { temporaryFolder } from "../support/temporary";

const FROM = "Redress <no-reply@redress.example>";
const MAIL: Mail = {
  ...{ id: "ltr_1", to: "lina@example.com", subject: "主题", text: "文本", html: "<p>文本</p>" },
  ...{ replyTo: null, returnTo: null, headers: {} },
};

/** A certificate for localhost that nobody vouches for but itself. */
async function certificate(): Promise<{ key: string; cert: string; remove: () => Promise<void> }> {
  const folder = await temporaryFolder("relay");
  const [key, cert] = [join(folder.path, "key.pem"), join(folder.path, "cert.pem")];
  await promisify(execFile)("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"],
    ...["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", cert],
  ]);
  return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8"), remove: () => folder.remove() };
}

describeWith("openssl", "over TLS", () => {
  test("a relay has to prove who it is, and we who we are", async () => {
    const { key, cert, remove } = await certificate();
    await using relay = await openMailRelay({
      ...{ secure: true, key, cert },
      onAuth: ({ username, password }, _session, done) =>
        username === "redress" && password === "p@ss" ? done(null, { user: username }) : done(new Error("no")),
    });
    const url = relay.url.replace("smtps://", "smtps://redress:p%40ss@");
    await using trusting = new Mailer({ url, from: FROM }, cert);
    expect(await trusting.problem()).toBeNull();
    expect(await trusting.send(MAIL)).toEqual({ outcome: "SENT", detail: null });
    expect(relay.arrived[0]?.mail).toMatchObject({ subject: "主题", messageId: "<ltr_1@redress.example>" });
    await using stranger = new Mailer({ url, from: FROM });
    expect(await stranger.send(MAIL)).toMatchObject({ outcome: "LATER" });
    expect(await stranger.problem()).toContain("self-signed");
    await using forgetful = new Mailer(
      { url: relay.url.replace("smtps://", "smtps://redress:wrong@"), from: FROM },
      cert,
    );
    expect(await forgetful.send(MAIL)).toMatchObject({ outcome: "LATER" });
    expect(relay.arrived).toHaveLength(1);
    await remove();
  });
});

test("what a relay says of a mailbox, of the mail, and of us are different things", async () => {
  await using relay = await openMailRelay();
  await using mailer = new Mailer({ url: relay.url, from: FROM });
  for (const [at, code, text, outcome] of [
    ["RCPT", 550, "5.1.1 No such user", "BOUNCED"],
    ["RCPT", 550, "unknown", "BOUNCED"],
    ["RCPT", 550, "5.7.1 Blocked", "REFUSED"],
    ["RCPT", 554, "5.7.1 <lina@example.com>: Relay access denied", "LATER"],
    ["RCPT", 550, "relay not permitted", "LATER"],
    ["RCPT", 550, "5.1.8 <no-reply@redress.example>: Sender address rejected: Domain not found", "LATER"],
    ["RCPT", 553, "5.1.7 Bad address of the sender", "LATER"],
    ["RCPT", 550, "5.1.0 <no-reply@redress.example>: Sender address rejected: User unknown", "LATER"],
    ["RCPT", 550, "Sender verify failed", "LATER"],
    ["RCPT", 550, "5.1.10 Recipient not found", "BOUNCED"],
    ["RCPT", 554, "Client host [5.1.77.3] is listed", "REFUSED"],
    ["RCPT", 530, "5.7.0 Authentication required", "LATER"],
    ["RCPT", 552, "5.2.2 Mailbox full", "REFUSED"],
    ["RCPT", 450, "4.2.0 Greylisted", "LATER"],
    ["DATA", 554, "5.6.0 Spam", "REFUSED"],
    ["DATA", 451, "4.3.0 Try again", "LATER"],
  ] as const) {
    relay.refuse = { at, code, text };
    expect([text, (await mailer.send(MAIL)).outcome]).toEqual([text, outcome]);
  }
  expect(relay.arrived).toEqual([]);
  await relay[Symbol.asyncDispose]();
  expect(await mailer.send(MAIL)).toMatchObject({ outcome: "LATER", detail: "ESOCKET" });
});

test("a relay that lets nobody in, or us not, takes the mail later: the operator sets that right", async () => {
  let said = { code: 0, text: "" };
  const refuse = (_what: unknown, _session: unknown, done: (error: Error) => void): void =>
    done(Object.assign(new Error(said.text), { responseCode: said.code }));
  await using relay = await openMailRelay({ onMailFrom: refuse });
  await using mailer = new Mailer({ url: relay.url, from: FROM });
  for (const [code, text] of [
    [530, "5.7.0 Authentication required"],
    [550, "5.7.1 You may not send as that"],
    [553, "5.1.8 Unknown sender"],
  ] as const) {
    said = { code, text };
    expect(await mailer.send(MAIL)).toEqual({ outcome: "LATER", detail: `${code} ${text.slice(0, 5)}` });
  }
  await using closed = await openMailRelay({ onConnect: (_session, done) => done(new Error("No service here")) });
  await using waiting = new Mailer({ url: closed.url, from: FROM });
  expect(await waiting.send(MAIL)).toMatchObject({ outcome: "LATER", detail: "554" });
});

test("nobody writes further headers or recipients into a mail", async () => {
  await using relay = await openMailRelay();
  await using mailer = new Mailer({ url: relay.url, from: FROM });
  await mailer.send({ ...MAIL, subject: "a\r\nBcc: mallory@example.com", to: "lina@example.com" });
  const two = await mailer.send({ ...MAIL, to: "lina@example.com, mallory@example.com" });
  expect(two.outcome).toBe("REFUSED");
  expect(relay.arrived.flatMap(({ to }) => to).filter((address) => address === "mallory@example.com")).toEqual([]);
  expect(relay.arrived.every(({ mail }) => mail.bcc === undefined)).toBe(true);
});

test("what is set for mail but cannot work is said at the start", () => {
  expect(addressIn(FROM)).toBe("no-reply@redress.example");
  for (const [env, said] of [
    [{ SMTP_URL: "smtp://relay:25" }, "SMTP_URL, MAIL_FROM: set both or none"],
    [{ SMTP_URL: "http://relay", MAIL_FROM: FROM }, "SMTP_URL="],
    [{ SMTP_URL: "smtp://relay", MAIL_FROM: "nobody" }, "MAIL_FROM="],
    [{ MAIL_ANSWER_DOMAIN: "answers.example" }, "MAIL_ANSWER_DOMAIN: only with MAIL_HOOK_SECRET"],
  ] as const)
    expect(() => parseConfig({ SECRET: "x".repeat(32), ...env })).toThrow(said);
  const { mail } = parseConfig({ SECRET: "x".repeat(32), SMTP_URL: "smtps://u:p@relay", MAIL_FROM: FROM });
  expect(mail).toEqual({ url: "smtps://u:p@relay", from: FROM });
});
