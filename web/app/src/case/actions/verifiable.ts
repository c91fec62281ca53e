import type { Option } from "../../design/field";
import type { Case } from "../case-context";
import type { PaymentChannel } from "../../api/schema.generated";
import { labelOf, valuesOf } from "../../text/labels";
import { line, oneOf, someOf, type Ask } from "./ask";

const ownEvidence = ({ evidence }: Case): Option[] =>
  evidence.nodes
    .filter(({ side, status }) => side === "PROVIDER" && status === "STORED")
    .map(({ id, title }) => ({ value: id, label: title }));

/** By the platform's payment side only where there is one. */
const channels = oneOf(
  "refundChannel",
  ({ provider }) =>
    valuesOf("PaymentChannel")
      .filter((value) => value !== "PLATFORM" || provider.paidByPlatform)
      .map((value) => ({ value, label: labelOf("PaymentChannel", value) })),
  { optional: true },
) as Ask<PaymentChannel>;

/** What a proof of the provider may name, so that it can be verified. */
export const verifiable = {
  evidenceIds: someOf("proofEvidence", ownEvidence, { hint: "proofHint" }),
  refundChannel: channels,
  refundReference: line("refundReference", { optional: true, hint: "refundHint" }),
};
