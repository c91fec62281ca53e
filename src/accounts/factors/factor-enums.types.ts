import { defineEnum } from "../../platform/graphql/enum";

export const FactorKind = defineEnum(
  "SecondFactorKind",
  "By what a person proves, beside the password, that it is them.",
  {
    TOTP: "An authenticator app that shows a code of six digits, a new one every 30 seconds.",
    PASSKEY: "A key in a phone, computer or security key, opened by fingerprint, face or PIN. It signs in alone.",
  },
);
export type FactorKind = keyof typeof FactorKind;
