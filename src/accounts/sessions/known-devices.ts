import type { Reader } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { HouseRules } from "../../house-rules/house-rules";
import type { Account } from "../account/account.entity";
import { KnownDevice } from "./known-device.entity";
import { digestOf, newSecretToken } from "../account/secret-token.pure";

/** The device someone signs in from, if it is known, and whether to remember it. */
export interface Device {
  id: string | null;
  remember: boolean;
}

/** The device that this secret was given to, if it was for this account; a secret of another account counts as none. */
export async function findDevice(reader: Reader, accountId: string | undefined, token: string): Promise<string | null> {
  const device = await reader.findOne(KnownDevice, { tokenHash: digestOf(token) });
  return device?.accountId === accountId ? (device?.id ?? null) : null;
}

/** Remembers the device that has just signed in: a new one gets a secret, if requested, replacing the one unused for longest. */
export async function rememberDevice(
  tx: Tx,
  account: Account,
  { id: known, remember }: Device,
): Promise<{ id: string | null; token: string | null }> {
  if (known === null && !remember) return { id: null, token: null };
  const devices = await tx.find(KnownDevice, { accountId: account.id }, "ORDER BY last_used_at DESC, id DESC");
  if (known !== null && devices.some(({ id }) => id === known)) {
    touchDevice(tx, known);
    return { id: known, token: null };
  }
  const rules = await HouseRules.inForce(tx, tx.now);
  for (const { id } of devices.slice(rules.number("device.count", "perPerson") - 1)) forgetDevice(tx, id);
  const [id, token] = [newId(KnownDevice), newSecretToken()];
  tx.insert(KnownDevice, {
    id,
    accountId: account.id,
    tokenHash: digestOf(token),
    createdAt: tx.now,
    lastUsedAt: tx.now,
  });
  return { id, token };
}

export function touchDevice(tx: Tx, id: string): void {
  tx.update(KnownDevice, id, { lastUsedAt: tx.now });
}

export function forgetDevice(tx: Tx, id: string): void {
  tx.execute("DELETE FROM known_device WHERE id = ?", [id]);
}

/** All of the person's devices, except `but`. */
export function forgetDevices(tx: Tx, account: Account, but: string | null = null): void {
  tx.execute("DELETE FROM known_device WHERE account_id = ? AND id <> ?", [account.id, but ?? ""]);
}
