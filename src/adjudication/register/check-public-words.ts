import type { CaseFile } from "../../case/complaints/case-file";
import { nameAt } from "../../accounts/former-name.queries";
import { Refusal } from "../../platform/refusal";
import { findQuote } from "./quote.pure";
import { findAmbiguousNames, findPersonalData } from "./redact.pure";

/** What of a decision everybody will read. */
interface PublicWords {
  publicText: string;
  penalties: readonly { reason: string }[];
  /** Why words that are also somebody's name are meant as words. */
  wordsReason?: string | null;
}

/**
 * Refuses a decision whose public words tell who the people of the case are, or what they wrote to each other. Names are those of when
 * the case was opened: nobody stops a ruling by calling himself what it will say. A name that reads as ordinary words only asks for a
 * reason.
 */
export async function checkPublicWords(file: CaseFile, decision: PublicWords, field: string): Promise<void> {
  const { names, allowed, written } = await readPrivateWords(file);
  const quoteRules = {
    run: file.rules.number("register.quote", "characters"),
    whole: file.rules.number("register.quote", "wholeText"),
  };
  const check = (text: string, place: string): void => {
    const refuse = (what: string, found: string, at = place): never => {
      throw new Refusal("BAD_USER_INPUT", { reason: `publicWords.${what}`, field: at, params: { found } });
    };
    const [personal] = findPersonalData(text, { names, allowed });
    if (personal) refuse(personal.kind, personal.text);
    const [ambiguous] = decision.wordsReason ? [] : findAmbiguousNames(text, { names, allowed });
    if (ambiguous) refuse("WORDS", ambiguous, `${field}.wordsReason`);
    const quote = findQuote(text, written, allowed, quoteRules);
    if (quote) refuse("QUOTE", quote);
  };
  check(decision.publicText, `${field}.publicText`);
  for (const [index, { reason }] of decision.penalties.entries()) check(reason, `${field}.penalties.${index}.reason`);
}

/** More than any case has; a text beyond is not compared. */
const MOST_MESSAGES = 1_000;

interface PrivateWords {
  /** Of the people on both sides, as they were when the case was opened. */
  names: string[];
  /** What is public anyway: the provider's name and its promises. */
  allowed: string[];
  /** The consumer's story and the messages. */
  written: string[];
}

async function readPrivateWords({ tx, complaint }: CaseFile): Promise<PrivateWords> {
  const { id, consumerId, providerId, story, openedAt } = complaint;
  const name = nameAt("a", openedAt);
  const rows = await tx.query<{ sort: keyof PrivateWords; words: string }>(
    `SELECT 'names' AS sort, ${name} AS words FROM account a WHERE a.id = ?
     UNION ALL SELECT 'names', ${name} FROM provider_member m JOIN account a ON a.id = m.account_id
       WHERE m.provider_id = ? AND m.added_at <= ?
     UNION ALL SELECT 'names', ${name} FROM past_membership m JOIN account a ON a.id = m.account_id
       WHERE m.provider_id = ? AND m.joined_at <= ? AND m.ended_at > ?
     UNION ALL SELECT 'allowed', legal_name FROM provider WHERE id = ?
     UNION ALL SELECT 'allowed', v.text FROM breach b JOIN promise_version v ON v.id = b.promise_version_id WHERE b.complaint_id = ?
     UNION ALL SELECT 'written', text FROM (SELECT text FROM message WHERE complaint_id = ? ORDER BY id LIMIT ${MOST_MESSAGES}) m`,
    [consumerId, providerId, openedAt, providerId, openedAt, openedAt, providerId, id, id],
  );
  const ofSort = (sort: keyof PrivateWords): string[] => rows.flatMap((row) => (row.sort === sort ? row.words : []));
  return { names: ofSort("names"), allowed: ofSort("allowed"), written: [story, ...ofSort("written")] };
}
