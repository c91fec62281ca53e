import type { Reader } from "../../platform/database/reader";
import { nameAt } from "../../accounts/account/former-name.queries";
import { raw, sql } from "../../platform/database/sql";
import type { Surroundings } from "./register-content.pure";

interface Row {
  legal_name: string;
  consumer_name: string;
  codes: string | null;
}

/** The ruling and its findings are already written. The consumer's name is the one at the opening of the case. */
export async function surroundingsOf(reader: Reader, rulingId: string): Promise<Surroundings> {
  const [row] = await reader.query<Row>(
    sql`SELECT p.legal_name, ${raw(nameAt("a", "c.opened_at"))} AS consumer_name,
       (SELECT GROUP_CONCAT(DISTINCT v.code) FROM ruling_finding f JOIN rule_version v ON v.id = f.rule_version_id
        WHERE f.ruling_id = r.id) AS codes
     FROM ruling r JOIN complaint c ON c.id = r.complaint_id JOIN provider p ON p.id = r.provider_id
     JOIN account a ON a.id = r.consumer_id WHERE r.id = ${rulingId}`,
  );
  if (!row) throw new Error(`no surroundings for ruling ${rulingId}`);
  return {
    providerName: row.legal_name,
    consumerName: row.consumer_name,
    ruleCodes: row.codes?.split(",") ?? [],
  };
}
