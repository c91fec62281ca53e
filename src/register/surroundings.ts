import type { Reader } from "../platform/database/reader";
import type { Surroundings } from "./register-content.policy";

interface Row {
  legal_name: string;
  display_name: string;
  codes: string | null;
}

/** In one round trip; the ruling and its findings are written. */
export async function surroundingsOf(reader: Reader, rulingId: string): Promise<Surroundings> {
  const [row] = await reader.query<Row>(
    `SELECT p.legal_name, a.display_name,
       (SELECT GROUP_CONCAT(DISTINCT v.code) FROM ruling_finding f JOIN rule_version v ON v.id = f.rule_version_id
        WHERE f.ruling_id = r.id) AS codes
     FROM ruling r JOIN provider p ON p.id = r.provider_id JOIN account a ON a.id = r.consumer_id WHERE r.id = ?`,
    [rulingId],
  );
  if (!row) throw new Error(`nobody knows what surrounds ${rulingId}`);
  return {
    providerName: row.legal_name,
    consumerName: row.display_name,
    ruleCodes: row.codes?.split(",") ?? [],
  };
}
