import type { Database } from "../../platform/database/database";
import { list, sql } from "../../platform/database/sql";
import { itemFailed, sweepDue } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import type { SweptServices } from "../../platform/graphql/context";
import type { Carried, Mailer } from "../../platform/carriers/mailer";
import { say } from "../../platform/messages/explain";
import { DAY, HOUR, MINUTE } from "../../platform/time";
import { AccountSession } from "../sessions/account-session.entity";
import { Account } from "../account/account.entity";
import type { Actor } from "../actor/actor";
import { sessionsFor } from "../sign-in/sessions";
import { answerAddress, reportAddress } from "./answer-address.pure";
import { Carriage } from "./carriage";
import { ContactAddresses } from "./contact-addresses";
import type { ContactKind } from "./contact-enums.types";
import { ContactPoint } from "./contact-point.entity";
import { noticeDueAt } from "./letter-due.pure";
import { STILL_CONCERNED } from "./letter-hooks";
import { mailText, type LetterWords } from "./letter-words.pure";
import { Letter } from "./letter.entity";
import { markBounced } from "./mark-bounced";
import { CHANNELS } from "./notice-channels.table";
import { chosenBy, type QuietHours } from "./notice-choice.queries";
import { appMessage, textMessage, type Claimed } from "./short-message.pure";
import { tellOtherwise } from "./tell-otherwise";
import { unsubscribeLink } from "./unsubscribe-link.pure";

/** Contact points of a channel at once; the others follow with the next sweep, which must not wait for a slow relay. */
const TOGETHER = 50;
const MOST_IN_A_MAIL = 50;
const MOST_READ = 200;
/** Nobody else sends it meanwhile. */
const LEASE_MS = 3 * MINUTE;
/** A relay that is away, or asks for patience, is asked again: after a minute, two, four … at most every four hours, for three days. */
const FIRST_WAIT_MS = MINUTE;
const LONGEST_WAIT_MS = 4 * HOUR;
const LONGEST_MS = 3 * DAY;
/** The last time is at the end of that, or soon after; when it fails, the person is told otherwise. */
const LAST_TRY_MS = DAY;

const NOT_CARRIED = "channel not configured";

/** Sends the letters that are due. */
export async function sendLetters(services: SweptServices): Promise<void> {
  const { database, clock, log } = services;
  const open = CHANNELS.filter((channel) => carrierOf(services, channel) !== null);
  await endUncarried(
    services,
    CHANNELS.filter((channel) => !open.includes(channel)),
  );
  // Each its own: who is slow on one does not keep the others waiting.
  const due = await Promise.all(
    open.map((channel) =>
      database.query<Due>(
        sql`SELECT contact_point_id AS id, account_id AS accountId, MIN(due_at) AS first FROM letter
            WHERE state = 'QUEUED' AND due_at <= ${clock.now()} AND channel = ${channel}
            GROUP BY contact_point_id, account_id ORDER BY first, id LIMIT ${TOGETHER}`,
      ),
    ),
  );
  await Promise.all(
    due
      .flat()
      .map((due) =>
        sendTo(services, due).catch((error: unknown) =>
          itemFailed(log, error, { id: due.id }, "a letter could not be sent"),
        ),
      ),
  );
}

/** A contact point that has letters to be sent to it, or had: it may be gone. */
interface Due {
  id: string;
  accountId: string;
}

/** What waits for a way that there is no longer: its people are told by what is left, and that it was not sent is on record. */
async function endUncarried({ database, log }: SweptServices, closed: readonly ContactKind[]): Promise<void> {
  await sweepDue(database, log, {
    find: (limit) =>
      database
        .query<{
          id: string;
        }>(
          sql`SELECT id FROM letter WHERE state = 'QUEUED' AND channel IN (${list(closed)}) ORDER BY due_at LIMIT ${limit}`,
        )
        .then((rows) => rows.map(({ id }) => id)),
    act: async (tx, id) => {
      const letter = await tx.lock(Letter, id);
      if (letter?.state !== "QUEUED") return false;
      const account = await tx.byId(Account, letter.accountId);
      if (account) await tellOtherwise(tx, account, letter);
      end(tx, letter, "FAILED", NOT_CARRIED);
      return true;
    },
    what: "a letter that nothing carries could not be ended",
  });
}

type Carry = (claimed: Claimed) => Promise<Carried>;

/** Null: nothing goes that way here. */
function carrierOf(services: SweptServices, channel: ContactKind): Carry | null {
  const { mailer, gateways, publicUrl } = services;
  const { sms, appPush } = gateways;
  switch (channel) {
    case "EMAIL":
      return mailer && ((claimed) => mailer.send(composed(services, claimed)));
    case "SMS":
      return sms && ((claimed) => sms.send(claimed.mailId, textMessage(claimed, publicUrl)));
    case "APP_PUSH":
      return appPush && ((claimed) => appPush.send(claimed.mailId, appMessage(claimed, publicUrl)));
    case "WEB_PUSH":
      return null;
  }
}

async function sendTo(services: SweptServices, due: Due): Promise<void> {
  const { database, clock, log } = services;
  for (;;) {
    const reader = await sessionsFor(services).still(due.accountId, null);
    const claimed = await database.transact((tx) => claim(tx, due, reader));
    if (!claimed) return;
    const carry = carrierOf(services, claimed.point.kind);
    if (!carry) return;
    const carried = await carry(claimed);
    const givenUp = await settle(database, claimed, carried);
    Carriage.of(database).carried(claimed.point.kind, carried, givenUp, clock.now(), log);
    if (carried.outcome === "LATER") return;
  }
}

/** The letters of the next mail. What was tried before goes as it was: under the same name with the same in it. */
async function claim(tx: Tx, { id, accountId }: Due, reader: Actor | null): Promise<Claimed | null> {
  const point = await livingPoint(tx, id);
  const due = await tx.select(
    Letter,
    sql`FROM letter t WHERE t.contact_point_id = ${id} AND t.state = 'QUEUED' AND t.due_at <= ${tx.now} ORDER BY t.id LIMIT ${MOST_READ}`,
  );
  if (due.length === 0) return null;
  const account = await tx.byId(Account, accountId);
  const { quiet } = await chosenBy(tx, accountId, tx.now);
  const address = point && ContactAddresses.of(tx).read(point);
  const readable: { letter: Letter; words: LetterWords }[] = [];
  for (const letter of due) {
    const words = letter.words && ContactAddresses.of(tx).decrypt(letter.id, letter.words);
    // Too old to be news, as after days without a server, or written under a secret that nobody knows any longer.
    if (words === null || tx.now - letter.createdAt > LONGEST_MS + LAST_TRY_MS) end(tx, letter, "FAILED", null);
    else if (!account || !point || !(await maySend(tx, letter, reader, point))) {
      if (account && point?.state !== "VERIFIED") await tellOtherwise(tx, account, letter);
      end(tx, letter, "SUPPRESSED", null);
    } else {
      // Whatever has kept it until now, the night included.
      const dueAt = letter.purpose === "NOTICE" ? wakingAt(tx.now, letter, account, quiet) : tx.now;
      if (dueAt > tx.now) tx.change(letter, { dueAt });
      else readable.push({ letter, words: JSON.parse(words) as LetterWords });
    }
  }
  const [first] = readable;
  if (!first || !account || !point || !address) {
    for (const { letter } of readable) end(tx, letter, "FAILED", null);
    return null;
  }
  const tried = first.letter.mailId;
  const together = readable
    .filter(({ letter }) => (tried === null ? letter.mailId === null && !letter.urgent : letter.mailId === tried))
    .slice(0, MOST_IN_A_MAIL);
  const letters = tried === null && first.letter.urgent ? [first] : together;
  const mailId = tried ?? first.letter.id;
  for (const { letter } of letters)
    tx.change(letter, { mailId, attempts: letter.attempts + 1, dueAt: tx.now + LEASE_MS });
  return { mailId, letters, point, address, account };
}

const wakingAt = (now: number, { channel, urgent }: Letter, { timeZone }: Account, quiet: QuietHours): number =>
  noticeDueAt(now, { kind: channel, frequency: "AT_ONCE" }, urgent, timeZone, quiet) ?? now;

/** A code goes to where nothing else may go yet. `reader`: null when they are suspended, or gone. */
async function maySend(tx: Tx, letter: Letter, reader: Actor | null, point: ContactPoint): Promise<boolean> {
  if (!reader) return false;
  // One that nobody can enter any longer only confuses.
  if (letter.purpose === "CODE") return point.state !== "VERIFIED" && (point.codeEndsAt ?? 0) > tx.now;
  if (point.state !== "VERIFIED") return false;
  if (letter.purpose !== "NOTICE") return true;
  // Ended while it waited for its hour.
  if (!letter.urgent && point.frequency === "DEADLINES_ONLY") return false;
  for (const concerns of tx.hooked(STILL_CONCERNED)) if (!(await concerns(tx, letter, reader))) return false;
  return true;
}

/** An app whose session has ended, if only by time, is forgotten. */
async function livingPoint(tx: Tx, id: string): Promise<ContactPoint | null> {
  const point = await tx.lock(ContactPoint, id);
  if (point?.kind !== "APP_PUSH") return point;
  const session = point.sessionId === null ? null : await tx.byId(AccountSession, point.sessionId);
  if (session?.endedAt === null && session.expiresAt > tx.now) return point;
  tx.execute("DELETE FROM contact_point WHERE id = ?", [id]);
  return null;
}

function composed(
  { publicUrl, sealer, mailHooks: { answerDomain } }: SweptServices,
  { mailId, letters, point, address, account: { locale } }: Claimed,
): Parameters<Mailer["send"]>[0] {
  const [first] = letters;
  const one = letters.length === 1;
  const isNotice = first?.letter.purpose === "NOTICE";
  const mayEnd = isNotice && letters.every(({ letter }) => !letter.urgent);
  const streams = new Set(letters.map(({ letter }) => letter.streamId));
  const answerable = answerDomain !== null && streams.size === 1 && letters.every(({ words }) => words.answerable);
  const link = unsubscribeLink(sealer, publicUrl, point.id);
  const closing = [
    say(answerable ? "letter.answer" : "letter.noAnswer", locale),
    ...(isNotice ? [say(mayEnd ? "letter.end" : "letter.urgent", locale, { link })] : []),
  ];
  const subject = one ? (first?.words.subject ?? "") : say("letter.several", locale, { count: letters.length });
  const parts = letters.map(({ words }) => words);
  return {
    ...mailText(subject, parts, closing, publicUrl, locale),
    id: mailId,
    to: address,
    replyTo: answerable ? answerAddress(sealer, answerDomain, mailId) : null,
    returnTo: answerDomain === null ? null : reportAddress(sealer, answerDomain, mailId),
    // RFC 8058: mail programs show a button, which sends a POST.
    headers: mayEnd ? { "List-Unsubscribe": `<${link}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {},
  };
}

/** Returns how many letters were given up. */
function settle(
  database: Database,
  { mailId, letters, account }: Claimed,
  { outcome, detail, waitMs = 0 }: Carried,
): Promise<number> {
  return database.transact(async (tx) => {
    let givenUp = 0;
    if (outcome === "BOUNCED") {
      await markBounced(tx, mailId);
      return givenUp;
    }
    for (const { letter: known } of letters) {
      const letter = await tx.lock(Letter, known.id);
      // Where it went may have been given up meanwhile: what was taken was sent all the same.
      const wasSent = outcome === "SENT" && (letter?.state === "QUEUED" || letter?.state === "SUPPRESSED");
      if (letter && wasSent) end(tx, letter, "SENT", null);
      else if (letter?.state !== "QUEUED") continue;
      else if (outcome === "REFUSED" || tx.now - letter.createdAt >= LONGEST_MS) {
        await tellOtherwise(tx, account, letter);
        end(tx, letter, "FAILED", detail);
        givenUp += 1;
      } else
        tx.change(letter, {
          detail,
          dueAt: Math.min(
            tx.now + Math.max(Math.min(FIRST_WAIT_MS * 2 ** (letter.attempts - 1), LONGEST_WAIT_MS), waitMs),
            // Once more before it is no news any longer.
            letter.createdAt + LONGEST_MS,
          ),
        });
    }
    return givenUp;
  });
}

const end = (tx: Tx, letter: Letter, state: Letter["state"], detail: string | null): void =>
  tx.change(letter, { state, detail, words: null, dueAt: null, settledAt: tx.now });
