import type { ReactNode } from "react";
import { useText } from "../text/language";
import { DecidableCaseDocument } from "./decision/decision.generated";
import { DecisionPage } from "./decision/decision-page";
import { RulingForm } from "./decision/ruling-form";
import { decisionText } from "./decision/decision.text";

export { RulingPage as Component };

function RulingPage(): ReactNode {
  const say = useText(decisionText);
  return (
    <DecisionPage query={DecidableCaseDocument} title={say("title")} titleOf={(title) => say("titleOf", { title })}>
      {(decided) => <RulingForm key={decided.complaint.id} {...decided} />}
    </DecisionPage>
  );
}
