export const text = (value: unknown): string => JSON.stringify(value as string | null);

export const date = (value: unknown): string =>
  value === null ? "null" : `"${new Date(value as number).toISOString()}"`;
