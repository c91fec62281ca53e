import { SYSTEM } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { seal } from "./register-chain.pure";
import { iso, type RegisterContent, type Said } from "./register-content.pure";
import { RegisterEntry } from "./register-entry.entity";
import { RegisterHead, THE_REGISTER } from "./register-head.entity";

/** The topic and the subscription for following the whole register. */
export const REGISTER_TOPIC = "registerEntries";
export const REGISTER_STREAM = "registerUpdated";

/**
 * The only way to enter something into the register. The head's lock is held until the commit, so that numbers have no gaps and every
 * entry hashes the one before. Callers do this last, when they hold every other lock they need.
 */
export async function enterRegister(tx: Tx, said: Said): Promise<void> {
  const head = await lockHead(tx);
  const id = newId(RegisterEntry);
  const number = head.number + 1;
  // Nodes' clocks differ, and a transaction may have begun before one that entered first: dates must follow the numbers all the same.
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
    lasting: [REGISTER_TOPIC],
    audience: "PUBLIC",
    data: { entryId: id, number, kind: said.kind, providerId: said.provider?.id ?? null },
  });
}

/** By the transaction that holds it locked: what it has entered last is in it. */
const HEADS = new WeakMap<Tx, RegisterHead>();

async function lockHead(tx: Tx): Promise<RegisterHead> {
  const head = HEADS.get(tx) ?? (await tx.lock(RegisterHead, THE_REGISTER));
  if (!head) throw new Error("the register has no head: the migrations did not run");
  HEADS.set(tx, head);
  return head;
}
