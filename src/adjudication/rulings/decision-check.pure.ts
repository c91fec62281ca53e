import { IS_MONEY, NEEDS_AMOUNT, type Severity } from "../../case/complaints/case-enums.types";
import {
  mayConcernOneListing,
  measureOf,
  needsAmount,
  needsDays,
  type KindWith,
  type PenaltyKind,
} from "../../house-rules/measures.table";
import { checkBasis } from "../../case/complaints/compensation.pure";
import { moneyOf, type Proposed } from "../../case/complaints/remedy-kind.pure";
import { lessOf, refuseBeyond, type OrderMoney } from "../../case/complaints/order-money.pure";
import { addUp } from "../../platform/amounts";
import { Problems } from "../../platform/problems";
import { inForceAt } from "../rules/rule.pure";
import type { FindingResult, RulingOutcome } from "./ruling-enums.types";

interface Finding {
  breachId: string;
  result: FindingResult;
  severity?: Severity | null;
  ruleVersionId: string;
}

/** The parts of a moderator's decision that are validated. */
export interface Decision {
  outcome: RulingOutcome;
  findings: readonly Finding[];
  remedies: readonly DecidedRemedy[];
  penalties: readonly { kind: PenaltyKind; amount?: number | null; days?: number | null; listingId?: string | null }[];
}

interface DecidedRemedy extends Proposed {
  insteadAmount?: number | null;
  /** Of compensation: the law that grants it. */
  ground?: string | null;
  /** Of compensation: what shows the loss. */
  evidenceIds?: readonly string[] | null;
}

/** The data of the case it is checked against. */
export interface DecidedCase {
  breachIds: readonly string[];
  /** Whether somebody can be given something: the platform itself asks for nothing. */
  hasConsumer: boolean;
  /** A body outside has found for the consumer, and ordered what is owed: the platform need not order it again. */
  wonOutside: boolean;
  /** Those of promises that the provider itself made. */
  ownBreachIds: readonly string[];
  orderedAt: number;
  /** What was paid for the order. */
  orderPrice: number;
  /** And what its cases have given, or may still give. */
  money: OrderMoney;
  /** The most that may be ordered on the case's track in all; null: no more than the order's money. */
  trackMost: number | null;
  /** The rule versions cited that exist. */
  ruleVersions: readonly {
    id: string;
    code: string;
    severity: Severity;
    measures: readonly PenaltyKind[];
    effectiveFrom: number;
    effectiveUntil: number | null;
  }[];
  /** The listings named that are the provider's. */
  listingIds: readonly string[];
}

export const isBreach = (result: FindingResult): boolean => result === "BROKEN" || result === "PARTLY_BROKEN";

/** The outcome is not a choice: it follows from the findings. */
export function outcomeOf(results: readonly FindingResult[]): RulingOutcome {
  if (!results.some(isBreach)) return "DISMISSED";
  return results.every((result) => result === "BROKEN") ? "UPHELD" : "PARTLY_UPHELD";
}

/** A violation has the rule's severity, unless the finding states another. */
export function severityOf(finding: Finding, { ruleVersions }: Pick<DecidedCase, "ruleVersions">): Severity | null {
  if (!isBreach(finding.result)) return null;
  return finding.severity ?? ruleVersions.find(({ id }) => id === finding.ruleVersionId)?.severity ?? null;
}

/** The measures of a decision that one person may not order alone; empty if there are none. */
export function measuresNeedingSecondApprover(
  decision: Pick<Decision, "findings" | "penalties">,
  known: DecidedCase,
  largeFine: number,
): ("L4" | ApprovedKind)[] {
  const critical = decision.findings.some((finding) => severityOf(finding, known) === "L4");
  const grave = decision.penalties.flatMap(({ kind, amount }) =>
    mayNeedApproval(kind) && (measureOf(kind).approval === "ALWAYS" || (amount ?? 0) >= largeFine) ? kind : [],
  );
  return [...new Set([...(critical ? (["L4"] as const) : []), ...grave])];
}

type ApprovedKind = KindWith<"approval", "ALWAYS" | "WHEN_LARGE">;
const mayNeedApproval = (kind: PenaltyKind): kind is ApprovedKind => measureOf(kind).approval !== null;

/** Refuses a decision that does not fit the case, the rules or itself; names every wrong field below `field`. */
export function checkDecision(decision: Decision, known: DecidedCase, field = "input"): void {
  const problems = new Problems();
  checkFindings(problems, decision.findings, known, field);
  const outcome = outcomeOf(decision.findings.map(({ result }) => result));
  if (decision.outcome !== outcome)
    problems.wrong("ruling.outcomeDisagrees", `${field}.outcome`, { expected: outcome });
  checkRemedies(problems, decision, outcome, known, field);
  checkPenalties(problems, decision, outcome, known, field);
  problems.throwAll();
}

/** Checks only findings and penalties, the parts that affect the provider, while the rest is still being written. */
export function checkFindingsAndPenalties(
  decision: Pick<Decision, "findings" | "penalties">,
  known: DecidedCase,
): void {
  const problems = new Problems();
  checkFindings(problems, decision.findings, known, "input");
  checkPenalties(problems, decision, outcomeOf(decision.findings.map(({ result }) => result)), known, "input");
  problems.throwAll();
}

function checkFindings(problems: Problems, findings: Decision["findings"], known: DecidedCase, at: string): void {
  const seen = new Set<string>();
  for (const [index, { breachId, result, severity, ruleVersionId }] of findings.entries()) {
    const field = `${at}.findings.${index}`;
    if (!known.breachIds.includes(breachId)) problems.wrong("ruling.breachUnknown", `${field}.breachId`);
    if (seen.has(breachId)) problems.wrong("ruling.findingTwice", `${field}.breachId`);
    seen.add(breachId);
    const version = known.ruleVersions.find(({ id }) => id === ruleVersionId);
    if (!version || !inForceAt(version, known.orderedAt))
      problems.wrong("ruling.ruleNotInForce", `${field}.ruleVersionId`);
    if (severity && !isBreach(result)) problems.wrong("ruling.severityWithoutBreach", `${field}.severity`);
  }
  if (seen.size < known.breachIds.length)
    problems.wrong("ruling.findingMissing", `${at}.findings`, {
      missing: known.breachIds.filter((id) => !seen.has(id)).join(", "),
    });
}

function checkRemedies(
  problems: Problems,
  { remedies, findings }: Decision,
  outcome: RulingOutcome,
  { orderPrice, money, ownBreachIds, hasConsumer, wonOutside, trackMost }: DecidedCase,
  at: string,
): void {
  if (!hasConsumer) {
    if (remedies.length > 0) problems.wrong("ruling.remedyWithoutConsumer", `${at}.remedies`);
    return;
  }
  let left = money;
  const brokeItsOwn = findings.some(({ breachId, result }) => isBreach(result) && ownBreachIds.includes(breachId));
  if (outcome === "DISMISSED" && remedies.length > 0) problems.wrong("ruling.remedyWithoutBreach", `${at}.remedies`);
  if (outcome !== "DISMISSED" && remedies.length === 0 && !wonOutside)
    problems.wrong("ruling.remedyRequired", `${at}.remedies`);
  for (const [index, remedy] of remedies.entries()) {
    const { kind, amount, insteadAmount } = remedy;
    const field = `${at}.remedies.${index}.amount`;
    const insteadField = `${at}.remedies.${index}.insteadAmount`;
    // The goods can be returned only once.
    if (kind === "RETURN_AND_REFUND" && remedies.findIndex((each) => each.kind === kind) < index)
      problems.wrong("ruling.returnTwice", `${at}.remedies.${index}.kind`);
    if (NEEDS_AMOUNT.has(kind) && !amount) problems.wrong("amount.needed", field, { kind });
    if (!NEEDS_AMOUNT.has(kind) && typeof amount === "number")
      problems.wrong("remedy.amountForbidden", field, { kind });
    checkCompensation(problems, remedy, brokeItsOwn, `${at}.remedies.${index}`);
    const rest = left;
    problems.check(() => refuseBeyond(rest, remedy, field));
    left = lessOf(left, remedy);
    if (!IS_MONEY.has(kind) && !insteadAmount) problems.wrong("remedy.insteadNeeded", insteadField, { kind });
    if (IS_MONEY.has(kind) && typeof insteadAmount === "number")
      problems.wrong("remedy.insteadForbidden", insteadField, { kind });
    if ((insteadAmount ?? 0) > orderPrice)
      problems.wrong("amount.aboveOrder", insteadField, {
        most: { amount: orderPrice, currency: money.currency },
      });
  }
  const ordered = addUp(remedies.map((each) => each.insteadAmount ?? moneyOf(each, orderPrice)));
  if (trackMost !== null && ordered > trackMost)
    problems.wrong("ruling.aboveTrack", `${at}.remedies`, { most: { amount: trackMost, currency: money.currency } });
}

/** Each basis rests on a proof of its own; whether the evidence named is there, is looked up. */
function checkCompensation(
  problems: Problems,
  { kind, basis, ground, evidenceIds }: DecidedRemedy,
  brokeItsOwn: boolean,
  at: string,
): void {
  problems.check(() => checkBasis({ kind, basis }, `${at}.basis`));
  if (basis === "STATUTORY" && !ground) problems.wrong("compensation.groundNeeded", `${at}.ground`);
  if (basis === "PROMISED" && !brokeItsOwn) problems.wrong("compensation.promiseNeeded", `${at}.basis`);
  const shown = (evidenceIds ?? []).length > 0;
  if (basis === "ACTUAL_LOSS" && !shown) problems.wrong("compensation.evidenceNeeded", `${at}.evidenceIds`);
  if (basis !== "STATUTORY" && ground) problems.wrong("compensation.groundForbidden", `${at}.ground`);
  if (basis !== "ACTUAL_LOSS" && shown) problems.wrong("compensation.evidenceForbidden", `${at}.evidenceIds`);
}

function checkPenalties(
  problems: Problems,
  { findings, penalties }: Pick<Decision, "findings" | "penalties">,
  outcome: RulingOutcome,
  known: DecidedCase,
  at: string,
): void {
  if (outcome === "DISMISSED" && penalties.length > 0) problems.wrong("ruling.penaltyWithoutBreach", `${at}.penalties`);
  const broken = new Set(findings.filter(({ result }) => isBreach(result)).map(({ ruleVersionId }) => ruleVersionId));
  const allowed = new Set(known.ruleVersions.filter(({ id }) => broken.has(id)).flatMap(({ measures }) => measures));
  const seen = new Set<string>();
  for (const [index, { kind, amount, days, listingId }] of penalties.entries()) {
    const field = `${at}.penalties.${index}`;
    if (!allowed.has(kind))
      problems.wrong("ruling.measureNotAllowed", `${field}.kind`, { kind }, "MEASURE_NOT_ALLOWED");
    if (seen.has(`${kind} ${listingId ?? ""}`)) problems.wrong("penalty.twice", `${field}.kind`, { kind });
    seen.add(`${kind} ${listingId ?? ""}`);
    if (needsAmount(kind) && !amount) problems.wrong("penalty.amountRequired", `${field}.amount`);
    if (!needsAmount(kind) && typeof amount === "number")
      problems.wrong("penalty.amountForbidden", `${field}.amount`, { kind });
    if (needsDays(kind) && !days) problems.wrong("penalty.daysRequired", `${field}.days`, { kind });
    if (!needsDays(kind) && typeof days === "number")
      problems.wrong("penalty.daysForbidden", `${field}.days`, { kind });
    if (listingId && !mayConcernOneListing(kind))
      problems.wrong("penalty.listingForbidden", `${field}.listingId`, { kind });
    if (listingId && !known.listingIds.includes(listingId))
      problems.wrong("penalty.listingUnknown", `${field}.listingId`);
  }
}
