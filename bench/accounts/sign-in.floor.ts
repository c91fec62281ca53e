import { createHmac, timingSafeEqual } from "node:crypto";
import type { Pool, RowDataPacket } from "mysql2/promise";
import { deriveKey } from "../../src/platform/secrets/keys";

const KEY = deriveKey(process.env.SECRET ?? "", "access tokens");

export interface Actor {
  id: string;
  roles: string[];
}

export class Unauthorized extends Error {}

/** Checks the token (HS256) and reads the account, its memberships and its session, as they are now. */
export async function signIn(pool: Pool, authorization = ""): Promise<Actor> {
  const [head = "", payload = "", signature = ""] = authorization.slice("Bearer ".length).split(".");
  const expected = createHmac("sha256", KEY).update(`${head}.${payload}`).digest();
  const given = Buffer.from(signature, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Unauthorized();
  const { sub, sid, exp, tv } = JSON.parse(Buffer.from(payload, "base64url").toString()) as {
    sub: string;
    sid: string;
    exp: number;
    tv: number;
  };
  if (exp * 1_000 < Date.now()) throw new Unauthorized();
  const [[row]] = await pool.execute<RowDataPacket[]>(
    `SELECT a.id, a.roles, a.token_version, m.provider_id FROM account a LEFT JOIN provider_member m ON m.account_id = a.id
     WHERE a.id = ? AND a.status = 'ACTIVE'
       AND EXISTS (SELECT 1 FROM account_session s WHERE s.id = ? AND s.account_id = a.id AND s.ended_at IS NULL)`,
    [sub, sid],
  );
  if (row?.token_version !== tv) throw new Unauthorized();
  return { id: row.id as string, roles: JSON.parse(row.roles as string) as string[] };
}
