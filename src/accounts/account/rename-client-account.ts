import type { Tx } from "../../platform/database/tx";
import { Account } from "./account.entity";

/** Of an API client, under whose name its acts are shown. */
export const renameClientAccount = (tx: Tx, account: Account, name: string): void =>
  tx.change(account, { displayName: name });
