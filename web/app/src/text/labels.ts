import { ENUM_LABELS } from "./enums";
import { labelling } from "./labelling";

export const { labelOf, useLabel, valuesOf, useOptions } = labelling(ENUM_LABELS);
