import { SYSTEM } from "../../accounts/record-on-account";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { seal } from "./register-chain.pure";
import { iso, type RegisterContent, type Said } from "./register-content.pure";
import { RegisterEntry } from "./register-entry.entity";
import { RegisterHead, THE_REGISTER } from "./register-head.entity";

/** The feed of those who follow the whole register, and the subscription that does. */
export const REGISTER_TOPIC = "registerEntries";
export const REGISTER_STREAM = "registerUpdated";

/**
 * The only way into the register. It waits for its turn: the head's lock is held to the commit, so that numbers have no gaps and
 * every entry hashes the one before. Callers come here last, with every other lock they need.
 */
export async function enterRegister(tx: Tx, said: Said): Promise<void> {
  const head = await tx.lock(RegisterHead, THE_REGISTER);
  if (!head) throw new Error("the register has no head: the migrations did not run");
  const id = newId(RegisterEntry);
  const number = head.number + 1;
  // Nodes' clocks differ, and a transaction may have begun before one that entered first: dates follow the numbers all the same.
  const at = Math.max(tx.now, head.at ?? 0);
  const content: RegisterContent = { v: 1, number, id, at: iso(at), ...said };
  const sealed = seal(head.hash, content);
  tx.insert(RegisterEntry, {
    id,
    number,
    kind: said.kind,
    rulingId: said.ruling?.id ?? said.penalty?.rulingId ?? null,
    providerId: said.provider?.id ?? null,
    penaltyId: said.penalty?.id ?? null,
    correctsEntryId: said.corrects,
    outcome: said.ruling?.outcome ?? null,
    because: said.because,
    at,
    happenedAt: Date.parse(said.happenedAt),
    ...sealed,
  });
  tx.change(head, { number, hash: sealed.hash, at });
  tx.record(head, {
    type: "REGISTER_ENTERED",
    ...SYSTEM,
    topics: [REGISTER_TOPIC],
    audience: "PUBLIC",
    data: { entryId: id, number, kind: said.kind, providerId: said.provider?.id ?? null },
  });
}
