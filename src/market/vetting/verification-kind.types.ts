import { defineEnum } from "../../platform/graphql/enum";

export const VerificationKind = defineEnum("VerificationKind", "What the platform verifies of a provider.", {
  IDENTITY: "Who answers for it: the legal representative's identity document (身份证件).",
  LICENCE: "Its business licence (营业执照).",
  ADDRESS: "Where it does business.",
  PAYMENT_ACCOUNT: "The account that its money goes to, held by the business itself.",
  QUALIFICATION: "A permit or certificate that a trade requires. Required of some only.",
});
export type VerificationKind = keyof typeof VerificationKind;
export const VERIFICATION_KINDS = Object.values(VerificationKind);
