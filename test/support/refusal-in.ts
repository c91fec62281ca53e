import type { Answer } from "./world";

/** What an answer that is not GraphQL's says: the refusal as one object, or the answer itself. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are whatever the address gives
export function refusalIn(body: any): any {
  const [error] = (body as Partial<Answer> | null)?.errors ?? [];
  return error ? { message: error.message, ...error.extensions } : body;
}
