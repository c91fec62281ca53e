import { HouseRules } from "../../house-rules/house-rules";
import { sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import { Refusal, type Reason } from "../../platform/refusal";
import type { Params } from "../../platform/messages/params";
import type { PromiseVersion } from "./promise-version.entity";

/** A promise's own compensation is worth its name, by the house's floor, and never above what is paid for what it is about. */
export async function checkCompensationTerms(
  tx: Tx,
  { terms }: PromiseVersion,
  of: { providerId: string | null; listingId: string | null },
): Promise<void> {
  const {
    compensationPercentPerDay: perDay,
    compensationCapPercent: cap,
    compensationAmount: amount,
    currency = "",
  } = terms;
  const rules = await HouseRules.inForce(tx, tx.now);
  const refuse = (reason: Reason, term: string, params: Params): never => {
    throw new Refusal("BAD_USER_INPUT", { reason, field: `input.terms.${term}`, params });
  };
  const least = (unit: "percentPerDay" | "capPercent" | "amountPercent"): number =>
    rules.number("promise.compensation", unit);
  if (perDay !== undefined && perDay < least("percentPerDay"))
    refuse("promise.compensationFloor", "compensationPercentPerDay", { least: least("percentPerDay") });
  if (cap !== undefined && cap < least("capPercent"))
    refuse("promise.compensationFloor", "compensationCapPercent", { least: least("capPercent") });
  if (amount === undefined) return;
  const target = of.listingId === null ? sql`provider_id = ${of.providerId}` : sql`id = ${of.listingId}`;
  const [prices] = await tx.query<{ lowest: number | null; others: number }>(
    sql`SELECT MIN(price_amount) AS lowest, SUM(CASE WHEN price_currency = ${terms.currency ?? null} THEN 0 ELSE 1 END) AS others
        FROM listing WHERE ${target}`,
  );
  if (!prices || prices.lowest === null) return;
  if (prices.others > 0) refuse("promise.compensationOtherCurrency", "currency", {});
  if (amount > prices.lowest)
    refuse("promise.compensationAbovePrice", "compensationAmount", { most: { amount: prices.lowest, currency } });
  const floor = Math.ceil((prices.lowest * least("amountPercent")) / 100);
  if (amount < floor)
    refuse("promise.compensationAmountFloor", "compensationAmount", { least: { amount: floor, currency } });
}
