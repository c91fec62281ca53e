import { NOT_OPEN, type CompensationBasis } from "./compensation.pure";
import { IS_MONEY, refundOf, worthOf, type Agreed, type Proposed } from "./remedy-kind.pure";
import { addUp } from "../../platform/amounts";
import { Refusal, type Explained } from "../../platform/refusal";

/** The money of an order, over all its cases. */
export interface OrderMoney {
  /** Its price; what was paid, where that is confirmed. */
  paid: number;
  /** What of it went back or is to go back: agreed and not broken, ordered and in force, or done. */
  given: number;
  /** Of that what the marketplace gave back outside any case. */
  outside: number;
  currency: string;
  /** How much more compensation each basis allows, null: none to such a buyer; it is no part of what goes back. */
  compensable: Readonly<Record<CompensationBasis, number | null>>;
  /** Whether anything was ever owed in the case from which it is seen. */
  wasOwed: boolean;
}

/** No more goes back, as refund or credit, than was paid, and no more compensation than its basis allows. */
export function whyBeyond(money: OrderMoney, proposed: Proposed): Explained | null {
  const { basis, amount } = proposed;
  if (!basis) return whyAbovePaid(money, refundOf(proposed, money.paid));
  const rest = money.compensable[basis];
  if (rest === null) return NOT_OPEN;
  const most = Math.max(0, rest);
  if ((amount ?? 0) <= most) return null;
  const params = { most: { amount: most, currency: money.currency } };
  return { code: "BAD_USER_INPUT", reason: "compensation.aboveLimit", params };
}

export function refuseBeyond(money: OrderMoney, proposed: Proposed, field: string): void {
  const why = whyBeyond(money, proposed);
  refuse(why, why === NOT_OPEN ? field.replace(/amount$/, "basis") : field);
}

/** The same of what is agreed and, where that is no money, of the sum instead. */
export const whyAgreedBeyond = (money: OrderMoney, agreed: Agreed): Explained | null =>
  whyBeyond(money, agreed) ?? whyInsteadBeyond(money, agreed);

export function refuseAgreedBeyond(money: OrderMoney, agreed: Agreed, field: string, insteadField: string): void {
  refuseBeyond(money, agreed, field);
  refuse(whyInsteadBeyond(money, agreed), insteadField);
}

/** The same of several that are ordered together. */
export function whyTogetherBeyond(money: OrderMoney, ordered: readonly Proposed[]): Explained | null {
  let left = money;
  for (const each of ordered) {
    const why = whyBeyond(left, each);
    if (why) return why;
    left = lessOf(left, each);
  }
  return null;
}

/** What is left once this is given, too. */
export function lessOf(money: OrderMoney, proposed: Proposed): OrderMoney {
  const { basis, amount } = proposed;
  if (!basis) return { ...money, given: money.given + refundOf(proposed, money.paid) };
  return { ...money, compensable: { ...money.compensable, [basis]: (money.compensable[basis] ?? 0) - (amount ?? 0) } };
}

const whyInsteadBeyond = (money: OrderMoney, agreed: Agreed): Explained | null =>
  IS_MONEY.has(agreed.kind) ? null : whyAbovePaid(money, worthOf(agreed, money.paid));

function whyAbovePaid({ paid, given, currency }: OrderMoney, amount: number): Explained | null {
  const most = Math.max(0, paid - given);
  if (amount <= most) return null;
  const reason = given > 0 ? "amount.aboveRest" : "amount.aboveOrder";
  return { code: "BAD_USER_INPUT", reason, params: { most: { amount: most, currency } } };
}

function refuse(why: Explained | null, field: string): void {
  if (why) throw new Refusal(why.code, { reason: why.reason, params: why.params, field });
}

/** One spelling for each reference: case, full-width forms, spaces and punctuation do not matter. */
export const foldReference = (reference: string): string =>
  [
    ...reference
      .normalize("NFKC")
      .toUpperCase()
      .replace(/[^\p{L}\p{N}]/gu, ""),
  ]
    .slice(0, 200)
    .join("");

/** What the marketplace gave back, under the name of its source and its number there. */
interface GivenBack {
  reference: string;
  amount: number;
}

/** What a case of the same order has paid or is paying, and the numbers under which that is known. */
interface PaidByCase {
  numbers: readonly string[];
  amount: number;
}

/**
 * How much the marketplace gave back outside any case. As much of a refund as cases pay under its number is what they give; what is above that has gone
 * back all the same. A number that people have typed is the same in another spelling, unless there is one to the letter.
 */
export function givenOutside(refunds: readonly GivenBack[], paid: readonly PaidByCase[]): number {
  const rest = refunds.map(({ reference, amount }) => ({
    numbers: [reference, reference.slice(reference.indexOf(":") + 1)],
    amount,
  }));
  let unfound = paid;
  for (const spell of [(number: string) => number, foldReference])
    unfound = unfound.filter(({ numbers, amount }) => {
      const spelled = new Set(numbers.map(spell).filter(Boolean));
      const named = rest.filter((refund) => refund.numbers.some((number) => spelled.has(spell(number))));
      let left = amount;
      for (const refund of named) {
        const part = Math.min(refund.amount, left);
        refund.amount -= part;
        left -= part;
      }
      return named.length === 0;
    });
  return addUp(rest.map(({ amount }) => amount));
}
