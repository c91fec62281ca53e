import { Account } from "../../accounts/account/account.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Provider } from "../../market/providers/provider.entity";
import { InspectionPlan } from "../../prevention/inspections/inspection-plan.entity";
import { Inspection } from "../../prevention/inspections/inspection.entity";

const NAMES: Readonly<Record<string, string>> = {
  [Complaint.idPrefix]: "case",
  [Provider.idPrefix]: "provider",
  [Account.idPrefix]: "account",
  [Inspection.idPrefix]: "inspection",
  [InspectionPlan.idPrefix]: "inspection-plan",
};

/** Whose history it is, in a word. Those of which there is one, the register and the house rules, are called what they are. */
export function historyOf(streamId: string): string {
  const [prefix = ""] = streamId.split("_");
  return NAMES[prefix] ?? prefix;
}
