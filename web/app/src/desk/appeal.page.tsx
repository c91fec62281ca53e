import type { ReactNode } from "react";
import { useText } from "../text/language";
import { AppealedCaseDocument } from "./decision/decision.generated";
import { DecisionPage } from "./decision/decision-page";
import { AppealForm } from "./decision/appeal-form";
import { appealText } from "./decision/appeal.text";

export { AppealPage as Component };

function AppealPage(): ReactNode {
  const say = useText(appealText);
  return (
    <DecisionPage query={AppealedCaseDocument} title={say("title")} titleOf={(title) => say("titleOf", { title })}>
      {(decided) => <AppealForm key={decided.complaint.id} {...decided} />}
    </DecisionPage>
  );
}
