import type { Database } from "../../platform/database/database";
import { renewRows, type Keys, type Renewing } from "../../platform/database/renew-rows";
import { sql } from "../../platform/database/sql";
import type { Sealer } from "../../platform/secrets/sealed";
import { totpEncryption } from "./accept-code";
import { SecondFactor } from "./second-factor.entity";

/** The secrets shared with authenticator apps; the owners of those under an unknown secret need a reset. */
export function renewFactorEncryption(database: Database, sealer: Sealer, how: Renewing): Promise<Keys> {
  const encryption = totpEncryption(sealer);
  return renewRows(
    database,
    SecondFactor,
    {
      table: "second_factor",
      where: sql`t.secret IS NOT NULL`,
      stateOf: ({ secret }) => encryption.stateOf(secret ?? ""),
      renew: (tx, factor: SecondFactor) =>
        tx.change(factor, {
          secret: encryption.encrypt(encryption.decrypt(factor.secret ?? "", factor.id), factor.id),
        }),
    },
    how,
  );
}
