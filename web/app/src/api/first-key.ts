/** What was asked before the code of the pages was there, for one person in one language: see web/app/first. */
export interface First {
  accountId: string | null;
  language: string;
  answers: Map<string, Promise<FirstAnswer>>;
}

export interface FirstAnswer {
  response: Response;
  /** When it came. */
  at: number;
}

declare global {
  interface Window {
    redressFirst?: First | undefined;
  }
}

export const firstKey = (operation: string, variables: unknown): string =>
  `${operation} ${JSON.stringify(variables ?? {}, sorted)}`;

/** The order in which variables were written makes no difference. */
const sorted = (_: string, value: unknown): unknown =>
  value !== null && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
