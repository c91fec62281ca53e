import { registerEnumType } from "type-graphql";

/** What a value means; optionally also why it should no longer be used. */
type ValueText = string | { description: string; deprecationReason: string };

/**
 * An enum of the API, from its values and what each means. Key, value, SDL and column are one word: `keyof typeof X` is its union,
 * `Object.values(X)` its values in order. For a union declared elsewhere, say by a lifecycle: `defineEnum<Union>(…)`.
 */
export function defineEnum<T extends string>(
  name: string,
  description: string,
  texts: Readonly<Record<T, ValueText>>,
): { readonly [K in T]: K } {
  const words = Object.keys(texts) as T[];
  const values = Object.fromEntries(words.map((word) => [word, word])) as { [K in T]: K };
  registerEnumType<Record<string, string>>(values, {
    name,
    description,
    valuesConfig: Object.fromEntries(words.map((word) => [word, configOf(texts[word])])),
  });
  return values;
}

const configOf = (text: ValueText): { description: string; deprecationReason?: string } =>
  typeof text === "string" ? { description: text } : text;

/** Descriptions for an enum of actions: each names the mutation that performs it. */
export const byMutation = <T extends string>(mutations: Readonly<Record<T, string>>): Record<T, string> =>
  Object.fromEntries(
    Object.entries(mutations).map(([action, mutation]) => [action, `Done by the mutation \`${mutation as string}\`.`]),
  ) as Record<T, string>;
