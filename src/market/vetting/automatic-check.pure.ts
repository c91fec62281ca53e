import { dateOf } from "../../platform/time";
import { creditCodeForm } from "../providers/credit-code.pure";
import { maskLicence } from "../providers/licence.pure";
import { residentNumberForm } from "./identifier.pure";
import type { VerificationKind } from "./verification-kind.types";
import type { CheckResult } from "./vetting-enums.types";

/** The checks that are made automatically. */
export type AutomaticCheck =
  | "NUMBER_FORM"
  | "NUMBER_REGISTERED"
  | "IN_FORCE"
  | "NUMBER_NOT_TERMINATED"
  | "NUMBER_NOT_ELSEWHERE"
  | "PEOPLE_NOT_TERMINATED";

/** Another provider that shares something with this one. */
interface Known {
  provider: string;
  terminated: boolean;
}

/** The facts for checks of one kind's documents. Numbers are folded. */
export interface MachineFacts {
  now: number;
  kind: VerificationKind;
  licenceNo: string;
  /** That licence was found to be another's. */
  licenceLost: boolean;
  /** A number is null when it cannot be decrypted. */
  presented: readonly { number: string | null; validUntil: number | null }[];
  numbersElsewhere: readonly (Known & { number: string })[];
  /** Members who belong or belonged to other providers. */
  peopleElsewhere: readonly (Known & { person: string })[];
}

export interface Finding {
  result: CheckResult;
  /** Which message explains it; null when it passed. */
  reason: string | null;
  params: Record<string, string | number> | null;
}

const PASSED: Finding = { result: "PASSED", reason: null, params: null };
const UNREADABLE: Finding = { result: "FAILED", reason: "check.NUMBER_UNREADABLE", params: null };

/** The checks that compare numbers. */
const OF_NUMBERS: readonly AutomaticCheck[] = [
  "NUMBER_FORM",
  "NUMBER_REGISTERED",
  "NUMBER_NOT_TERMINATED",
  "NUMBER_NOT_ELSEWHERE",
];

/** The check's finding, with the first thing found to be wrong. */
export function findByMachine(check: AutomaticCheck, facts: MachineFacts): Finding {
  const unless = (wrong: Record<string, string | number> | undefined, result: CheckResult = "FAILED"): Finding =>
    wrong ? { result, reason: `check.${check}.${result}`, params: wrong } : PASSED;
  const numbers = facts.presented.flatMap(({ number }) => number ?? []);
  if (OF_NUMBERS.includes(check) && numbers.length < facts.presented.length) return UNREADABLE;
  switch (check) {
    case "NUMBER_FORM":
      return numberForm(facts.kind, numbers, unless);
    case "NUMBER_REGISTERED":
      return numberRegistered(facts, numbers, unless);
    case "IN_FORCE":
      return unless(runOut(facts));
    case "NUMBER_NOT_TERMINATED":
      return unless(known(facts.numbersElsewhere.find(({ terminated }) => terminated)));
    case "NUMBER_NOT_ELSEWHERE":
      return unless(known(facts.numbersElsewhere[0]));
    case "PEOPLE_NOT_TERMINATED":
      return unless(named(facts.peopleElsewhere.find(({ terminated }) => terminated)));
  }
}

function numberForm(
  kind: VerificationKind,
  numbers: readonly string[],
  unless: (wrong: Record<string, string> | undefined, result?: CheckResult) => Finding,
): Finding {
  const formOf = kind === "IDENTITY" ? residentNumberForm : creditCodeForm;
  const wrong = numbers.find((number) => formOf(number) === "WRONG");
  if (wrong !== undefined) return unless(masked(wrong));
  return unless(masked(numbers.find((number) => formOf(number) === "UNKNOWN")), "NOT_APPLICABLE");
}

/** Whoever lost its licence shows another one. */
function numberRegistered(
  { licenceNo, licenceLost }: MachineFacts,
  numbers: readonly string[],
  unless: (wrong: Record<string, string> | undefined, result?: CheckResult) => Finding,
): Finding {
  const other = masked(numbers.find((number) => number !== licenceNo));
  if (!licenceLost) return unless(other);
  const lost = masked(numbers.find((number) => number === licenceNo));
  return lost ? { result: "FAILED", reason: "check.NUMBER_LOST", params: lost } : unless(other, "NOT_APPLICABLE");
}

/** Enough to recognise a number; the document has it in full. */
const masked = (number?: string): Record<string, string> | undefined =>
  number === undefined ? undefined : { number: maskLicence(number) };

const known = (found?: { number: string; provider: string }): Record<string, string> | undefined =>
  found && { ...masked(found.number), provider: found.provider };

const named = (found?: { person: string; provider: string }): Record<string, string> | undefined =>
  found && { person: found.person, provider: found.provider };

function runOut({ presented, now }: MachineFacts): Record<string, string> | undefined {
  const [first] = presented.flatMap(({ validUntil }) => (validUntil !== null && validUntil <= now ? [validUntil] : []));
  return first === undefined ? undefined : { date: dateOf(first) };
}
