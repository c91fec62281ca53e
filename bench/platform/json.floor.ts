export const text = (value: unknown): string => JSON.stringify(value);

export const date = (value: unknown): string =>
  value === null ? "null" : `"${new Date(value as number).toISOString()}"`;
