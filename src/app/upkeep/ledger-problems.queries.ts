import type { Reader } from "../../platform/database/reader";

interface Check {
  /** Finds the rows that must not be. */
  wrong: string;
  says: (id: string) => string;
}

/** What must hold of the ledgers and between them, whatever anybody did. */
const CHECKS: readonly Check[] = [
  {
    wrong: "SELECT transfer_id AS id FROM deposit_entry GROUP BY transfer_id HAVING SUM(amount) <> 0 OR COUNT(*) <> 2",
    says: (id) => `the transfer ${id} does not come to nothing`,
  },
  {
    wrong:
      "SELECT provider_id AS id FROM deposit_entry WHERE account = 'DEPOSIT' GROUP BY provider_id, currency HAVING SUM(amount) < 0",
    says: (id) => `the deposit of ${id} is below zero`,
  },
  {
    wrong:
      "SELECT provider_id AS id FROM points_entry GROUP BY provider_id HAVING MIN(number) <> 1 OR MAX(number) <> COUNT(*)",
    says: (id) => `the ledger of points of ${id} has a gap`,
  },
  {
    wrong: `SELECT r.id AS id FROM remedy r WHERE r.set_aside_amount <> (SELECT COALESCE(SUM(p.amount), 0) FROM payment p
      WHERE p.remedy_id = r.id AND p.purpose = 'PAYOUT' AND p.status <> 'REJECTED')`,
    says: (id) => `what is set aside for ${id} is not what its payouts add up to`,
  },
  {
    wrong: `SELECT i.id AS id FROM payment_instruction i JOIN payment p ON p.id = i.payment_id
      WHERE i.amount <> p.amount OR i.currency <> p.currency`,
    says: (id) => `the instruction ${id} is of another sum than its payment`,
  },
  {
    wrong: `SELECT payment_id AS id FROM payment_instruction
      WHERE payment_id IS NOT NULL AND state IN ('REQUESTED', 'SENT', 'CONFIRMED') GROUP BY payment_id HAVING COUNT(*) > 1`,
    says: (id) => `the payment side was asked for the payment ${id} twice`,
  },
  {
    wrong: `SELECT i.id AS id FROM payment_instruction i JOIN payment p ON p.id = i.payment_id
      WHERE i.state = 'CONFIRMED' AND i.apply_at IS NULL AND p.status = 'CLAIMED'`,
    says: (id) => `the payment side confirmed ${id}, and its payment does not count`,
  },
  {
    wrong: `SELECT p.id AS id FROM payment p WHERE p.channel = 'PLATFORM' AND p.status = 'CONFIRMED' AND p.settled_by_id IS NULL
      AND p.purpose <> 'ORDER'
      AND NOT EXISTS (SELECT 1 FROM payment_instruction i WHERE i.payment_id = p.id AND i.state = 'CONFIRMED')`,
    says: (id) => `the payment ${id} counts as moved by the payment side, which never said so`,
  },
];

/** The first hundred of each kind. */
export async function ledgerProblems(
  reader: Reader,
  progress: (what: string, done: number, total: number) => void = () => undefined,
): Promise<string[]> {
  const problems: string[] = [];
  for (const [index, { wrong, says }] of CHECKS.entries()) {
    const found = await reader.query<{ id: string }>(`${wrong} ORDER BY id LIMIT 100`);
    problems.push(...found.map(({ id }) => says(id)));
    progress("ledgers", index + 1, CHECKS.length);
  }
  return problems;
}
