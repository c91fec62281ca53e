import type { ReactNode } from "react";
import { Link } from "react-router";
import { Badge } from "../design/badge";
import { Time } from "../design/time";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import { useCase } from "./case-context";
import { caseText } from "./case.text";
import { Section } from "./section";

export function Inspections(): ReactNode {
  const say = useText(caseText);
  const label = useLabel();
  const { complaint } = useCase();
  if (complaint.inspections.length === 0) return null;
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
