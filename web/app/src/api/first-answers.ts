import { getLanguage } from "../text/language";
import { firstKey } from "./first-key";
import { redress } from "./redress";

/** What was asked so long ago is asked again. */
const FRESH_MS = 15_000;

interface Sent {
  query?: string;
  operationName?: string;
  variables?: unknown;
}

/**
 * `fetch`, except that a query which the page's first script has asked already is answered by that, once. Null answers, refusals and
 * whatever it asked as somebody else are asked again.
 */
export const fetchFirst: typeof fetch = async (input, init) => (await firstAnswer(init)) ?? redress.fetch(input, init);

async function firstAnswer(init: RequestInit | undefined): Promise<Response | null> {
  const first = window.redressFirst;
  if (!first || typeof init?.body !== "string") return null;
  const { query = "", operationName = "", variables } = JSON.parse(init.body) as Sent;
  const isOurs = first.accountId === (redress.session.current?.accountId ?? null) && first.language === getLanguage();
  // After a change, what was read before it may be wrong.
  if (!isOurs || !query.startsWith("query") || performance.now() > FRESH_MS) {
    window.redressFirst = undefined;
    return null;
  }
  const key = firstKey(operationName, variables);
  const asked = first.answers.get(key);
  first.answers.delete(key);
  const answer = await asked?.catch(() => null);
  if (!answer?.response.ok) return null;
  redress.clock.learn(answer.response, answer.at);
  return answer.response;
}
