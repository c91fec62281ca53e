import type { Database } from "../../platform/database/database";
import type { Services } from "../../platform/graphql/context";
import type { Leaders } from "../../platform/leaders/leaders";
import { openNamedFiles } from "../../platform/storage/named-files";
import type { StorageSettings } from "../../platform/storage/storage-url.pure";
import { Pseudonyms } from "./pseudonyms";
import { Warehouse } from "./warehouse";
import { WarehouseWriter } from "./warehouse-writer";

export async function openWarehouse(
  services: Services,
  settings: StorageSettings,
  leaders: Leaders,
): Promise<WarehouseWriter> {
  const files = await openNamedFiles(settings, services.log);
  const pseudonyms = new Pseudonyms(services.sealer);
  const over = (database: Database): Warehouse =>
    new Warehouse(database, services.clock, files, pseudonyms, () => services.publicUrl);
  return new WarehouseWriter(leaders, over, services.log);
}
