import type { Answer } from "./world";

/** What an answer that is not GraphQL's says: the refusal as one object, or the answer itself. */
// oxlint-disable-next-line typescript/no-explicit-any -- answers are whatever the address gives
export function refusalIn(body: any): any {
  const [error] = (body as Partial<Answer> | null)?.errors ?? [];
  return error ? { message: error.message, ...error.extensions } : body;
}
