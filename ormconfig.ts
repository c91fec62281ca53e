import "reflect-metadata";
import { MIGRATIONS } from "./migrations";
import { parseConfig } from "./src/config";
import { ENTITIES } from "./src/app/districts";
import { createDataSource } from "./src/platform/database/engine";

export default createDataSource(
  { url: parseConfig(process.env).databaseUrl },
  { entities: ENTITIES, migrations: MIGRATIONS },
);
