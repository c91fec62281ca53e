import type { Tx } from "../../platform/database/tx";
import { Account } from "./account.entity";
import { beginAccount } from "./begin-account";
import { SYSTEM } from "./record-on-account";

/** The platform itself, where it complains for no consumer. Known by its id, so that nobody who registers can pass for it. */
export const PLATFORM_ACCOUNT = "acc_00000000000000000000000000";

/** Whether the one who complains is the platform: there is then nobody to agree with, to ask or to pay. */
export const isPlatform = (accountId: string): boolean => accountId === PLATFORM_ACCOUNT;

/** No one: without a password, a role or a way to sign in. Made when it is first needed, since a database without accounts is a new one. */
export async function platformAccount(tx: Tx): Promise<string> {
  if (await tx.byId(Account, PLATFORM_ACCOUNT)) return PLATFORM_ACCOUNT;
  beginAccount(
    tx,
    {
      id: PLATFORM_ACCOUNT,
      // No login that a person chooses contains a colon.
      login: "platform:inspection",
      displayName: "平台巡查 (platform inspection)",
      locale: "zh-CN",
      status: "SUSPENDED",
    },
    SYSTEM,
  );
  return PLATFORM_ACCOUNT;
}
