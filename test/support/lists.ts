/** What was selected as `{ nodes { … } }` of one thing, as plain lists. */
export const withLists = (thing: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(thing).map(([name, value]) => [name, isPage(value) ? value.nodes : value]));

const isPage = (value: unknown): value is { nodes: unknown[] } =>
  typeof value === "object" && value !== null && Object.keys(value).join() === "nodes";
