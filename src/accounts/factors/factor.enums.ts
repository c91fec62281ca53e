import { registerEnumType } from "type-graphql";

export const FactorKind = { TOTP: "TOTP", PASSKEY: "PASSKEY" } as const;
export type FactorKind = keyof typeof FactorKind;
registerEnumType(FactorKind, {
  name: "SecondFactorKind",
  description: "By what a person proves, beside the password, that it is them.",
  valuesConfig: {
    TOTP: { description: "An authenticator app that shows a code of six digits, a new one every 30 seconds." },
    PASSKEY: {
      description: "A key in a phone, computer or security key, opened by fingerprint, face or PIN. It signs in alone.",
    },
  },
});
