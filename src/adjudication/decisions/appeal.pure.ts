import {
  IS_MONEY,
  SEVERITIES,
  type CompensationBasis,
  type RemedyKind,
  type Severity,
} from "../../case/complaints/case-enums.types";
import type { Side } from "../../case/complaints/complaint-guards.pure";
import { rankOf } from "../measures/gravity.pure";
import type { PenaltyKind } from "../measures/penalty-kind.types";
import type { FindingResult, RulingOutcome } from "../rulings/ruling-enums.types";

/** The comparable parts of a ruling or of its replacement. */
export interface Judgement {
  outcome: RulingOutcome;
  findings: readonly JudgedBreach[];
  remedies: readonly JudgedRemedy[];
  penalties: readonly JudgedPenalty[];
}

interface JudgedBreach {
  breachId: string;
  result: FindingResult;
  severity: Severity | null;
  ruleVersionId: string;
}

interface JudgedRemedy {
  kind: RemedyKind;
  amount: number | null;
  /** Of compensation. */
  basis: CompensationBasis | null;
  /** What it is worth in money, for kinds that are none. */
  insteadAmount: number | null;
  withinDays: number;
  text: string;
}

interface JudgedPenalty {
  kind: PenaltyKind;
  amount: number | null;
  days: number | null;
  /** null: all of the provider's listings. */
  listingId: string | null;
}

/** A granted appeal must change something. */
export const nothingChanges = (former: Judgement, next: Judgement): boolean => essence(former) === essence(next);

function essence({ outcome, findings, remedies, penalties }: Judgement): string {
  const sorted = (rows: readonly (readonly unknown[])[]) => rows.map((row) => JSON.stringify(row)).sort();
  return JSON.stringify([
    outcome,
    sorted(
      findings.map(({ breachId, result, severity, ruleVersionId }) => [breachId, result, severity, ruleVersionId]),
    ),
    sorted(
      remedies.map(({ kind, amount, basis, insteadAmount, withinDays, text }) => [
        kind,
        amount,
        basis,
        IS_MONEY.has(kind) || insteadAmount,
        withinDays,
        text,
      ]),
    ),
    sorted(penalties.map(({ kind, amount, days, listingId }) => [kind, amount, days, listingId])),
  ]);
}

/** No reformatio in peius: if only one side appealed, the outcome may not be worse for it. */
export function worseForAppellant(
  former: Judgement,
  next: Judgement,
  appellants: ReadonlySet<Side>,
  orderPrice: number,
): boolean {
  if (appellants.size !== 1) return false;
  return appellants.has("PROVIDER")
    ? findsMore(former, next) ||
        ordersMore(former, next, orderPrice, (kind) => kind === "APOLOGY" && isForDearer(former, next, kind)) ||
        punishesMore(former.penalties, next.penalties)
    : findsMore(next, former) || ordersMore(next, former, orderPrice);
}

const BLAME: Record<FindingResult, number> = { KEPT: 0, NOT_PROVEN: 0, PARTLY_BROKEN: 1, BROKEN: 2 };

/** Whether `b` finds a promise broken that `a` did not, or more broken, or more gravely; `level`: only among what it finds so grave. */
function findsMore(a: Judgement, b: Judgement, level: Severity | null = null): boolean {
  return b.findings.some(({ breachId, result, severity }) => {
    if (level !== null && severity !== level) return false;
    const before = a.findings.find((finding) => finding.breachId === breachId);
    return BLAME[result] > (before ? BLAME[before.result] : 0) || gravity(severity) > gravity(before?.severity ?? null);
  });
}

const gravity = (severity: Severity | null): number => (severity === null ? -1 : SEVERITIES.indexOf(severity));

/**
 * Whether `b` orders more for the consumer than `a`: more money, or what is worth more in all (something dearer may stand in the place of
 * money), or the same money and more of something else, unless that is nothing to whoever does it.
 */
function ordersMore(
  a: Judgement,
  b: Judgement,
  orderPrice: number,
  isNothing: (kind: RemedyKind) => boolean = () => false,
): boolean {
  const money = moneyOrdered(b, orderPrice) - moneyOrdered(a, orderPrice);
  const inAll = money + worthInKind(b) - worthInKind(a);
  if (money > 0 || inAll > 0) return true;
  return money === 0 && inKind(b).some(({ kind }) => worthOf(b, kind) > worthOf(a, kind) && !isNothing(kind));
}

/** It is new, and in the place of something that is not ordered any more and was worth as much. */
const isForDearer = (a: Judgement, b: Judgement, kind: RemedyKind): boolean =>
  worthOf(a, kind) < 0 &&
  inKind(a).some((gone) => worthOf(b, gone.kind) < 0 && worthOf(a, gone.kind) >= worthOf(b, kind));

const WHOLE_PRICE: ReadonlySet<RemedyKind> = new Set(["REFUND_FULL", "RETURN_AND_REFUND"]);

const moneyOrdered = ({ remedies }: Judgement, orderPrice: number): number =>
  remedies.reduce((sum, { kind, amount }) => sum + (WHOLE_PRICE.has(kind) ? orderPrice : (amount ?? 0)), 0);

const inKind = ({ remedies }: Judgement): JudgedRemedy[] => remedies.filter(({ kind }) => !IS_MONEY.has(kind));

/** Nothing less than nothing: a kind that is not ordered is worth less than one ordered for no sum. */
const worthOf = (judgement: Judgement, of: RemedyKind): number => {
  const ordered = inKind(judgement).filter(({ kind }) => kind === of);
  return ordered.length === 0 ? -1 : sumOf(ordered);
};

const worthInKind = (judgement: Judgement): number => sumOf(inKind(judgement));

const sumOf = (remedies: readonly JudgedRemedy[]): number =>
  remedies.reduce((sum, { insteadAmount }) => sum + (insteadAmount ?? 0), 0);

/** A kind ordered before must not grow; a new kind may only replace a graver one that was dropped. */
function punishesMore(former: readonly JudgedPenalty[], next: readonly JudgedPenalty[]): boolean {
  const had = (penalties: readonly JudgedPenalty[], kind: PenaltyKind) => penalties.some((each) => each.kind === kind);
  if (next.some((penalty) => had(former, penalty.kind) && !wasThere(penalty, former))) return true;
  const gravestFirst = (penalties: readonly JudgedPenalty[]): number[] =>
    penalties.map(({ kind }) => rankOf(kind)).sort((a, b) => b - a);
  const added = gravestFirst(next.filter(({ kind }) => !had(former, kind)));
  const gone = gravestFirst(former.filter(({ kind }) => !had(next, kind)));
  return added.some((rank, index) => rank > (gone[index] ?? 0));
}

const wasThere = (penalty: JudgedPenalty, former: readonly JudgedPenalty[]): boolean =>
  former.some(
    ({ kind, amount, days, listingId }) =>
      kind === penalty.kind &&
      (listingId === null || listingId === penalty.listingId) &&
      (penalty.amount ?? 0) <= (amount ?? 0) &&
      (penalty.days ?? 0) <= (days ?? 0),
  );

/**
 * One lead decides an appeal alone: measures that need two people may stay if two people ordered them before, but may not be added
 * or grow. `needing` are the measures of the next decision that need a second approver.
 */
export const graverThanApproved = (needing: readonly string[], former: Judgement, next: Judgement): string[] =>
  needing.filter((what) =>
    what === "L4"
      ? findsMore(former, next, "L4")
      : next.penalties.some((penalty) => penalty.kind === what && !wasThere(penalty, former.penalties)),
  );
