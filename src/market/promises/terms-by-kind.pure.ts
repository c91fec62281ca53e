import { Problems } from "../../platform/problems";
import type { PromiseKind } from "./promise-kind.types";

/** A promise's checkable terms: only those of its kind, none of them null. */
export interface Terms {
  maxPrice?: number;
  currency?: string;
  giftDescription?: string;
  discountPercent?: number;
  qualityStandard?: string;
  defectRatePercent?: number;
  withinHours?: number;
  supportDays?: number;
  responseWithinHours?: number;
  returnDays?: number;
  goodsIntact?: boolean;
  dataRetentionDays?: number;
  availabilityPercent?: number;
  compensationPercentPerDay?: number;
  compensationCapPercent?: number;
  compensationAmount?: number;
}
export type TermName = keyof Terms;

/** A promise of any kind may say what is paid when it is broken: a sum, or, where lateness is counted, so much a day. */
const SUM: readonly TermName[] = ["compensationAmount", "currency"];
const BY_DAY: readonly TermName[] = ["compensationPercentPerDay", "compensationCapPercent"];

/** `needs`: at least one of each group must be given. `may`: also allowed. Everything else is not a term of the kind. */
const TERMS: Record<PromiseKind, { needs: TermName[][]; may?: readonly TermName[] }> = {
  PRICE: { needs: [["maxPrice"], ["currency"]] },
  GIFT_OR_DISCOUNT: { needs: [["giftDescription", "discountPercent"]] },
  QUALITY: { needs: [["qualityStandard"]], may: ["defectRatePercent"] },
  DELIVERY_TIME: { needs: [["withinHours"]], may: BY_DAY },
  AFTER_SALES: { needs: [["supportDays", "responseWithinHours"]], may: BY_DAY },
  RETURN_REFUND: { needs: [["returnDays"]], may: ["goodsIntact"] },
  CONFIDENTIALITY: { needs: [], may: ["dataRetentionDays"] },
  AVAILABILITY: { needs: [["availabilityPercent"]] },
  OTHER: { needs: [] },
};

const TEN_YEARS = { hours: 87_600, days: 3_650 };

/** Bounds of the numbers. Percentages may have up to three decimals, everything else is whole. */
export const TERM_BOUNDS: Partial<Record<TermName, { least: number; most: number; decimals?: number }>> = {
  discountPercent: { least: 1, most: 100 },
  defectRatePercent: { least: 0, most: 100, decimals: 3 },
  withinHours: { least: 1, most: TEN_YEARS.hours },
  supportDays: { least: 1, most: TEN_YEARS.days },
  responseWithinHours: { least: 1, most: TEN_YEARS.hours },
  returnDays: { least: 1, most: TEN_YEARS.days },
  dataRetentionDays: { least: 0, most: TEN_YEARS.days },
  availabilityPercent: { least: 1, most: 100, decimals: 3 },
  compensationPercentPerDay: { least: 0.1, most: 100, decimals: 1 },
  compensationCapPercent: { least: 1, most: 100 },
};

/** The given terms without the empty ones; refuses those that do not fit the kind. */
export function termsOfKind(kind: PromiseKind, given: { [K in TermName]?: Terms[K] | null }, path: string): Terms {
  const terms = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== null && value !== undefined && value !== ""),
  ) as Terms;
  const { needs, may = [] } = TERMS[kind];
  const names = Object.keys(terms) as TermName[];
  const allowed = [...needs.flat(), ...may, ...(given.compensationAmount ? SUM : ["compensationAmount"])];
  const problems = new Problems();
  for (const name of names)
    if (allowed.includes(name)) checkBounds(problems, name, terms[name], path);
    else problems.wrong("promise.termNotOfKind", `${path}.${name}`, { term: name, kind });
  for (const group of needs)
    if (!group.some((name) => names.includes(name)))
      problems.wrong("promise.termMissing", `${path}.${group[0]}`, { term: group, kind });
  checkCompensation(problems, terms, path);
  problems.throwAll();
  return terms;
}

/** Either a sum in its currency, or so much a day up to a cap. */
function checkCompensation(problems: Problems, terms: Terms, path: string): void {
  const has = (name: TermName): boolean => terms[name] !== undefined;
  const [perDay, cap, amount] = ["compensationPercentPerDay", "compensationCapPercent", "compensationAmount"] as const;
  if (has(amount) && (has(perDay) || has(cap))) problems.wrong("promise.compensationTwice", `${path}.${amount}`);
  if (has(amount) && !has("currency")) problems.wrong("promise.compensationCurrency", `${path}.currency`);
  if (has(perDay) !== has(cap)) problems.wrong("promise.compensationCap", `${path}.${has(perDay) ? cap : perDay}`);
  if (has(perDay) && (terms[perDay] ?? 0) > (terms[cap] ?? 0))
    problems.wrong("promise.compensationCap", `${path}.${cap}`);
}

function checkBounds(problems: Problems, name: TermName, value: unknown, path: string): void {
  const bounds = TERM_BOUNDS[name];
  if (!bounds || typeof value !== "number") return;
  const { least, most, decimals = 0 } = bounds;
  if (!(value >= least && value <= most)) problems.wrong("number.outOfBounds", `${path}.${name}`, { least, most });
  if (Number(value.toFixed(decimals)) !== value) problems.wrong("number.decimals", `${path}.${name}`, { decimals });
}
