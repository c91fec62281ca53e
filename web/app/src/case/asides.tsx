import type { ReactNode } from "react";
import { Link } from "react-router";
import { Badge } from "../design/badge";
import { Time } from "../design/time";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import { useCase } from "./case-context";
import { caseText } from "./case.text";
import { Section } from "./section";

export function Guides(): ReactNode {
  const say = useText(caseText);
  const { complaint } = useCase();
  return (
    <Section id="guides" title={say("guides")}>
      <ul className="stack-tight" role="list">
        {complaint.suggestedGuides.map(
          ({ id, current }) =>
            current && (
              <li key={id}>
                <Link to={`/guides/${id}`}>{current.title.text}</Link>
                <p className="muted small">{current.summary.text}</p>
              </li>
            ),
        )}
      </ul>
    </Section>
  );
}

export function Inspections(): ReactNode {
  const say = useText(caseText);
  const label = useLabel();
  const { complaint } = useCase();
  return (
    <Section id="inspections" title={say("inspections")}>
      <ul className="stack-tight" role="list">
        {complaint.inspections.map(({ id, origin, status, openedAt }) => (
          <li key={id} className="row">
            <Link to={`/inspections/${id}`}>{label("InspectionOrigin", origin)}</Link>
            <Badge>{label("InspectionStatus", status)}</Badge>
            <span className="muted small">
              <Time at={openedAt} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
