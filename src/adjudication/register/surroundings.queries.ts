import type { Reader } from "../../platform/database/reader";
import { nameAt } from "../../accounts/account/former-name.queries";
import { raw, sql } from "../../platform/database/sql";
import type { Surroundings } from "./register-content.pure";

interface Row {
  legal_name: string;
  consumer_name: string;
}

/** A ruling of that case, whose findings are already written. The consumer's name is the one at the opening of the case. */
export async function surroundingsOf(reader: Reader, rulingId: string, complaintId: string): Promise<Surroundings> {
  const [[row], cited] = await Promise.all([
    reader.query<Row>(
      sql`SELECT p.legal_name, ${raw(nameAt("a", "c.opened_at"))} AS consumer_name
       FROM complaint c JOIN provider p ON p.id = c.provider_id JOIN account a ON a.id = c.consumer_id WHERE c.id = ${complaintId}`,
    ),
    reader.query<{ code: string }>(
      sql`SELECT v.code FROM ruling_finding f JOIN rule_version v ON v.id = f.rule_version_id WHERE f.ruling_id = ${rulingId}`,
    ),
  ]);
  if (!row) throw new Error(`no surroundings for ruling ${rulingId}`);
  return {
    providerName: row.legal_name,
    consumerName: row.consumer_name,
    ruleCodes: [...new Set(cited.map(({ code }) => code))],
  };
}
