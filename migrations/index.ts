import { First1764000000031 } from "./1764000000031-first";

/**
 * In time order. A migration that has landed never changes: each change of a table is a migration of its own, which works alike on both
 * databases and can be taken back. It imports nothing of `src` but the naming of constraints, so that no later change of the code
 * changes what it does.
 */
export const MIGRATIONS = [First1764000000031];
