import { newId } from "../ids";
import { rowLeaf } from "./append-only";
import { ERASED, ErasedRow } from "./erased-row.entity";
import { eventLeaves, HASH_VERSION, isErased, saltOf } from "./event-hash";
import type { LoggedEvent, WithheldLeaves } from "./event.entity";
import { sql } from "./sql";
import type { Tx } from "./tx";

/**
 * Erases words of an event, and what it knows of rows that are erased: the values, and the salts with which they could be guessed from
 * their commitments. The commitments stay, and with them its hash. The next event of the history `by` has to record it. Returns whether
 * there was anything to erase.
 */
export function eraseFromEvent(
  tx: Tx,
  event: LoggedEvent,
  words: readonly string[],
  rows: ReadonlySet<string>,
  by: string,
): boolean {
  const leaf = (name: string): string => (event.hashVersion === HASH_VERSION ? `data.${name}` : name);
  const recorded: Readonly<Record<string, unknown>> = event.data;
  const said = words.filter((name) => typeof recorded[name] === "string" && !isErased(event, leaf(name)));
  const committed = event.committedRows ?? {};
  const gone = Object.keys(committed).filter((name) => rows.has(name) && !isErased(event, rowLeaf(name)));
  if (said.length + gone.length === 0) return false;
  const withheld: WithheldLeaves = { salts: {}, commitments: { ...event.withheld?.commitments } };
  const leaves = eventLeaves(event);
  for (const name of said) withheld.commitments[leaf(name)] = leaves[leaf(name)]?.commitment ?? "";
  for (const name of gone) withheld.commitments[rowLeaf(name)] = committed[name] ?? "";
  for (const name of [...Object.keys(leaves), ...Object.keys(committed).map(rowLeaf)])
    if (!(name in withheld.commitments)) withheld.salts[name] = saltOf(event, name)?.toString("hex") ?? "";
  const data = { ...recorded, ...Object.fromEntries(said.map((name) => [name, ERASED])) };
  tx.insert(ErasedRow, {
    ...{ id: newId(ErasedRow), rowTable: "event_log", rowId: String(event.id), upTo: null },
    ...{ streamId: by, remains: null, salt: null, erasedAt: tx.now },
  });
  tx.execute(
    sql`UPDATE event_log SET salt = '', data = ${JSON.stringify(data)}, withheld = ${JSON.stringify(withheld)} WHERE id = ${event.id}`,
  );
  return true;
}
