import type { ReactNode } from "react";
import { Earlier } from "../design/earlier";
import { Checkbox } from "../design/field";
import { EarlierEvidenceDocument } from "../evidence/evidence.generated";
import { evidenceText } from "../evidence/evidence.text";
import { useText } from "../text/language";
import { useCase, type Case } from "./case-context";
import { EarlierMessagesDocument } from "./case.generated";
import { caseText } from "./case.text";
import { dossiersText } from "./outside.text";

interface Choosing {
  /** A record's id, and after `#` the field of it that is withheld; the whole record without. */
  withheld: ReadonlySet<string>;
  onToggle: (key: string) => void;
}

/** Everything of the case that a dossier may leave out. */
export default function Withholding(choosing: Choosing): ReactNode {
  const say = useText(dossiersText);
  const { complaint } = useCase();
  return (
    <fieldset className="stack-tight">
      <legend className="visually-hidden">{say("withhold")}</legend>
      <p className="muted small">{say("withholdHint")}</p>
      <PlacesShown places={wordsOf(complaint)} {...choosing} />
      <MessagePlaces messages={complaint.messages} {...choosing} />
      <EvidencePlaces evidence={complaint.evidence} {...choosing} />
    </fieldset>
  );
}

interface Place {
  key: string;
  name: "story" | "demandText" | "message" | "evidence";
  values?: Record<string, string>;
}

const wordsOf = (complaint: Case): Place[] => [
  { key: `${complaint.id}#story`, name: "story" },
  ...(complaint.demandText ? [{ key: `${complaint.id}#demandText`, name: "demandText" } as const] : []),
];

function PlacesShown({ places, withheld, onToggle }: { places: readonly Place[] } & Choosing): ReactNode {
  const say = useText(dossiersText);
  return places.map(({ key, name, values }) => (
    <Checkbox key={key} label={say(name, values)} checked={withheld.has(key)} onChange={() => onToggle(key)} />
  ));
}

function MessagePlaces({ messages, ...choosing }: { messages: Case["messages"] } & Choosing): ReactNode {
  const say = useText(caseText);
  const { id: caseId } = useCase().complaint;
  const { nodes, pageInfo } = messages;
  const places = nodes.map(({ id, text }): Place => ({
    key: `${id}#text`,
    name: "message",
    values: { text: text.slice(0, 60) },
  }));
  return (
    <>
      <Earlier caseId={caseId} pageInfo={pageInfo} query={EarlierMessagesDocument} label={say("earlierMessages")}>
        {(earlier) => <MessagePlaces messages={earlier.messages} {...choosing} />}
      </Earlier>
      <PlacesShown places={places} {...choosing} />
    </>
  );
}

function EvidencePlaces({ evidence, ...choosing }: { evidence: Case["evidence"] } & Choosing): ReactNode {
  const say = useText(evidenceText);
  const { id: caseId } = useCase().complaint;
  const { nodes, pageInfo } = evidence;
  const places = nodes.map(({ id, title }): Place => ({ key: id, name: "evidence", values: { title } }));
  return (
    <>
      <Earlier caseId={caseId} pageInfo={pageInfo} query={EarlierEvidenceDocument} label={say("earlier")}>
        {(earlier) => <EvidencePlaces evidence={earlier.evidence} {...choosing} />}
      </Earlier>
      <PlacesShown places={places} {...choosing} />
    </>
  );
}
