import { version } from "../../package.json";

/** Which release of the schema is served: the version that `npm run release` wrote. */
export const SCHEMA_VERSION: string = version;

/** The header that tells it in every answer of GraphQL. */
export const SCHEMA_HEADER = "Redress-Schema";
