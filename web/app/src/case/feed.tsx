import {
  ArrowDown,
  Check,
  CheckCheck,
  FileText,
  Handshake,
  Image,
  MessageCircleQuestion,
  Milestone as MilestoneIcon,
} from "lucide-react";
import { useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { Avatar } from "../design/avatar";
import { Badge, type Tone } from "../design/badge";
import { Button } from "../design/button";
import { Earlier } from "../design/earlier";
import { Icon } from "../design/icon";
import { Mark } from "../design/mark";
import { Countdown, Time, TimeOfDay } from "../design/time";
import type { OfferStatus } from "../api/schema.generated";
import { colon, formatDate } from "../text/format";
import { useText } from "../text/language";
import { useEventLabel } from "../text/event-type-label";
import { useLabel } from "../text/labels";
import { ActionsHere } from "./actions-now";
import { agreementText } from "./agreement.text";
import { useCase, type Case, type CaseEvent } from "./case-context";
import {
  EarlierMessagesDocument,
  EarlierOffersDocument,
  EarlierRequestsDocument,
  type MessageShownFragment,
  type OfferShownFragment,
  type RequestShownFragment,
} from "./case.generated";
import styles from "./case.module.css";
import { caseText } from "./case.text";
import { Composer } from "./composer";
import { later } from "../design/later";
import type { EvidencePieceFragment } from "../evidence/evidence.generated";
import { OfferTerms } from "./offer-terms";
import { wordsOf } from "./timeline";
import { useTellSeen } from "./use-tell-seen";
import { useWaitingHere, WaitingMessages } from "./waiting-messages";

const EvidenceViewer = later(() => import("../evidence/evidence-viewer"));

/** What was said, offered, asked and handed in, and what happened, in one stream by time. */
export function Feed(): ReactNode {
  const say = useText(caseText);
  const { complaint } = useCase();
  const { messages, offers, requests, evidence } = complaint;
  const count = messages.nodes.length + offers.nodes.length + requests.nodes.length + evidence.nodes.length;
  const waiting = useWaitingHere().length;
  return (
    <section id="conversation" tabIndex={-1} aria-label={say("thread")}>
      <Newest count={count + waiting}>
        <EarlierOffers {...offers} />
        <EarlierRequests {...requests} />
        <Said messages={messages} until={null} />
        <WaitingMessages />
      </Newest>
      <Composer />
    </section>
  );
}

const NEAR_PX = 80;

/** The newest is in view; who reads further up is told that something came, and is not moved. */
function Newest({ count, children }: { count: number; children: ReactNode }): ReactNode {
  const say = useText(caseText);
  const ref = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const was = useRef(0);
  const [follows, setFollows] = useState(true);
  const [seen, setSeen] = useState(count);
  if (follows && seen !== count) setSeen(count);
  // How high something is that is not in view is a guess until it comes into view: the end is further down than it was.
  useLayoutEffect(() => {
    if (!follows || !content.current) return undefined;
    const watch = new ResizeObserver(() => ref.current?.scrollTo({ top: ref.current.scrollHeight }));
    watch.observe(content.current);
    return () => watch.disconnect();
  }, [follows]);
  useTellSeen(follows);
  return (
    <div className={styles.feedFrame}>
      <div
        ref={ref}
        className={styles.feed}
        role="log"
        aria-label={say("thread")}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, by the keyboard too
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          if (scrollHeight - scrollTop - clientHeight < NEAR_PX) setFollows(true);
          else if (scrollTop < was.current) setFollows(false);
          was.current = scrollTop;
        }}
      >
        <div ref={content} className={styles.said}>
          {children}
        </div>
      </div>
      {count > seen && (
        <div className={styles.more}>
          <Button onClick={() => setFollows(true)}>
            <Icon of={ArrowDown} size={16} />
            {say("newBelow", { count: count - seen })}
          </Button>
        </div>
      )}
    </div>
  );
}

/** A page of messages with what lies between them, and before it those that came earlier, when they are asked for. */
function Said({
  messages: { nodes, pageInfo },
  until,
}: {
  messages: Case["messages"];
  until: string | null;
}): ReactNode {
  const say = useText(caseText);
  const { complaint, events } = useCase();
  const since = pageInfo.hasPreviousPage ? (nodes[0]?.sentAt ?? null) : null;
  const within = ({ at }: { at: string }): boolean => (since === null || at >= since) && (until === null || at < until);
  const items = [
    ...nodes.map((message) => ({ at: message.sentAt, key: message.id, show: <MessageLine message={message} /> })),
    ...[
      ...complaint.offers.nodes.map((offer) => ({
        at: offer.madeAt,
        key: offer.id,
        show: <OfferCard offer={offer} />,
      })),
      ...complaint.requests.nodes.map((request) => ({
        at: request.askedAt,
        key: request.id,
        show: <RequestCard request={request} />,
      })),
      ...arrivedOf(complaint.evidence).map((piece) => ({
        at: piece.storedAt ?? piece.createdAt,
        key: piece.id,
        show: <EvidenceLine piece={piece} />,
      })),
      ...events
        .filter(isMilestone)
        .map((event) => ({ at: event.at, key: event.id, show: <MilestoneLine event={event} /> })),
    ].filter(within),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return (
    <>
      <Earlier caseId={complaint.id} pageInfo={pageInfo} query={EarlierMessagesDocument} label={say("earlierMessages")}>
        {({ messages }) => <Said messages={messages} until={since} />}
      </Earlier>
      <ol className={styles.items}>
        {items.map(({ key, at, show }, index) => (
          <li key={key}>
            {dayOf(at) !== dayOf(items[index - 1]?.at ?? null) && <p className={styles.day}>{dayOf(at)}</p>}
            {show}
          </li>
        ))}
      </ol>
    </>
  );
}

const dayOf = (at: string | null): string | null => (at === null ? null : formatDate(at));

const arrivedOf = ({ nodes }: Case["evidence"]): EvidencePieceFragment[] =>
  nodes.filter(({ storedAt }) => storedAt !== null);

/** They stand in the feed themselves, or beside what does. */
const SHOWN_ITSELF = /^(MESSAGES?_|OFFER_|INFORMATION_|EVIDENCE_REQUEST|EVIDENCE_SUBMITTED)/;

/** What changed the state of the case, and what somebody gave reasons for. */
const isMilestone = (event: CaseEvent): boolean =>
  !SHOWN_ITSELF.test(event.type) &&
  (event.type === "COMPLAINT_OPENED" || typeof event.data.to === "string" || wordsOf(event).words !== null);

function MilestoneLine({ event }: { event: CaseEvent }): ReactNode {
  const label = useLabel();
  const eventLabel = useEventLabel();
  const { complaint } = useCase();
  const { ground, words } = wordsOf(event);
  // What the case is about is what whoever reads it first looks for.
  const said = event.type === "COMPLAINT_OPENED" ? complaint.story : words;
  return (
    <div className="stack-tight">
      <p className={styles.milestone}>
        <Icon of={MilestoneIcon} size={14} />
        <span>{eventLabel(event.type)}</span>
        {ground && <span>{label("RefusalGround", ground)}</span>}
        <TimeOfDay at={event.at} />
      </p>
      {said && <blockquote className="prose small">{said}</blockquote>}
    </div>
  );
}

/** Whether the other side has seen one's own message: of what is not for it, nothing is said. */
function Receipt({ sentAt, visibility }: MessageShownFragment): ReactNode {
  const say = useText(caseText);
  const { viewerSide, seenMarks } = useCase().complaint;
  if (viewerSide === null || visibility !== "PARTIES") return null;
  const seen = seenMarks.some(({ side, upTo }) => side !== viewerSide && sentAt <= upTo);
  return (
    <span className={styles.receipt}>
      <Icon of={seen ? CheckCheck : Check} size={12} />
      {say(seen ? "seen" : "sent")}
    </span>
  );
}

/** A piece of evidence where it was handed in; it opens in place. */
function EvidenceLine({ piece }: { piece: EvidencePieceFragment }): ReactNode {
  const say = useText(caseText);
  const label = useLabel();
  const { complaint } = useCase();
  const [looking, setLooking] = useState<string | null>(null);
  const { id, side, title, kind, mediaType, storedAt } = piece;
  return (
    <div className={styles.message} data-mine={side === complaint.viewerSide || undefined}>
      <div className={styles.bubble}>
        <button type="button" className={styles.handedIn} onClick={() => setLooking(id)}>
          <Icon of={mediaType?.startsWith("image/") ? Image : FileText} />
          <span>
            <span className="visually-hidden">{say("openPiece") + colon()}</span>
            {title} <span className="small muted">{label("EvidenceKind", kind)}</span>
          </span>
        </button>
        <p className={styles.meta}>
          <span>{label("Side", side)}</span>
          {storedAt && <TimeOfDay at={storedAt} />}
        </p>
      </div>
      {looking !== null && (
        <EvidenceViewer
          pieces={arrivedOf(complaint.evidence)}
          id={looking}
          onLook={setLooking}
          onClose={() => setLooking(null)}
        />
      )}
    </div>
  );
}

function MessageLine({ message }: { message: MessageShownFragment }): ReactNode {
  const { side, visibility, text, sentAt } = message;
  const label = useLabel();
  const { complaint } = useCase();
  const names = { CONSUMER: complaint.consumerName, PROVIDER: complaint.provider.legalName, PLATFORM: "Redress" };
  const mine = side === (complaint.viewerSide ?? "PLATFORM");
  return (
    <div className={styles.message} data-mine={mine || undefined}>
      {!mine && side === "PROVIDER" && <Mark id={complaint.provider.id} name={names[side]} size="small" />}
      {!mine && side !== "PROVIDER" && <Avatar name={names[side]} />}
      <div className={styles.bubble}>
        <p className={`prose ${styles.words}`}>{text}</p>
        <p className={styles.meta}>
          <span className="visually-hidden">{label("MessageAuthor", side)} </span>
          {!mine && <span>{names[side]}</span>}
          <TimeOfDay at={sentAt} />
          {mine && <Receipt {...message} />}
          {visibility !== "PARTIES" && <Badge tone="info">{label("MessageVisibility", visibility)}</Badge>}
        </p>
      </div>
    </div>
  );
}

const TONES: Partial<Record<OfferStatus, Tone>> = { OPEN: "warn", ACCEPTED: "good" };

function OfferCard({ offer }: { offer: OfferShownFragment }): ReactNode {
  const say = useText(agreementText);
  const label = useLabel();
  const { complaint } = useCase();
  const countered = complaint.offers.nodes.find(({ id }) => id === offer.countersOfferId);
  const open = offer.status === "OPEN";
  return (
    <article
      className={styles.offer}
      data-open={open || undefined}
      aria-label={say("number", { number: offer.number })}
    >
      <p className="row">
        <Icon of={Handshake} />
        <strong>{say("number", { number: offer.number })}</strong>
        <span>{say("by", { side: label("MessageAuthor", offer.madeBySide) })}</span>
        <Badge tone={TONES[offer.status] ?? "muted"}>{label("OfferStatus", offer.status)}</Badge>
        {open && <Countdown until={offer.expiresAt} />}
        {open && offer.acceptedBySide && (
          <Badge tone="good">{say("acceptedBy", { side: label("Side", offer.acceptedBySide) })}</Badge>
        )}
        {countered && <span className="muted small">{say("counters", { number: countered.number })}</span>}
      </p>
      <OfferTerms offer={offer} />
      {offer.answer && <p className="prose muted">{offer.answer}</p>}
      <p className="muted small">
        <Time at={offer.madeAt} />
      </p>
      {open && <ActionsHere of={["ACCEPT_OFFER", "COUNTER_OFFER", "DECLINE_OFFER", "WITHDRAW_OFFER"]} />}
    </article>
  );
}

function EarlierOffers({ pageInfo }: Case["offers"]): ReactNode {
  const say = useText(agreementText);
  const { id } = useCase().complaint;
  return (
    <Earlier caseId={id} pageInfo={pageInfo} query={EarlierOffersDocument} label={say("earlierOffers")}>
      {({ offers }) => (
        <>
          <EarlierOffers {...offers} />
          {offers.nodes.map((offer) => (
            <OfferCard key={offer.id} offer={offer} />
          ))}
        </>
      )}
    </Earlier>
  );
}

function RequestCard({ request }: { request: RequestShownFragment }): ReactNode {
  const say = useText(caseText);
  const label = useLabel();
  const open = !request.answeredAt && !request.missedAt && !request.lapsedAt;
  return (
    <article className={styles.offer} data-open={open || undefined} aria-label={say("requests")}>
      <p className="row">
        <Icon of={MessageCircleQuestion} />
        <strong>{label("CaseRequestKind", request.kind)}</strong>
        <span>{label("Side", request.addressedTo)}</span>
        {open && <Countdown until={request.dueAt} />}
        {request.missedAt && <Badge tone="bad">{say("missed")}</Badge>}
        {request.lapsedAt && <Badge>{say("lapsed")}</Badge>}
        {open && !request.mandatory && <Badge>{say("voluntary")}</Badge>}
      </p>
      <p className="prose">{request.text}</p>
      <p className="muted small">
        {say("answerBy")} <Time at={request.dueAt} />
      </p>
      {request.answer && (
        <blockquote className={styles.promise}>
          {request.answeredAt && (
            <p className="muted small">
              <Time at={request.answeredAt} />
            </p>
          )}
          {request.answer}
        </blockquote>
      )}
      {open && <ActionsHere of={["SUPPLY_INFORMATION", "ANSWER_EVIDENCE_REQUEST"]} />}
    </article>
  );
}

function EarlierRequests({ pageInfo }: Case["requests"]): ReactNode {
  const say = useText(caseText);
  const { id } = useCase().complaint;
  return (
    <Earlier caseId={id} pageInfo={pageInfo} query={EarlierRequestsDocument} label={say("earlierRequests")}>
      {({ requests }) => (
        <>
          <EarlierRequests {...requests} />
          {requests.nodes.map((request) => (
            <RequestCard key={request.id} request={request} />
          ))}
        </>
      )}
    </Earlier>
  );
}
