import type { Reader } from "../../platform/database/reader";
import { nameAt } from "../../accounts/account/former-name.queries";
import { raw, sql } from "../../platform/database/sql";
import type { Surroundings } from "./register-content.pure";

interface Row {
  legal_name: string;
  consumer_name: string;
  /** Of the rule that one of its findings cites. */
  code: string | null;
}

/** A ruling of that case, whose findings are already written. The consumer's name is the one at the opening of the case. */
export async function surroundingsOf(reader: Reader, rulingId: string, complaintId: string): Promise<Surroundings> {
  const rows = await reader.query<Row>(
    sql`SELECT p.legal_name, ${raw(nameAt("a", "c.opened_at"))} AS consumer_name, v.code
       FROM complaint c JOIN provider p ON p.id = c.provider_id JOIN account a ON a.id = c.consumer_id
       LEFT JOIN ruling_finding f ON f.ruling_id = ${rulingId} LEFT JOIN rule_version v ON v.id = f.rule_version_id
       WHERE c.id = ${complaintId} ORDER BY f.id`,
  );
  const [row] = rows;
  if (!row) throw new Error(`no surroundings for ruling ${rulingId}`);
  return {
    providerName: row.legal_name,
    consumerName: row.consumer_name,
    ruleCodes: [...new Set(rows.flatMap(({ code }) => code ?? []))],
  };
}
