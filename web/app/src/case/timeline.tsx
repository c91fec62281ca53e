import { useState, type ReactNode } from "react";
import { Button } from "../design/button";
import { Time } from "../design/time";
import { defineText, useText } from "../text/language";
import { useEventLabel } from "../text/event-type-label";
import { useLabel } from "../text/labels";
import { useCase, type CaseEvent } from "./case-context";
import { Section } from "./section";

const timelineText = defineText("timeline", {
  en: {
    title: "History",
    earlier: "Show earlier",
    platform: "Platform",
  },
  zh: {
    title: "经过记录",
    earlier: "显示更早的记录",
    platform: "平台",
  },
});

const PAGE = 20;

/** Newest first. */
export function Timeline(): ReactNode {
  const { events } = useCase();
  const say = useText(timelineText);
  const [shown, setShown] = useState(PAGE);
  // That a message was seen stands beside the message.
  const told = events.filter(({ type }) => type !== "MESSAGES_SEEN");
  return (
    <Section id="timeline" title={say("title")}>
      <ol className="stack-tight" reversed>
        {told
          .slice(-shown)
          .reverse()
          .map((event) => (
            <EventLine key={event.id} event={event} />
          ))}
      </ol>
      {told.length > shown && (
        <div>
          <Button onClick={() => setShown(shown + 3 * PAGE)}>{say("earlier")}</Button>
        </div>
      )}
    </Section>
  );
}

function EventLine({ event }: { event: CaseEvent }): ReactNode {
  const say = useText(timelineText);
  const label = useLabel();
  const eventLabel = useEventLabel();
  const { ground, words } = wordsOf(event);
  return (
    <li className="stack-tight">
      <div className="row spread">
        <span>
          {eventLabel(event.type)}{" "}
          <span className="muted small">
            {event.actorRole === "MODERATOR" ? say("platform") : label("ActorRole", event.actorRole)}
            {event.clientName && ` · ${event.clientName}`}
          </span>
        </span>
        <span className="muted small">
          <Time at={event.at} />
        </span>
      </div>
      {ground && <p className="small">{label("RefusalGround", ground)}</p>}
      {words && <blockquote className="prose small">{words}</blockquote>}
    </li>
  );
}

/** The particulars of an event that hold text written by its author. */
const WRITTEN = ["reason", "statement", "text", "note", "proof", "newFacts"];

export function wordsOf({ type, data }: CaseEvent): { ground: string | null; words: string | null } {
  const written = WRITTEN.map((name) => data[name]).find((value) => typeof value === "string" && value !== "");
  const ground = type === "COMPLAINT_REFUSED" ? data.ground : null;
  return {
    ground: typeof ground === "string" ? ground : null,
    words: typeof written === "string" ? written : null,
  };
}
