import type { Locale } from "../../platform/identity/actor";
import { say } from "../../platform/messages/explain";
import { FIGURE_NAMES, type ShownFigures } from "./public-figures.pure";
import { PUBLIC_FIGURES } from "./public-figures.table";
import type { PublicFigure, PublicFigureDefinition } from "./public-statistics.types";

export const LICENCE = { id: "CC-BY-4.0", url: "https://creativecommons.org/licenses/by/4.0/" } as const;

/** The data dictionary. */
export const dictionaryIn = (locale: Locale, minimumCount: number): PublicFigureDefinition[] =>
  FIGURE_NAMES.map((figure) => {
    const definition = PUBLIC_FIGURES[figure];
    const hasNumerator = definition.unit === "SHARE" || definition.unit === "MEAN";
    return {
      ...{ figure, unit: definition.unit, minimumCount },
      meaning: say(`figure.${figure}.meaning`, locale),
      numerator: hasNumerator ? say(`figure.${figure}.numerator`, locale) : null,
      denominator: say(`figure.${figure}.denominator`, locale),
      window: say(`figure.window.${definition.window}`, locale),
    };
  });

/** As the API and the files give them. */
export const toPublicFigures = (figures: ShownFigures): PublicFigure[] =>
  FIGURE_NAMES.map((figure) => {
    const shown = figures[figure];
    const { numerator = null, denominator = null, value = null } = shown ?? {};
    return { figure, unit: PUBLIC_FIGURES[figure].unit, numerator, denominator, value, withheld: shown === null };
  });
