import { join } from "node:path";

/**
 * What `npm run build` makes. A run with a test that imports this file builds first, when anything has changed; so tests of the pages
 * and of the playground import it too, whose files the server finds by itself.
 */
export const BUILT = join(__dirname, "../../dist");

/** The package of the client for TypeScript, of which `dist` is built. */
export const CLIENT_PACKAGE = join(__dirname, "../../clients/typescript");
export const BUILT_CLIENT = join(CLIENT_PACKAGE, "dist");
