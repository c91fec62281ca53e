import { getLanguage, useLanguage } from "./language";

type Labels = Readonly<Record<string, Readonly<Record<string, readonly [en: string, zh: string]>>>>;

/** What says the labels of a table's enums. */
export function labelling<All extends Labels>(all: All) {
  /** The label of a value of an enum in the schema. A value newer than these pages is shown as it is. */
  const labelOf = (name: keyof All & string, value: string): string =>
    all[name]?.[value]?.[getLanguage() === "en" ? 0 : 1] ?? value;
  const useLabel = (): typeof labelOf => {
    useLanguage();
    return labelOf;
  };
  /** All values of an enum in the schema's order, for a choice. */
  const valuesOf = <Name extends keyof All & string>(name: Name): (keyof All[Name] & string)[] =>
    Object.keys(all[name] ?? {});
  /** The options of a choice among all values of an enum, or some. */
  const optionsOf = <Name extends keyof All & string>(
    name: Name,
    values: readonly (keyof All[Name] & string)[] = valuesOf(name),
  ) => values.map((value) => ({ value, label: labelOf(name, value) }));
  const useOptions = (): typeof optionsOf => {
    useLanguage();
    return optionsOf;
  };
  return { labelOf, useLabel, valuesOf, useOptions };
}
