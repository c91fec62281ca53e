/** What a column holds. `PERSON`: a pseudonym, null once the account is deleted. `AMOUNT`: minor units of the currency beside it. */
export type ColumnKind = "ID" | "PERSON" | "WORD" | "NUMBER" | "AMOUNT" | "CURRENCY" | "TIME";

/** A table as it is on the day it is written; columns are called what they are called in the database. */
export interface WarehouseTable {
  name: string;
  from: string;
  columns: Readonly<Record<string, ColumnKind>>;
}

const table = (name: string, from: string, columns: WarehouseTable["columns"]): WarehouseTable => ({
  name,
  from,
  columns: { id: "ID", ...columns },
});

/** Raised when a column of a table, or the shape of events, goes or changes its meaning; not when something is added. */
export const WAREHOUSE_SCHEMA = 1;

/** Columns are named one by one: what is added to the platform's tables does not leave by itself. None is in anybody's words. */
export const WAREHOUSE_TABLES: readonly WarehouseTable[] = [
  table("cases", "complaint", {
    ...{ order_id: "ID", provider_id: "ID", consumer_id: "PERSON", current_ruling_id: "ID", decided_case_id: "ID" },
    ...{ status: "WORD", closure_reason: "WORD", refusal_ground: "WORD", category: "WORD", breach_class: "WORD" },
    ...{ severity: "WORD", track: "WORD", demand_kind: "WORD", demand_basis: "WORD", final_answer: "WORD" },
    ...{ verdict: "WORD", verdict_satisfaction: "NUMBER", demand_amount: "AMOUNT", claim_amount: "AMOUNT" },
    ...{ amount_at_stake: "AMOUNT", currency: "CURRENCY", round: "NUMBER", evidence_count: "NUMBER" },
    ...{ reopened_count: "NUMBER", opened_at: "TIME", updated_at: "TIME", status_since: "TIME", due_at: "TIME" },
    ...{ provider_first_response_at: "TIME", final_answer_at: "TIME", verdict_at: "TIME", closed_at: "TIME" },
  }),
  table("rulings", "ruling", {
    ...{ complaint_id: "ID", provider_id: "ID", consumer_id: "PERSON", replaces_ruling_id: "ID", round: "NUMBER" },
    ...{ status: "WORD", outcome: "WORD", root_cause: "WORD", reversed_because: "WORD", decided_at: "TIME" },
    ...{ approved_at: "TIME", issued_at: "TIME", appealable_until: "TIME", final_at: "TIME", reversed_at: "TIME" },
  }),
  table("penalties", "penalty", {
    ...{ provider_id: "ID", listing_id: "ID", ruling_id: "ID", complaint_id: "ID", superseded_by_id: "ID" },
    ...{ kind: "WORD", status: "WORD", cause: "WORD", amount: "AMOUNT", currency: "CURRENCY", days: "NUMBER" },
    ...{ threshold: "NUMBER", created_at: "TIME", starts_at: "TIME", ends_at: "TIME", reversed_at: "TIME" },
  }),
  table("remedies", "remedy", {
    ...{ complaint_id: "ID", ruling_id: "ID", settlement_id: "ID", kind: "WORD", basis: "WORD", amount: "AMOUNT" },
    ...{ currency: "CURRENCY", instead_amount: "AMOUNT", instead_currency: "CURRENCY", within_days: "NUMBER" },
    ...{ due_at: "TIME", proof_filed_at: "TIME", verified_at: "TIME", confirmed_at: "TIME", waived_at: "TIME" },
    ...{ defaulted_at: "TIME", paid_from_deposit_at: "TIME" },
  }),
  table("instructions", "payment_instruction", {
    ...{ provider_id: "ID", payment_id: "ID", complaint_id: "ID", remedy_id: "ID", penalty_id: "ID", kind: "WORD" },
    ...{ state: "WORD", failure: "WORD", flag: "WORD", amount: "AMOUNT", currency: "CURRENCY", attempts: "NUMBER" },
    ...{ requested_at: "TIME", sent_at: "TIME", overdue_at: "TIME", answered_at: "TIME", moved_at: "TIME" },
  }),
  table("appeals", "appeal", {
    ...{ complaint_id: "ID", ruling_id: "ID", by_side: "WORD", ground: "WORD", status: "WORD", filed_at: "TIME" },
    ...{ answer_due_at: "TIME", answered_at: "TIME", decided_at: "TIME" },
  }),
  table("orders", "service_order", {
    ...{ provider_id: "ID", listing_id: "ID", consumer_id: "PERSON", status: "WORD", buyer_kind: "WORD" },
    ...{ price_amount: "AMOUNT", price_currency: "CURRENCY", not_received_reports: "NUMBER", placed_at: "TIME" },
    ...{ delivered_at: "TIME", completed_at: "TIME" },
  }),
  table("providers", "provider", { status: "WORD", created_at: "TIME" }),
];
