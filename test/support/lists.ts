/** What was selected as `{ nodes { … } }` of one thing, as plain lists; null when there is no such thing for the viewer. */
export const withLists = (thing: Record<string, unknown> | null): Record<string, unknown> | null =>
  thing &&
  Object.fromEntries(Object.entries(thing).map(([name, value]) => [name, isPage(value) ? value.nodes : value]));

const isPage = (value: unknown): value is { nodes: unknown[] } =>
  typeof value === "object" && value !== null && Object.keys(value).join() === "nodes";
