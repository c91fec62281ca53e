import type { ReferralRoute } from "../../api/schema.generated";
import type { Option } from "../../design/field";
import type { Case } from "../case-context";
import { CreateReferralDocument, UpdateReferralDocument } from "../outside.generated";
import { actInside, choice, day, given, line, oneOf, text, type ActForm } from "./ask";

const pieces = ({ evidence }: Case): Option[] =>
  evidence.nodes.filter(({ status }) => status === "STORED").map(({ id, title }) => ({ value: id, label: title }));

const optional = { optional: true };
const particulars = {
  body: line("body", optional),
  reference: line("reference", optional),
  text: text("note", optional),
  evidenceId: oneOf("document", pieces, optional),
};

export const createReferralForm = (route: ReferralRoute): ActForm =>
  actInside(CreateReferralDocument, {
    complaintId: given(({ id }) => id),
    route: given(() => route),
    filedAt: day("filedOn", optional),
    ...particulars,
  });

export const updateReferralForm = (referralId: string): ActForm =>
  actInside(UpdateReferralDocument, {
    referralId: given(() => referralId),
    status: choice("ReferralStatus", "status", optional),
    on: day("since", optional),
    result: choice("ReferralResult", "result", { optional: true, hint: "resultHint" }),
    outcome: text("outcome", { optional: true, hint: "resultHint" }),
    ...particulars,
  });
