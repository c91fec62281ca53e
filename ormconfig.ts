import "reflect-metadata";
import { parseConfig } from "./src/config";
import { ENTITIES } from "./src/app/districts";
import { MODEL } from "./src/app/open-database";
import { createDataSource } from "./src/platform/database/engine";

export default createDataSource(parseConfig(process.env).database, { ...MODEL, entities: ENTITIES });
