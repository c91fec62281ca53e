import type { Database } from "../../platform/database/database";
import { sql } from "../../platform/database/sql";
import type { Sealer } from "../../platform/sealed";
import { ContactAddresses } from "./contact-addresses";
import { ContactPoint } from "./contact-point.entity";

const TOGETHER = 100;

export interface ContactKeys {
  /** Under the present secret. */
  current: number;
  /** Under the previous one, which has to stay until there are none. */
  earlier: number;
  /** Under neither, or not as they were written: their people have to enter them again. */
  unknown: number;
}

/** Encrypts contact points under the present secret, unless told only to look. */
export async function renewContactEncryption(
  database: Database,
  sealer: Sealer,
  { change, progress = () => undefined }: { change: boolean; progress?: (done: number, total: number) => void },
): Promise<ContactKeys> {
  const addresses = new ContactAddresses(sealer);
  const [count] = await database.query<{ found: number }>(sql`SELECT COUNT(*) AS found FROM contact_point`);
  const found: ContactKeys = { current: 0, earlier: 0, unknown: 0 };
  let done = 0;
  for (let last = ""; ;) {
    const page = await database.select(
      ContactPoint,
      sql`FROM contact_point t WHERE t.id > ${last} ORDER BY t.id LIMIT ${TOGETHER}`,
    );
    const earlier = page.filter((point) => addresses.stateOf(point) === "EARLIER");
    if (change && earlier.length > 0)
      await database.transact(async (tx) => {
        for (const { id } of earlier) {
          const point = await tx.lock(ContactPoint, id);
          const folded = point && addresses.read(point);
          if (point && folded) tx.change(point, addresses.keep(id, folded, point.kind));
        }
      });
    for (const point of page) {
      if (earlier.includes(point)) found[change ? "current" : "earlier"] += 1;
      else found[addresses.stateOf(point) === "CURRENT" ? "current" : "unknown"] += 1;
    }
    progress((done += page.length), count?.found ?? 0);
    last = page.at(-1)?.id ?? last;
    if (page.length < TOGETHER) return found;
  }
}
