import { recordCaseEvent, type CaseFile } from "../../case/complaints/case-file";
import { IS_MONEY } from "../../case/complaints/remedy-kind.pure";
import { lockOrderMoney } from "../../case/complaints/lock-order-money";
import { addUp } from "../../platform/amounts";
import { LoggedEvent } from "../../platform/database/event.entity";
import type { Reader } from "../../platform/database/reader";
import { Remedy } from "./remedy.entity";

const GIVEN_BACK = "GIVEN_BACK" as const;

const isService = ({ kind, rulingId }: Remedy): boolean => rulingId !== null && !IS_MONEY.has(kind);

/** Of the price itself; compensation is owed beside it. */
const isOfPrice = ({ kind, basis }: Remedy): boolean => IS_MONEY.has(kind) && basis === null;

/**
 * Services in default are owed in money now, in the place of what was paid for the order: as far as that goes back already, is to by the same
 * ruling, or is owed instead of other services, there is nothing left to pay for them. What the sides agreed has been measured against it by then.
 * A refund in default is owed as far as the marketplace has not given the price back since it was ordered: so much of it is done.
 */
export async function creditGivenBack(
  caseFile: CaseFile,
  { all }: { all: readonly Remedy[] },
  inDefault: readonly Remedy[],
): Promise<void> {
  const [services, refunds] = [inDefault.filter(isService), inDefault.filter(isOfPrice)];
  if (services.length === 0 && refunds.length === 0) return;
  const { left, outside } = await notGivenBack(caseFile, all);
  let beyond = Math.min(outside, Math.max(0, -left));
  for (const remedy of refunds) {
    const amount = Math.min(remedy.outstanding, beyond);
    beyond -= amount;
    if (amount > 0) credit(caseFile, remedy, amount, amount === remedy.outstanding);
  }
  const before = all.filter((each) => isOwedInstead(each) && !services.includes(each));
  let rest = Math.max(0, left - sumOwed(before));
  for (const remedy of services) {
    const amount = Math.max(0, remedy.outstanding - rest);
    rest -= remedy.outstanding - amount;
    if (amount > 0) credit(caseFile, remedy, amount, false);
  }
}

function credit({ tx, complaint }: CaseFile, remedy: Remedy, amount: number, isDone: boolean): void {
  tx.change(remedy, { creditedAmount: remedy.creditedAmount + amount, ...(isDone && { verifiedAt: tx.now }) });
  const data = { remedyId: remedy.id, amount, currency: complaint.currency, because: GIVEN_BACK };
  recordCaseEvent(tx, complaint, null, { type: "COMPENSATION_CREDITED", data });
}

/**
 * Less of the price goes back by now than was counted towards these, since an appeal undid another case's ruling or a refund was waived: as far as
 * there is something left to pay for them, they are owed again, refunds first. The provider is locked, too. Returns them.
 */
export async function oweAgain(caseFile: CaseFile): Promise<Remedy[]> {
  const { tx, complaint } = caseFile;
  const { id: complaintId, currentRulingId: rulingId } = complaint;
  const all = await tx.find(Remedy, { complaintId, rulingId }, "ORDER BY id");
  const [refunds, services] = [all.filter(isOwedElsewise), all.filter(isOwedInstead)];
  const both = [...refunds, ...services];
  if (both.every(({ creditedAmount }) => creditedAmount === 0)) return [];
  const credited = await creditedOf(tx, complaintId);
  let rest = (await notGivenBack(caseFile, all)).left - sumOwed(services);
  return both.filter((remedy) => {
    const amount = Math.min(credited.get(remedy.id) ?? 0, rest);
    if (amount <= 0) return false;
    rest -= amount;
    const isOpen = { setAsideAt: null, paidFromDepositAt: null, verifiedAt: null };
    tx.change(remedy, { creditedAmount: remedy.creditedAmount - amount, ...isOpen });
    const data = { remedyId: remedy.id, amount, currency: complaint.currency };
    recordCaseEvent(tx, complaint, null, { type: "COMPENSATION_OWED_AGAIN", data });
    return true;
  });
}

/** What was paid for the order and neither goes back nor is to by the same ruling. */
async function notGivenBack(
  { tx, complaint }: CaseFile,
  all: readonly Remedy[],
): Promise<{ left: number; outside: number }> {
  const { paid, given, outside } = await lockOrderMoney(tx, complaint);
  const refunds = all.filter(isOfPrice);
  // A ruling that can still be appealed against is not among what was given: it would be replaced as a whole.
  const isFinal = complaint.status !== "RULED";
  const done = isFinal ? [] : refunds.filter(({ isDone, isOnlyWaived }) => isDone && !isOnlyWaived);
  const has = addUp(done.map(({ insteadAmount, creditedAmount }) => insteadAmount - creditedAmount));
  return { left: paid - given - has - sumOwed(refunds.filter(({ isDone }) => !isDone)), outside };
}

/** A refund of which the marketplace has given back a part or all, unless its provider paid the rest itself. */
const isOwedElsewise = (remedy: Remedy): boolean =>
  isOfPrice(remedy) &&
  remedy.defaultedAt !== null &&
  remedy.creditedAmount > 0 &&
  (!remedy.isDone || remedy.isOnlyPaid || (remedy.verifiedAt === remedy.defaultedAt && remedy.confirmedAt === null));

/** Also where the deposit has paid what was left to pay for it. */
const isOwedInstead = (remedy: Remedy): boolean =>
  isService(remedy) && remedy.defaultedAt !== null && (!remedy.isDone || remedy.isOnlyPaid);

const sumOwed = (remedies: readonly Remedy[]): number => addUp(remedies.map(({ outstanding }) => outstanding));

/** How much of each remedy counts as paid because the price goes back otherwise: the remedy says only all that is credited. */
async function creditedOf(reader: Reader, streamId: string): Promise<Map<string, number>> {
  const type = ["COMPENSATION_CREDITED" as const, "COMPENSATION_OWED_AGAIN" as const];
  const credited = new Map<string, number>();
  for (const { type: said, data } of await reader.find(LoggedEvent, { streamId, type })) {
    const { remedyId, amount, because } = data as { remedyId: string; amount: number; because?: string };
    const more = said === "COMPENSATION_OWED_AGAIN" ? -amount : because === GIVEN_BACK ? amount : 0;
    credited.set(remedyId, (credited.get(remedyId) ?? 0) + more);
  }
  return credited;
}
