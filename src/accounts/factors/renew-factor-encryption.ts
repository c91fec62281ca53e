import { sql } from "../../platform/database/sql";
import type { Database } from "../../platform/database/database";
import type { Sealer } from "../../platform/secrets/sealed";
import { Account } from "../account/account.entity";
import { totpEncryption } from "./accept-code";
import { SecondFactor } from "./second-factor.entity";

const TOGETHER = 100;

export interface FactorKeys {
  /** Under the present secret. */
  current: number;
  /** Under the previous one, which has to stay until there are none. */
  earlier: number;
  /** Under neither: their owners need a reset. */
  unknown: number;
}

/** Encrypts the secrets shared with authenticator apps under the present secret, unless told only to look. People may sign in meanwhile. */
export async function renewFactorEncryption(
  database: Database,
  sealer: Sealer,
  { change, progress = () => undefined }: { change: boolean; progress?: (done: number, total: number) => void },
): Promise<FactorKeys> {
  const encryption = totpEncryption(sealer);
  const [count] = await database.query<{ found: number }>(
    sql`SELECT COUNT(*) AS found FROM second_factor WHERE secret IS NOT NULL`,
  );
  const found: FactorKeys = { current: 0, earlier: 0, unknown: 0 };
  let done = 0;
  for (let last = ""; ;) {
    const page = await database.select(
      SecondFactor,
      sql`FROM second_factor t WHERE t.secret IS NOT NULL AND t.id > ${last} ORDER BY t.id LIMIT ${TOGETHER}`,
    );
    for (const { id, accountId, secret } of page) {
      const state = encryption.stateOf(secret ?? "");
      if (state === "EARLIER" && change) {
        await database.transact(async (tx) => {
          // The account's lock is what decides about its factors.
          await tx.lock(Account, accountId);
          const factor = await tx.lock(SecondFactor, id);
          if (factor?.secret)
            tx.change(factor, { secret: encryption.encrypt(encryption.decrypt(factor.secret, id), id) });
        });
        found.current += 1;
      } else found[state === "CURRENT" ? "current" : state === "EARLIER" ? "earlier" : "unknown"] += 1;
    }
    progress((done += page.length), count?.found ?? 0);
    last = page.at(-1)?.id ?? last;
    if (page.length < TOGETHER) return found;
  }
}
