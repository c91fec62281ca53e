import { HouseRules } from "../../house-rules/house-rules";
import { sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import { Problems } from "../../platform/problems";
import type { PromiseVersion } from "./promise-version.entity";

/** A promise's own compensation is worth its name, by the house's floor, and never above what is paid for what it is about. */
export async function checkCompensationTerms(
  tx: Tx,
  { terms }: Pick<PromiseVersion, "terms">,
  of: { providerId: string | null; listingId: string | null },
): Promise<void> {
  const {
    compensationPercentPerDay: perDay,
    compensationCapPercent: cap,
    compensationAmount: amount,
    currency = "",
  } = terms;
  const rules = await HouseRules.inForce(tx, tx.now);
  const problems = new Problems();
  const least = (unit: "percentPerDay" | "capPercent" | "amountPercent"): number =>
    rules.number("promise.compensation", unit);
  if (perDay !== undefined && perDay < least("percentPerDay"))
    problems.wrong("promise.compensationFloor", "input.terms.compensationPercentPerDay", {
      least: least("percentPerDay"),
    });
  if (cap !== undefined && cap < least("capPercent"))
    problems.wrong("promise.compensationFloor", "input.terms.compensationCapPercent", { least: least("capPercent") });
  if (amount === undefined) return problems.throwAll();
  const target = of.listingId === null ? sql`provider_id = ${of.providerId}` : sql`id = ${of.listingId}`;
  const [prices] = await tx.query<{ lowest: number | null; others: number }>(
    sql`SELECT MIN(price_amount) AS lowest, SUM(CASE WHEN price_currency = ${terms.currency ?? null} THEN 0 ELSE 1 END) AS others
        FROM listing WHERE ${target}`,
  );
  if (!prices || prices.lowest === null) return problems.throwAll();
  if (prices.others > 0) problems.wrong("promise.compensationOtherCurrency", "input.terms.currency");
  if (amount > prices.lowest)
    problems.wrong("promise.compensationAbovePrice", "input.terms.compensationAmount", {
      most: { amount: prices.lowest, currency },
    });
  const floor = Math.ceil((prices.lowest * least("amountPercent")) / 100);
  if (amount < floor)
    problems.wrong("promise.compensationAmountFloor", "input.terms.compensationAmount", {
      least: { amount: floor, currency },
    });
  problems.throwAll();
}
