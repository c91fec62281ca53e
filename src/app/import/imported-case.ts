import { DAY } from "../../platform/time";
import { brokenPromise, listingOf, type ImportedListing, type ImportedPromise } from "./imported-offer";
import { licenceOf } from "./imported-licence";
import type { SourceRow } from "./source-rows";
import { tidyLine, tidyText } from "./tidy-text";

/** One complaint of the file in our terms. */
export interface ImportedCase {
  sourceId: string;
  company: string;
  licenceNo: string;
  listing: ImportedListing;
  promise: ImportedPromise;
  title: string;
  story: string;
  /** US cents. */
  amountAtStake: number;
  state: string;
  submittedVia: string;
  receivedAt: number;
  sentAt: number;
  /** When the provider's time to answer expired without an answer. */
  missedAt: number | null;
  /** The source has no date for the answer; this is the earliest possible one. */
  answeredAt: number | null;
  response: string;
  publicResponse: string | null;
  ends: Ending;
}

export type Ending =
  | { status: "NEGOTIATING" }
  | { status: "SUBMITTED"; by: "CONSUMER" | "SYSTEM" }
  | { status: "CLOSED"; reason: "SETTLED" | "EXPIRED" };

export type RejectionReason =
  | "WRONG_COLUMN_COUNT"
  | "UNREADABLE"
  | "NO_COMPLAINT_ID"
  | "NO_COMPANY"
  | "BAD_DATE"
  | "UNKNOWN_RESPONSE";

export interface Rejection {
  line: number;
  complaintId: string;
  reason: RejectionReason;
  detail: string;
}

/** "Company response to consumer" → how the case ends, unless the consumer disputed it. */
const ENDINGS: Record<string, Ending> = {
  "In progress": { status: "NEGOTIATING" },
  "Untimely response": { status: "SUBMITTED", by: "SYSTEM" },
  "Closed with monetary relief": { status: "CLOSED", reason: "SETTLED" },
  "Closed with non-monetary relief": { status: "CLOSED", reason: "SETTLED" },
  "Closed with relief": { status: "CLOSED", reason: "SETTLED" },
  "Closed with explanation": { status: "CLOSED", reason: "EXPIRED" },
  "Closed without relief": { status: "CLOSED", reason: "EXPIRED" },
  Closed: { status: "CLOSED", reason: "EXPIRED" },
};

/** The bureau's limit for a timely response. */
const TIME_TO_ANSWER = 15 * DAY;
/** When the bureau opened; an earlier date is an error. */
const EARLIEST = Date.UTC(2011, 6, 21);
const NO_STORY = "No narrative was published for this complaint.";

export function readCase({ line, fields, problem }: SourceRow, now: number): ImportedCase | Rejection {
  const sourceId = fields["Complaint ID"];
  const reject = (reason: RejectionReason, detail: string): Rejection => ({
    line,
    complaintId: tidyLine(sourceId, 40),
    reason,
    detail: tidyLine(detail, 200),
  });

  if (problem) return reject(problem.reason, problem.detail);
  if (!/^\d{1,20}$/.test(sourceId)) return reject("NO_COMPLAINT_ID", `Complaint ID is "${sourceId}"`);
  const company = tidyLine(fields.Company, 200);
  if (company === "") return reject("NO_COMPANY", "Company is empty");
  const receivedAt = readDate(fields["Date received"], now);
  if (receivedAt === null) return reject("BAD_DATE", `Date received is "${fields["Date received"]}"`);
  const sentOn = fields["Date sent to company"];
  const sentAt = sentOn === "" ? receivedAt : readDate(sentOn, now);
  if (sentAt === null) return reject("BAD_DATE", `Date sent to company is "${sentOn}"`);
  const response = fields["Company response to consumer"];
  const ending = Object.hasOwn(ENDINGS, response) ? ENDINGS[response] : undefined;
  if (!ending) return reject("UNKNOWN_RESPONSE", `Company response to consumer is "${response}"`);

  const sent = Math.max(receivedAt, sentAt);
  const late = fields["Timely response?"] === "No" || response === "Untimely response";
  const missedAt = late ? Math.min(sent + TIME_TO_ANSWER, now) : null;
  const promise = brokenPromise(fields.Issue, fields["Sub-issue"]);
  return {
    sourceId,
    company,
    receivedAt,
    sentAt: sent,
    missedAt,
    response,
    promise,
    licenceNo: licenceOf(company),
    listing: listingOf(fields.Product, fields["Sub-product"]),
    title: promise.issue,
    story: tidyText(fields["Consumer complaint narrative"], 5_000) || NO_STORY,
    amountAtStake: largestAmount(fields["Consumer complaint narrative"]),
    state: tidyLine(fields.State, 60),
    submittedVia: tidyLine(fields["Submitted via"], 60),
    answeredAt: ending.status === "CLOSED" ? (missedAt ?? sent) : null,
    publicResponse: tidyLine(fields["Company public response"], 500) || null,
    ends:
      ending.status === "CLOSED" && fields["Consumer disputed?"] === "Yes"
        ? { status: "SUBMITTED", by: "CONSUMER" }
        : ending,
  };
}

/** `2019-09-24`, with or without a time after it, or the `09/24/2019` of older files; null if it is not a date since the bureau opened. */
function readDate(text: string, now: number): number | null {
  const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?$/.exec(text);
  const american = /^(\d\d?)\/(\d\d?)\/(\d{4})$/.exec(text);
  const [year, month, day] = (
    iso ? [iso[1], iso[2], iso[3]] : american ? [american[3], american[1], american[2]] : []
  ).map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  const instant = Date.UTC(year, month - 1, day);
  // Date.UTC takes February 30th for the 2nd of March.
  const exists = new Date(instant).getUTCDate() === day && new Date(instant).getUTCMonth() === month - 1;
  return exists && instant >= EARLIEST && instant <= now ? instant : null;
}

/** The bureau writes the sums of a narrative as `{$1900.00}`. Returns the largest, in cents. */
function largestAmount(narrative: string): number {
  const cents = [...narrative.matchAll(/\{\$([\d,]*\.?\d*)\}/g)].map(
    ([, sum = ""]) => Math.round(Number(sum.replaceAll(",", "")) * 100) || 0,
  );
  return Math.min(Math.max(0, ...cents), Number.MAX_SAFE_INTEGER);
}
