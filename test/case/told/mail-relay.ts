import type { AddressInfo } from "node:net";
import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

export interface Arrived {
  from: string;
  to: string[];
  raw: string;
  mail: ParsedMail;
}

/** A real SMTP server that takes every mail, or says what the test wants it to. */
export interface MailRelay extends AsyncDisposable {
  url: string;
  arrived: Arrived[];
  /** What it says to the recipient, or to the mail; null: it takes it. */
  refuse: { at: "RCPT" | "DATA"; code: number; text: string } | null;
}

export async function openMailRelay(options: SMTPServerOptions = {}): Promise<MailRelay> {
  const relay: MailRelay = {
    url: "",
    arrived: [],
    refuse: null,
    [Symbol.asyncDispose]: () => new Promise((done) => server.close(() => done())),
  };
  const refusal = (at: "RCPT" | "DATA"): Error | null =>
    relay.refuse?.at === at ? Object.assign(new Error(relay.refuse.text), { responseCode: relay.refuse.code }) : null;
  const server = new SMTPServer({
    disabledCommands: options.onAuth ? [] : ["AUTH"],
    logger: false,
    // Connections that a pool keeps are not waited for.
    closeTimeout: 100,
    ...options,
    onRcptTo: (_address, _session, done) => done(refusal("RCPT")),
    onData(stream, { envelope: { mailFrom, rcptTo } }, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const no = refusal("DATA");
        if (no) return done(no);
        const raw = Buffer.concat(chunks);
        simpleParser(raw).then((mail) => {
          const from = mailFrom === false ? "" : mailFrom.address;
          relay.arrived.push({ from, to: rcptTo.map(({ address }) => address), raw: raw.toString("utf8"), mail });
          done();
        }, done);
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.server.address() as AddressInfo;
  relay.url = `${options.secure ? "smtps" : "smtp"}://localhost:${port}`;
  return relay;
}
