import type { ComplaintAction, ComplaintStatus } from "../api/schema.generated";
import { isPlaced } from "./action-places";
import type { AvailableAction, Case } from "./case-context";

/** What a case asks of somebody, the most pressing first; all else can be done and is not waited for. */
const ASKED: readonly ComplaintAction[] = [
  "ACCEPT_OFFER",
  "SUPPLY_INFORMATION",
  "ANSWER_EVIDENCE_REQUEST",
  "CONFIRM_SETTLEMENT",
  "CONFIRM_REMEDY",
  "FILE_SETTLEMENT_PROOF",
  "FILE_REMEDY_PROOF",
  "ANSWER_APPEAL",
  "SHIP_RETURN",
  "RECEIVE_RETURN",
  "SUBMIT_DEFENCE",
];

/** What stands beside it, in this order, before everything else that is possible. */
const BESIDE: readonly ComplaintAction[] = [
  "COUNTER_OFFER",
  "DECLINE_OFFER",
  "CONTEST_SETTLEMENT",
  "CONTEST_REMEDY",
  "CONTEST_RETURN",
  "CONTEST_COMPENSATION",
  "REPORT_COMPENSATION_MISSING",
  "ESCALATE",
  "CLOSE_EVIDENCE",
  "MAKE_OFFER",
  "CONCEDE",
  "APPEAL",
  "GIVE_VERDICT",
  "REOPEN",
];

const SHOWN = 3;

export interface Turn {
  /** The viewer is the one who is waited for. */
  mine: boolean;
  /** At most three for a party; the first is what is asked, if anything is. */
  first: readonly AvailableAction[];
  /** Possible, but not what matters now; and what is not possible, with its reason. */
  others: readonly AvailableAction[];
}

type Standing = Pick<Case, "availableActions" | "status" | "viewerSide" | "providerFirstResponseAt">;

/** What the viewer is waited for to do, of what they can do now; first what they must. */
export function askedOf({
  availableActions,
  status,
  viewerSide,
  providerFirstResponseAt,
}: Standing): AvailableAction[] {
  const unanswered = status === "NEGOTIATING" && viewerSide === "PROVIDER" && providerFirstResponseAt === null;
  return availableActions
    .filter(
      ({ action, mandatory, unavailableBecause }) =>
        !unavailableBecause &&
        (mandatory ||
          ASKED.includes(action) ||
          (unanswered && action === "MAKE_OFFER") ||
          (status === "EVIDENCE" && action === "SUBMIT_EVIDENCE")),
    )
    .sort((a, b) => Number(b.mandatory) - Number(a.mandatory));
}

export function turnOf(complaint: Case): Turn {
  const { availableActions, viewerSide } = complaint;
  const open = availableActions.filter(({ unavailableBecause }) => !unavailableBecause);
  const waited = askedOf(complaint);
  const asked = (one: AvailableAction): boolean => waited.includes(one);
  const rank = (one: AvailableAction): number => {
    if (one.mandatory) return 0;
    if (asked(one)) return 1 + (ASKED.includes(one.action) ? ASKED.indexOf(one.action) : ASKED.length);
    const beside = BESIDE.indexOf(one.action);
    return beside < 0 ? 1_000 : 100 + beside;
  };
  // What has a place of its own on the page is done there.
  const here = open
    .filter((one) => asked(one) || !isPlaced(one.action) || viewerSide === null)
    .sort((a, b) => rank(a) - rank(b));
  const first = viewerSide === null ? here : here.filter((one) => rank(one) < 1_000).slice(0, SHOWN);
  return {
    mine: waited.length > 0,
    first,
    others: availableActions.filter((one) => !first.includes(one) && (one.unavailableBecause || here.includes(one))),
  };
}

/** The next thing that happens by itself and changes something: the end of the offer, or of the state. */
export function nextByItself({ automaticActs, offers }: Case): Case["automaticActs"][number] | undefined {
  const isOpen = offers.nodes.some(({ status }) => status === "OPEN");
  return (
    (isOpen && automaticActs.find(({ action }) => action === "OFFER_EXPIRES")) ||
    (automaticActs.find(({ to }) => to !== null) ?? automaticActs[0])
  );
}

/** Whose move it is when nobody is asked for anything. */
export const WHOSE: Record<ComplaintStatus, "other" | "platform" | "provider" | "outside" | "nobody"> = {
  NEGOTIATING: "other",
  SETTLING: "provider",
  SUBMITTED: "platform",
  INFO_REQUESTED: "other",
  EVIDENCE: "other",
  UNDER_REVIEW: "platform",
  RULED: "provider",
  APPEALED: "platform",
  ENFORCING: "provider",
  STAYED: "outside",
  CLOSED: "nobody",
};

/** In these states somebody still has a move. */
export const OPEN_STATES = (Object.keys(WHOSE) as ComplaintStatus[]).filter((status) => WHOSE[status] !== "nobody");
