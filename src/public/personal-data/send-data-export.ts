import { isPerson, type Actor } from "../../accounts/actor/actor";
import { lockAccount } from "../../accounts/account/account.queries";
import { oneself, recordOnAccount } from "../../accounts/account/record-on-account";
import type { Services } from "../../platform/graphql/context";
import { Refusal } from "../../platform/refusal";
import { dateOf } from "../../platform/time";
import type { Download } from "../../platform/uploads/file-route";
import { DataExport } from "./data-export.entity";

/** Only to the person whose data it is, and each time recorded: somebody else may have their session. */
export async function sendDataExport(services: Services, id: string, actor: Actor): Promise<Download> {
  const { database, storage } = services;
  const asked = await database.byId(DataExport, id);
  if (!asked || !isPerson(actor, asked.accountId)) throw new Refusal("NOT_FOUND");
  const { size, storageKey, removedAt, requestedAt } = asked;
  if (storageKey === null || size === null || removedAt !== null)
    throw new Refusal("NOT_FOUND", { reason: "dataExport.gone" });
  await database.transact(async (tx) => {
    const account = await lockAccount(tx, asked.accountId, "id");
    recordOnAccount(tx, account, "DATA_EXPORT_DOWNLOADED", oneself(account), { exportId: id });
  });
  const fileName = `redress-data-${dateOf(requestedAt)}.zip`;
  return { stream: await storage.get(storageKey), mediaType: "application/zip", fileName, size };
}
