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
  presented: readonly { number: string; validUntil: number | null }[];
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

/** The check's finding, with the first thing found to be wrong. */
export function findByMachine(check: AutomaticCheck, facts: MachineFacts): Finding {
  const unless = (wrong: Record<string, string | number> | undefined, result: CheckResult = "FAILED"): Finding =>
    wrong ? { result, reason: `check.${check}.${result}`, params: wrong } : PASSED;
  switch (check) {
    case "NUMBER_FORM":
      return numberForm(facts, unless);
    case "NUMBER_REGISTERED":
      return unless(masked(facts.presented.find(({ number }) => number !== facts.licenceNo)));
    case "IN_FORCE":
      return unless(runOut(facts));
    case "NUMBER_NOT_TERMINATED":
      return unless(masked(facts.numbersElsewhere.find(({ terminated }) => terminated)));
    case "NUMBER_NOT_ELSEWHERE":
      return unless(masked(facts.numbersElsewhere[0]));
    case "PEOPLE_NOT_TERMINATED":
      return unless(named(facts.peopleElsewhere.find(({ terminated }) => terminated)));
  }
}

function numberForm(
  { kind, presented }: MachineFacts,
  unless: (wrong: Record<string, string> | undefined, result?: CheckResult) => Finding,
): Finding {
  const formOf = kind === "IDENTITY" ? residentNumberForm : creditCodeForm;
  const wrong = presented.find(({ number }) => formOf(number) === "WRONG");
  if (wrong) return unless(masked(wrong));
  return unless(masked(presented.find(({ number }) => formOf(number) === "UNKNOWN")), "NOT_APPLICABLE");
}

/** Enough to recognise a number; the document has it in full. */
function masked<T extends { number: string; provider?: string }>(found?: T): Record<string, string> | undefined {
  return found && { number: maskLicence(found.number), ...(found.provider ? { provider: found.provider } : {}) };
}

const named = (found?: { person: string; provider: string }): Record<string, string> | undefined =>
  found && { person: found.person, provider: found.provider };

function runOut({ presented, now }: MachineFacts): Record<string, string> | undefined {
  const [first] = presented.flatMap(({ validUntil }) => (validUntil !== null && validUntil <= now ? [validUntil] : []));
  return first === undefined ? undefined : { date: dateOf(first) };
}
