import { ENUM_LABELS } from "./enums";
import { labelling } from "./labelling";
import { ROOM_LABELS } from "./room-enums";

/** As in labels.ts, with those that only some rooms show. */
export const { labelOf, useLabel, valuesOf, useOptions } = labelling({ ...ENUM_LABELS, ...ROOM_LABELS });
