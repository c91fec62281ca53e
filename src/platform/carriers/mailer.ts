import { createTransport, type Transporter } from "nodemailer";
import { isLoopback } from "../loopback.pure";
import { addressIn } from "./mail-address.pure";
import { isOfTheMailbox, isOfTheSender } from "./mail-status.pure";

/** One mail, ready to be sent. */
export interface Mail {
  /** The same for each attempt: whoever gets it twice can tell. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Where the answer goes; null: nobody reads it. */
  replyTo: string | null;
  /** Where it comes back to; null: to whom it is from. */
  returnTo: string | null;
  headers: Readonly<Record<string, string>>;
}

/**
 * BOUNCED: there is no such mailbox. LATER: the relay is away, asks for patience, or is not set up. REFUSED: this mail is not taken, whoever
 * it is for.
 */
export type Carried = {
  outcome: "SENT" | "BOUNCED" | "LATER" | "REFUSED";
  detail: string | null;
  /** Not before so long, says whoever carries it. */
  waitMs?: number;
};

/** What nodemailer adds to its errors. */
interface SmtpError {
  code?: string;
  responseCode?: number;
  response?: string;
  command?: string;
}

export interface MailSettings {
  /** smtp://user:password@host:587 or smtps://…:465 */
  url: string;
  /** `Name <address>`. */
  from: string;
}

const PATIENCE_MS = 20_000;
const NOT_ONE = /[\s,;:<>"()]/;

/** Hands mails to the relay that the operator names. Knows nothing of what they are about. */
export class Mailer implements AsyncDisposable {
  private readonly transport: Transporter;
  private readonly host: string;
  private readonly from: string;

  /** `ca`: who vouches for the relay, when it is no public authority. */
  constructor({ url, from }: MailSettings, ca?: string) {
    const { protocol, hostname, port, username, password } = new URL(url);
    const secure = protocol === "smtps:";
    const own = isLoopback(hostname);
    this.from = from;
    this.host = addressIn(from).split("@")[1] ?? "localhost";
    this.transport = createTransport({
      pool: true,
      maxConnections: 4,
      host: hostname.replace(/^\[|\]$/g, ""),
      port: Number(port) || (secure ? 465 : 587),
      secure,
      // Over a network no mail goes unencrypted, and none to a relay that cannot prove who it is.
      requireTLS: !secure && !own,
      ignoreTLS: !secure && own,
      tls: { rejectUnauthorized: true, ...(ca === undefined ? {} : { ca }) },
      ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
      connectionTimeout: PATIENCE_MS,
      greetingTimeout: PATIENCE_MS,
      socketTimeout: PATIENCE_MS,
      // What is sent is made here: no file of this machine and no address is read for it.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  /** As relays and answers name the mail. */
  messageIdOf(id: string): string {
    return `<${id}@${this.host}>`;
  }

  async send({ id, to, subject, text, html, replyTo, returnTo, headers }: Mail): Promise<Carried> {
    // One mail, one recipient, whatever an address may hide.
    if (NOT_ONE.test(to)) return { outcome: "REFUSED", detail: "address" };
    try {
      await this.transport.sendMail({
        ...{ from: this.from, to: { name: "", address: to }, subject, text, html, messageId: this.messageIdOf(id) },
        ...(replyTo === null ? {} : { replyTo }),
        envelope: { from: returnTo ?? addressIn(this.from), to },
        headers: { "Auto-Submitted": "auto-generated", ...headers },
      });
      return { outcome: "SENT", detail: null };
    } catch (error) {
      return judged(error as SmtpError);
    }
  }

  /** Null when the relay answers and knows us; else what it says. */
  async problem(): Promise<string | null> {
    return this.transport.verify().then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.transport.close();
  }
}

/** Only what it says to these is about the mail, or its recipient; all before is about itself, or about us. */
const OF_THE_MAIL: readonly string[] = ["RCPT TO", "DATA"];
/** Some say only of the recipient that they do not know us (RFC 4954), or carry nothing for us, each in its own words. */
const SIGN_IN = 530;
const NOT_FOR_US = /\brelay(ing)?\b/i;
const WITHOUT_DETAIL: readonly number[] = [550, 551, 553];

function judged({ code, responseCode = 0, response = "", command = "" }: SmtpError): Carried {
  // It stands at the beginning (RFC 2034): further on may be a network address.
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})(?=\s|$)/m.exec(response)?.[1];
  const detail = [responseCode || code || "", enhanced ?? ""].filter(Boolean).join(" ").slice(0, 40) || null;
  // Who may not send at all is let in once the operator has set it right.
  const isNotForUs = NOT_FOR_US.test(response) || isOfTheSender(enhanced, response);
  const isAboutUs = responseCode === SIGN_IN || (command === "RCPT TO" && isNotForUs);
  if (responseCode < 500 || isAboutUs || !OF_THE_MAIL.includes(command)) return { outcome: "LATER", detail };
  if (command === "DATA") return { outcome: "REFUSED", detail };
  const isGone = enhanced ? isOfTheMailbox(enhanced, response) : WITHOUT_DETAIL.includes(responseCode);
  return { outcome: isGone ? "BOUNCED" : "REFUSED", detail };
}
