import { PromiseKind } from "../../market/promises/promise-kind.types";
import type { TermName, Terms } from "../../market/promises/terms-by-kind.pure";

export type Better = "LEAST" | "MOST";
export type TermUnit = "MINOR_UNITS" | "PERCENT" | "HOURS" | "DAYS";

/** The terms that are numbers, in which the more or the less is promised to the consumer. */
export const COMPARABLE: Partial<Record<TermName, { unit: TermUnit; better: Better }>> = {
  maxPrice: { unit: "MINOR_UNITS", better: "LEAST" },
  discountPercent: { unit: "PERCENT", better: "MOST" },
  defectRatePercent: { unit: "PERCENT", better: "LEAST" },
  withinHours: { unit: "HOURS", better: "LEAST" },
  supportDays: { unit: "DAYS", better: "MOST" },
  responseWithinHours: { unit: "HOURS", better: "LEAST" },
  returnDays: { unit: "DAYS", better: "MOST" },
  dataRetentionDays: { unit: "DAYS", better: "LEAST" },
  availabilityPercent: { unit: "PERCENT", better: "MOST" },
};

/** A promise version in force, as far as it is compared. */
export interface Promised {
  kind: PromiseKind;
  terms: Terms;
}

/** The promises on one listing: its own, and those on everything that its provider sells. */
export interface Column<P extends Promised> {
  own: readonly P[];
  providerWide: readonly P[];
}

interface TermRow {
  term: TermName;
  unit: TermUnit;
  /** Of prices only. */
  currency: string | null;
  better: Better;
  /** One for each column; null where it is not promised. */
  values: (number | null)[];
  /** Columns that promise the best. */
  best: number[];
}

export interface KindRow<P extends Promised> {
  kind: PromiseKind;
  /** One for each column; empty where nothing of the kind is promised. */
  promised: (readonly P[])[];
  terms: TermRow[];
}

/** A row for each kind that any of them promises. */
export function comparePromises<P extends Promised>(columns: readonly Column<P>[]): KindRow<P>[] {
  return Object.values(PromiseKind)
    .map((kind) => ({ kind, promised: columns.map((column) => ofKind(column, kind)) }))
    .filter(({ promised }) => promised.some((versions) => versions.length > 0))
    .map(({ kind, promised }) => ({ kind, promised, terms: compareTerms(promised) }));
}

/** What is promised on the listing itself goes before what is promised on everything. */
function ofKind<P extends Promised>({ own, providerWide }: Column<P>, kind: PromiseKind): P[] {
  const ownOfKind = own.filter((promised) => promised.kind === kind);
  return ownOfKind.length > 0 ? ownOfKind : providerWide.filter((promised) => promised.kind === kind);
}

function compareTerms(columns: readonly (readonly Promised[])[]): TermRow[] {
  return (Object.keys(COMPARABLE) as TermName[]).flatMap((term) =>
    currenciesOf(term, columns).map((currency) => toRow(term, currency, columns)),
  );
}

/** Prices compare within one currency, a row for each; other terms have none. Nothing when nobody promises the term. */
function currenciesOf(term: TermName, columns: readonly (readonly Promised[])[]): (string | null)[] {
  const terms = columns
    .flat()
    .map((promised) => promised.terms)
    .filter((all) => all[term] !== undefined);
  return [...new Set(terms.map(({ currency }) => (term === "maxPrice" ? (currency ?? null) : null)))].sort();
}

function toRow(term: TermName, currency: string | null, columns: readonly (readonly Promised[])[]): TermRow {
  const { unit, better } = COMPARABLE[term] as { unit: TermUnit; better: Better };
  const pick = better === "LEAST" ? Math.min : Math.max;
  const numbers = columns.map((promises) =>
    promises.flatMap(({ terms }) => {
      const value = terms[term];
      return typeof value === "number" && (currency === null || terms.currency === currency) ? [value] : [];
    }),
  );
  // Of two promises of one kind on one listing both bind: the better one is what the consumer can count on.
  const values = numbers.map((all) => (all.length > 0 ? pick(...all) : null));
  const best = pick(...numbers.flat());
  return {
    term,
    unit,
    currency,
    better,
    values,
    best: values.flatMap((value, index) => (value === best ? [index] : [])),
  };
}
