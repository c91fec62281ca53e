import { registerEnumType } from "type-graphql";

export const InspectionOrigin = { EX_OFFICIO: "EX_OFFICIO" } as const;
export type InspectionOrigin = keyof typeof InspectionOrigin;
registerEnumType(InspectionOrigin, {
  name: "InspectionOrigin",
  description: "What an inspection began with. More may be added.",
  valuesConfig: {
    EX_OFFICIO: { description: "Somebody of the platform thought that a closed case should not rest there." },
  },
});

export const InspectionStatus = { OPEN: "OPEN", CLOSED: "CLOSED" } as const;
export type InspectionStatus = keyof typeof InspectionStatus;
registerEnumType(InspectionStatus, {
  name: "InspectionStatus",
  description: "Where an inspection stands.",
  valuesConfig: {
    OPEN: { description: "Somebody is looking into it." },
    CLOSED: { description: "Over; see `finding` and `breachFound`." },
  },
});
