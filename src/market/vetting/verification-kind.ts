import { registerEnumType } from "type-graphql";

export const VERIFICATION_KINDS = ["IDENTITY", "LICENCE", "ADDRESS", "PAYMENT_ACCOUNT", "QUALIFICATION"] as const;
export type VerificationKind = (typeof VERIFICATION_KINDS)[number];
export const VerificationKind: { [K in VerificationKind]: K } = {
  IDENTITY: "IDENTITY",
  LICENCE: "LICENCE",
  ADDRESS: "ADDRESS",
  PAYMENT_ACCOUNT: "PAYMENT_ACCOUNT",
  QUALIFICATION: "QUALIFICATION",
};
registerEnumType(VerificationKind, {
  name: "VerificationKind",
  description: "What the platform verifies of a provider.",
  valuesConfig: {
    IDENTITY: { description: "Who answers for it: the legal representative's identity document (身份证件)." },
    LICENCE: { description: "Its business licence (营业执照)." },
    ADDRESS: { description: "Where it does business." },
    PAYMENT_ACCOUNT: { description: "The account that its money goes to, held by the business itself." },
    QUALIFICATION: { description: "A permit or certificate that a trade needs. Asked of some only." },
  },
});
