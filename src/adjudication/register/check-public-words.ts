import type { CaseFile } from "../../case/complaints/case-file";
import { PLATFORM_ACCOUNT } from "../../accounts/account/platform-account";
import { nameAt } from "../../accounts/account/former-name.queries";
import { raw, sql } from "../../platform/database/sql";
import { Refusal } from "../../platform/refusal";
import { findQuote } from "./quote.pure";
import { callsOfLogin, clearCallsOf } from "./private-names.pure";
import { findAmbiguousNames } from "./redact.pure";
import { refusePrivateWords } from "./refuse-private-words";

/** The public texts of a decision. */
interface PublicWords {
  publicText: string;
  penalties: readonly { reason: string }[];
  /** Why words that are also someone's name are meant as ordinary words. */
  wordsReason?: string | null;
}

/**
 * Refuses a decision whose public texts identify the people of the case, or quote what they wrote to each other. Names are those at
 * the opening of the case, so that no one can block a ruling by renaming himself to its words. A name of ordinary words only requires
 * a reason.
 */
export async function checkPublicWords(caseFile: CaseFile, decision: PublicWords, field: string): Promise<void> {
  const { names, logins, allowed, written } = await readPrivateWords(caseFile);
  const calls = [...names.flatMap(clearCallsOf), ...logins.flatMap(callsOfLogin)];
  const quoteRules = {
    run: caseFile.rules.number("register.quote", "characters"),
    whole: caseFile.rules.number("register.quote", "wholeText"),
  };
  const check = (text: string, place: string): void => {
    refusePrivateWords(text, { names, calls, allowed }, place);
    const refuse = (what: "WORDS" | "QUOTE", found: string, at = place): never => {
      throw new Refusal("BAD_USER_INPUT", { reason: `publicWords.${what}`, field: at, params: { found } });
    };
    const [ambiguous] = decision.wordsReason ? [] : findAmbiguousNames(text, { names, allowed });
    if (ambiguous) refuse("WORDS", ambiguous, `${field}.wordsReason`);
    const quote = findQuote(text, written, allowed, quoteRules);
    if (quote) refuse("QUOTE", quote);
  };
  check(decision.publicText, `${field}.publicText`);
  for (const [index, { reason }] of decision.penalties.entries()) check(reason, `${field}.penalties.${index}.reason`);
}

/** More than any case has; texts beyond this are not compared. */
const MOST_MESSAGES = 1_000;

interface WordsOfCase {
  /** Names of the people on both sides, as they were when the case was opened. */
  names: string[];
  /** What the consumer signs in with, which people also call themselves elsewhere. */
  logins: string[];
  /** Already public: the provider's name and its promises. */
  allowed: string[];
  /** The consumer's story, what it calls new, and the messages. */
  written: string[];
}

interface Words {
  words: string;
}

async function readPrivateWords({ tx, complaint }: CaseFile): Promise<WordsOfCase> {
  const { id, consumerId, providerId, story, newFacts, openedAt } = complaint;
  const name = nameAt("a", openedAt);
  // Several statements in one text cost the database less than one that puts their rows together.
  const [consumers, members, allowed, messages] = await Promise.all([
    tx.query<{ words: string; login: string }>(
      sql`SELECT ${raw(name)} AS words, a.login FROM account a WHERE a.id = ${consumerId} AND a.id <> ${PLATFORM_ACCOUNT}`,
    ),
    tx.query<Words>(
      sql`SELECT ${raw(name)} AS words FROM provider_member m JOIN account a ON a.id = m.account_id
         WHERE m.provider_id = ${providerId} AND m.added_at <= ${openedAt}
       UNION ALL SELECT ${raw(name)} FROM past_membership m JOIN account a ON a.id = m.account_id
         WHERE m.provider_id = ${providerId} AND m.joined_at <= ${openedAt} AND m.ended_at > ${openedAt}`,
    ),
    tx.query<Words>(
      sql`SELECT legal_name AS words FROM provider WHERE id = ${providerId}
       UNION ALL SELECT v.text FROM breach b JOIN promise_version v ON v.id = b.promise_version_id WHERE b.complaint_id = ${id}`,
    ),
    tx.query<Words>(
      sql`SELECT text AS words FROM message WHERE complaint_id = ${id} ORDER BY id LIMIT ${MOST_MESSAGES}`,
    ),
  ]);
  const wordsOf = (rows: readonly Words[]): string[] => rows.map(({ words }) => words);
  return {
    names: wordsOf([...consumers, ...members]),
    logins: consumers.map(({ login }) => login),
    allowed: wordsOf(allowed),
    written: [story, newFacts ?? "", ...wordsOf(messages)],
  };
}
