import type { Database } from "../../platform/database/database";
import { renewRows, type Keys, type Renewing } from "../../platform/database/renew-rows";
import { sql } from "../../platform/database/sql";
import type { Sealer } from "../../platform/secrets/sealed";
import { ContactAddresses } from "./contact-addresses";
import { ContactPoint } from "./contact-point.entity";
import { Letter } from "./letter.entity";

/** Of contact points under an unknown secret people have to enter the address again. */
export function renewContactEncryption(database: Database, sealer: Sealer, how: Renewing): Promise<Keys> {
  const addresses = new ContactAddresses(sealer);
  return renewRows(
    database,
    ContactPoint,
    {
      table: "contact_point",
      where: sql`1 = 1`,
      stateOf: (point) => addresses.stateOf(point),
      renew: (tx, point: ContactPoint) => {
        const folded = addresses.read(point);
        if (folded !== null) tx.change(point, addresses.keep(point.id, folded, point.kind));
      },
    },
    how,
  );
}

/** What is about to be sent to them; it is gone when it was. */
export function renewLetterEncryption(database: Database, sealer: Sealer, how: Renewing): Promise<Keys> {
  const addresses = new ContactAddresses(sealer);
  return renewRows(
    database,
    Letter,
    {
      table: "letter",
      where: sql`t.words IS NOT NULL`,
      stateOf: ({ words }) => (words === null ? "CURRENT" : addresses.stateOfText(words)),
      renew: (tx, letter: Letter) => {
        const words = letter.words === null ? null : addresses.decrypt(letter.id, letter.words);
        if (words !== null) tx.change(letter, { words: addresses.encrypt(letter.id, words) });
      },
    },
    how,
  );
}
