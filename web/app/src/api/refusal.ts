import type { CombinedError } from "urql";
import {
  passes,
  Refusal,
  refusalFrom,
  refusalIn,
  unreachable as unreachableIn,
} from "../../../../clients/typescript/src";
import { defineText, getLanguage, say } from "../text/language";

const text = defineText("absent", {
  en: { absent: "This does not exist, or you may not see it." },
  zh: { absent: "内容不存在，或您无权查看。" },
});

export { passes, Refusal, refusalFrom };
export type { SecondStep } from "../../../../clients/typescript/src";

export const absent = (): Refusal => new Refusal("NOT_FOUND", say(text, "absent"));
export const unreachable = (): Refusal => unreachableIn(getLanguage());

export function refusalOf(error: CombinedError | undefined): Refusal | null {
  if (!error) return null;
  const { graphQLErrors, networkError } = error;
  return refusalIn(graphQLErrors) ?? (networkError instanceof Refusal ? networkError : unreachable());
}
