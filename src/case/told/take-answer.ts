import { createHash } from "node:crypto";
import type { AddressObject, ParsedMail } from "mailparser";
import { Account } from "../../accounts/account/account.entity";
import { letterOfAnswer, letterOfReport } from "../../accounts/contacts/answer-address.pure";
import { ContactAddresses } from "../../accounts/contacts/contact-addresses";
import { ContactPoint } from "../../accounts/contacts/contact-point.entity";
import { foldEmail } from "../../accounts/contacts/email-address.pure";
import { Letter } from "../../accounts/contacts/letter.entity";
import { markBounced } from "../../accounts/contacts/mark-bounced";
import { queueLetter } from "../../accounts/contacts/queue-letter";
import type { Actor } from "../../accounts/actor/actor";
import type { Services } from "../../platform/graphql/context";
import { isOfTheMailbox } from "../../platform/carriers/mail-status.pure";
import { runOnce } from "../../platform/graphql/idempotency";
import { isPassing } from "../../platform/graphql/patience";
import { cleanText } from "../../platform/graphql/text-field";
import type { SignedBody } from "../../platform/http/signed-body";
import { isIdOf } from "../../platform/ids";
import { explain, say } from "../../platform/messages/explain";
import { Refusal } from "../../platform/refusal";
import { caseNumber } from "../complaints/case-number.pure";
import { Complaint } from "../complaints/complaint.entity";
import { sendMessage } from "../negotiation/send-message";
import { ownWords } from "./own-words.pure";
import { isSenderProven } from "./proven-sender.pure";

/** As `sendMessage` takes it. */
const LONGEST = 4_000;
/** All of a mail's HTML: what it takes to make text of it grows with its square. */
const LONGEST_HTML = 250_000;
/** Of a mail that is too long anyway, enough to say who sent it, to whom, and whether it is a report. */
const ENOUGH_BYTES = 256 * 1024;

/** IGNORED: it is no answer of somebody whom we wrote to; nobody is told. ANSWERED: it was not added, and its sender is told why. */
export type Taken = "ADDED" | "ANSWERED" | "BOUNCED" | "IGNORED";

interface Answer {
  mail: ParsedMail;
  isWhole: boolean;
  /** The relay vouches for its sender, or nobody has said which relay does. */
  isProven: boolean;
  /** The same for the same mail, however often it is delivered. */
  key: string;
  point: ContactPoint;
  complaint: Complaint;
  actor: Actor;
}

/** A mail that arrived at one of the addresses that our letters ask to be answered at. */
export async function takeAnswer(services: Services, { start, isWhole: isAllHere }: SignedBody): Promise<Taken> {
  const read = await readMail(isAllHere ? start : start.subarray(0, ENOUGH_BYTES));
  if (!read) return "IGNORED";
  const { mail, isWhole } = { ...read, isWhole: isAllHere && read.isWhole };
  const { database, sealer, mailHooks } = services;
  const { answerDomain, authservId } = mailHooks;
  if (answerDomain === null) return "IGNORED";
  const letterAt = isReport(mail) ? letterOfReport : letterOfAnswer;
  const [letterId] = addressedTo(mail).flatMap((address) => letterAt(sealer, answerDomain, address) ?? []);
  const letter = letterId === undefined ? null : await database.byId(Letter, letterId);
  if (!letter) return "IGNORED";
  if (isReport(mail)) {
    if (!saysGone(mail)) return "IGNORED";
    await database.transact((tx) => markBounced(tx, letter.mailId ?? letter.id));
    return "BOUNCED";
  }
  if (isAutomatic(mail)) return "IGNORED";
  const { streamId } = letter;
  const complaint = streamId !== null && isIdOf(Complaint, streamId) ? await database.byId(Complaint, streamId) : null;
  const point = await database.byId(ContactPoint, letter.contactPointId);
  if (!complaint || !point || !isFrom(services, point, mail)) return "IGNORED";
  const actor = await services.currentActor(letter.accountId);
  if (!actor) return "IGNORED";
  const isProven = authservId === null || isSenderProven(checksOf(mail), authservId, domainOf(mail));
  const key = createHash("sha256")
    // Whoever forges fills nobody's mailbox: of one letter's address that is told once.
    .update(isProven ? (mail.messageId ?? start) : `unproven ${letter.id}`)
    .digest("hex");
  return add(services, { mail, isWhole, isProven, key, point, complaint, actor });
}

/** Null: it is none that could be understood, however often it is delivered. Not whole: it has no words but in more HTML than is read. */
async function readMail(bytes: Buffer): Promise<Pick<Answer, "mail" | "isWhole"> | null> {
  const { simpleParser } = await import("mailparser");
  const options = { skipImageLinks: true, skipTextToHtml: true, keepDeliveryStatus: true };
  try {
    const mail = await simpleParser(bytes, { ...options, skipHtmlToText: true });
    const isShort = (mail.html || "").length <= LONGEST_HTML;
    if (!isShort) return { mail, isWhole: (mail.text ?? "").trim() !== "" };
    // Its own limit is for each of the parts.
    return { mail: mail.html ? await simpleParser(bytes, options) : mail, isWhole: true };
  } catch {
    return null;
  }
}

async function add({ database }: Services, answer: Answer): Promise<Taken> {
  const { mail, isWhole, isProven, key: clientMutationId, complaint, actor } = answer;
  try {
    // Told to the mailbox that we know, whoever it was.
    if (!isProven) throw new Refusal("FORBIDDEN", { reason: "answer.unproven" });
    if (!isWhole) throw new Refusal("LIMIT_REACHED", { reason: "answer.tooLarge" });
    const words = ownWords(mail.text ?? "");
    if (words === "") throw new Refusal("BAD_USER_INPUT", { reason: "answer.empty" });
    const text = cleanText(words, "text", { min: 1, max: LONGEST });
    const input = { clientMutationId, complaintId: complaint.id, text, visibility: "PARTIES" as const };
    await runOnce(database, actor, "answerByMail", input, async (tx) => {
      const sent = await sendMessage(tx, actor, input);
      // What cannot be added is not left out silently.
      if (hasFiles(mail)) await tellSender(tx, answer, "answer.files");
      return sent;
    });
    return "ADDED";
  } catch (error) {
    // What passes is tried again by the relay itself.
    if (!(error instanceof Refusal) || isPassing(error)) throw error;
    await runOnce(database, actor, "refuseAnswer", { clientMutationId }, async (tx) => {
      await tellSender(tx, answer, error);
      return {};
    });
    return "ANSWERED";
  }
}

type Tx = Parameters<Parameters<typeof runOnce>[4]>[0];

async function tellSender(tx: Tx, { point, complaint }: Answer, why: Refusal | "answer.files"): Promise<void> {
  const account = await tx.byId(Account, point.accountId);
  if (!account) return;
  const { locale } = account;
  const number = caseNumber(complaint);
  const paragraphs =
    why === "answer.files"
      ? [say("answer.files", locale, { number })]
      : [say("answer.notAdded", locale, { number }), explain(why, locale)];
  queueLetter(tx, point, "ANSWER", {
    subject: say("letter.case.subject", locale, { number }),
    paragraphs,
    link: { label: say("letter.openCase", locale), path: `/cases/${complaint.id}` },
    answerable: false,
  });
}

function header(mail: ParsedMail, name: string): string {
  const value = mail.headers.get(name);
  return typeof value === "string" ? value : "";
}

const textsOf = (address: AddressObject | AddressObject[] | undefined): string[] =>
  [address ?? []].flat().flatMap(({ value }) => value.flatMap(({ address: text }) => text ?? []));

/** Relays write the recipient that they delivered to into one of these. */
const addressedTo = (mail: ParsedMail): string[] => [
  ...textsOf(mail.to),
  ...textsOf(mail.cc),
  ...["delivered-to", "x-original-to", "envelope-to"].flatMap((name) => {
    const value: unknown = mail.headers.get(name);
    return [value].flat().map((each) => (typeof each === "string" ? each : (textsOf(each as AddressObject)[0] ?? "")));
  }),
];

/** What the last relay found, which writes above all that was there before. */
function checksOf({ headerLines }: ParsedMail): string | undefined {
  const found = headerLines.find(({ key }) => key === "authentication-results");
  return found?.line.slice(found.line.indexOf(":") + 1);
}

/** Of its only sender, as addresses are compared; null: it has none, or several. */
function senderOf(mail: ParsedMail): string | null {
  const [from, ...others] = textsOf(mail.from);
  const isOne = others.length === 0 && mail.headerLines.filter(({ key }) => key === "from").length === 1;
  return from !== undefined && isOne ? foldEmail(from) : null;
}

const domainOf = (mail: ParsedMail): string => senderOf(mail)?.split("@")[1] ?? "";

/** The one whom the letter went to. */
function isFrom({ database }: Services, point: ContactPoint, mail: ParsedMail): boolean {
  const folded = senderOf(mail);
  const isThem = folded !== null && ContactAddresses.of(database).hashes("address", folded).includes(point.addressHash);
  return isThem && point.state === "VERIFIED";
}

/** Programs answer each other for ever, if one lets them (RFC 3834). */
const isAutomatic = (mail: ParsedMail): boolean =>
  !["", "no"].includes(header(mail, "auto-submitted").toLowerCase()) ||
  /bulk|list|junk|auto_reply/i.test(header(mail, "precedence")) ||
  ["list", "list-id", "x-autoreply", "x-autorespond", "x-auto-response-suppress"].some((name) =>
    mail.headers.has(name),
  );

const isReport = (mail: ParsedMail): boolean =>
  mail.attachments.some(({ contentType }) => contentType === "message/delivery-status");

/** RFC 3464: given up, for a reason that lies with the mailbox. */
const saysGone = (mail: ParsedMail): boolean =>
  mail.attachments
    .filter(({ contentType }) => contentType === "message/delivery-status")
    .some(({ content }) => {
      const report = content.toString("latin1");
      const status = /^Status:\s*(\d\.\d{1,3}\.\d{1,3})/im.exec(report)?.[1];
      return /^Action:\s*failed/im.test(report) && status !== undefined && isOfTheMailbox(status, report);
    });

/** Pictures within the text, as in a signature, are not what somebody attached. */
const hasFiles = (mail: ParsedMail): boolean => mail.attachments.some(({ related }) => !related);
