import type { Reader } from "../../platform/database/reader";
import { nameAt } from "../../accounts/former-name.queries";
import { raw, sql } from "../../platform/database/sql";
import type { Ruling } from "../rulings/ruling.entity";
import type { Surroundings } from "./register-content.pure";

interface Row {
  legal_name: string;
  consumer_name: string;
  codes: string | null;
}

/** In two round trips; the ruling and its findings are already written. The consumer's name is the one at the opening of the case. */
export async function surroundingsOf(
  reader: Reader,
  { id, complaintId }: Pick<Ruling, "id" | "complaintId">,
): Promise<Surroundings> {
  const [complaint] = await reader.query<{ opened_at: number }>("SELECT opened_at FROM complaint WHERE id = ?", [
    complaintId,
  ]);
  const [row] = await reader.query<Row>(
    sql`SELECT p.legal_name, ${raw(nameAt("a", complaint?.opened_at ?? 0))} AS consumer_name,
       (SELECT GROUP_CONCAT(DISTINCT v.code) FROM ruling_finding f JOIN rule_version v ON v.id = f.rule_version_id
        WHERE f.ruling_id = r.id) AS codes
     FROM ruling r JOIN provider p ON p.id = r.provider_id JOIN account a ON a.id = r.consumer_id WHERE r.id = ${id}`,
  );
  if (!complaint || !row) throw new Error(`no surroundings for ruling ${id}`);
  return {
    providerName: row.legal_name,
    consumerName: row.consumer_name,
    ruleCodes: row.codes?.split(",") ?? [],
  };
}
