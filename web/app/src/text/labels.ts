import { ENUM_LABELS } from "./enums";
import { getLanguage, useLanguage } from "./language";

type EnumName = keyof typeof ENUM_LABELS;

/** The label of a value of an enum in the schema. A value newer than these pages is shown as it is. */
export function labelOf(name: EnumName, value: string): string {
  const labels = ENUM_LABELS[name] as Record<string, readonly [en: string, zh: string]>;
  return labels[value]?.[getLanguage() === "en" ? 0 : 1] ?? value;
}

export function useLabel(): typeof labelOf {
  useLanguage();
  return labelOf;
}

/** All values of an enum in the schema's order, for a choice. */
export const valuesOf = <Name extends EnumName>(name: Name): (keyof (typeof ENUM_LABELS)[Name] & string)[] =>
  Object.keys(ENUM_LABELS[name]) as (keyof (typeof ENUM_LABELS)[Name] & string)[];
