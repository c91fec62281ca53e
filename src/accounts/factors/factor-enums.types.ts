import { defineEnum } from "../../platform/graphql/enum";

export const FactorKind = defineEnum(
  "SecondFactorKind",
  "How a person proves their identity, in addition to the password.",
  {
    TOTP: "An authenticator app that shows a code of six digits, a new one every 30 seconds.",
    PASSKEY:
      "A key in a phone, computer or security key, opened by fingerprint, face or PIN. It can sign in on its own.",
  },
);
export type FactorKind = keyof typeof FactorKind;
