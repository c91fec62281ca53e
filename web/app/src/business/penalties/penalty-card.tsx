import type { ReactNode } from "react";
import { Link } from "react-router";
import { Badge } from "../../design/badge";
import { Countdown, Time } from "../../design/time";
import { formatMoney } from "../../text/format";
import { useLabel } from "../../text/room-labels";
import { defineText, useText } from "../../text/language";
import { Hearing } from "./hearing";
import { PayFine } from "./pay-fine";
import type { ClaimedPaymentFragment, OwnPenaltyFragment } from "./penalties.generated";
import { FINE_TONE, PENALTY_TONE } from "../tones";

const text = defineText("ownPenalty", {
  en: {
    why: "Why",
    threshold: "{{count, counted(one: point; other: points)}} reached",
    ruling: "Ruling",
    effect: "What it does",
    starts: "From",
    SCHEDULED: "once the ruling is final",
    AWAITING_APPROVAL: "once those who did not decide the case have approved it",
    STAYED: "not while the appeal is decided",
    never: "it never took effect",
    course: "To your courses",
    ends: "Until",
    listing: "Only",
    instead: "Replaced by",
    fine: "Contract charge",
    due: "To be paid by",
    paid: "Paid",
    WARNING: "It stays on record and ends by itself. It has no other effect.",
    PUBLIC_NOTICE: "It is shown on your page until it ends, and stays in the public register.",
    RANK_DEMOTION: "Your listings rank after those of others in search.",
    MANDATORY_TRAINING:
      "A course must be passed. Until it is, nothing can be listed: neither new listings nor those taken down.",
    FINE: "It is paid from the deposit or by transfer; when it is not paid in time, it is taken from the deposit.",
    LISTING_FREEZE: "Frozen listings cannot be ordered. They are automatically available again afterwards.",
    SUSPENSION: "Nothing can be published or sold. Cases can be answered, and orders performed.",
    TERMINATION: "The cooperation ends, and nobody is admitted with this licence again.",
  },
  zh: {
    why: "原因",
    threshold: "积分达到 {{count}} 分",
    ruling: "相关处理决定",
    effect: "影响",
    starts: "生效时间",
    SCHEDULED: "处理决定生效之时",
    AWAITING_APPROVAL: "待未参与该案的主管批准之后",
    STAYED: "申诉期间暂缓执行",
    never: "从未生效",
    course: "前往培训课程",
    ends: "结束时间",
    listing: "仅限",
    instead: "已由以下处理措施取代",
    fine: "违约金",
    due: "缴纳期限",
    paid: "缴清时间",
    WARNING: "记录在案，到期自动结束，无其他影响。",
    PUBLIC_NOTICE: "在公示栏公开；在您的页面展示至到期。",
    RANK_DEMOTION: "您的商品在搜索结果中排在其他店铺之后。",
    MANDATORY_TRAINING: "须通过指定课程；通过之前不能上架商品，包括新商品和已下架的商品。",
    FINE: "可从保证金扣缴或转账缴纳；逾期未缴的，从保证金中扣除。",
    LISTING_FREEZE: "被冻结的商品不可下单，到期自动恢复。",
    SUSPENSION: "不能发布、不能销售；仍可答复投诉、履行订单。",
    TERMINATION: "终止合作，任何人不得再凭该营业执照入驻。",
  },
});

/** May take effect yet. */
const AHEAD = ["SCHEDULED", "AWAITING_APPROVAL", "STAYED"] as const;

interface Props {
  penalty: OwnPenaltyFragment;
  /** A transfer that was recorded, and that the platform has yet to see. */
  claim: ClaimedPaymentFragment | undefined;
}

export function PenaltyCard({ penalty, claim }: Props): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { kind, status, cause, threshold, reason, startsAt, endsAt, listing, ruling, supersededBy } = penalty;
  const complaint = ruling?.complaint;
  return (
    <li className="card stack-tight">
      <div className="row spread">
        <h3>{label("PenaltyKind", kind)}</h3>
        <Badge tone={PENALTY_TONE[status]}>{label("PenaltyStatus", status)}</Badge>
      </div>
      <p className="prose">{reason}</p>
      <dl className="facts small">
        <dt>{say("why")}</dt>
        <dd>{threshold ? say("threshold", { count: threshold }) : label("PenaltyCause", cause)}</dd>
        {complaint && (
          <>
            <dt>{say("ruling")}</dt>
            <dd>
              <Link to={`/cases/${complaint.id}`}>{complaint.title}</Link>
            </dd>
          </>
        )}
        <dt>{say("effect")}</dt>
        <dd>
          {say(kind)}{" "}
          {kind === "MANDATORY_TRAINING" && status === "ACTIVE" && <Link to="../courses">{say("course")}</Link>}
        </dd>
        {listing && (
          <>
            <dt>{say("listing")}</dt>
            <dd>
              <Link to={`/listings/${listing.id}`}>{listing.title}</Link>
            </dd>
          </>
        )}
        <dt>{say("starts")}</dt>
        <dd>{startsAt ? <Time at={startsAt} /> : say(AHEAD.find((each) => each === status) ?? "never")}</dd>
        {endsAt && (
          <>
            <dt>{say("ends")}</dt>
            <dd className="row">
              <Time at={endsAt} />
              {status === "ACTIVE" && <Countdown until={endsAt} />}
            </dd>
          </>
        )}
        {supersededBy && (
          <>
            <dt>{say("instead")}</dt>
            <dd>{label("PenaltyKind", supersededBy.kind)}</dd>
          </>
        )}
        <FineFacts penalty={penalty} />
      </dl>
      {penalty.availableActions.some(({ action }) => action === "PAY_FINE") && (
        <PayFine penalty={penalty} claim={claim} />
      )}
      <Hearing penalty={penalty} />
    </li>
  );
}

function FineFacts({ penalty: { fine, amount } }: { penalty: OwnPenaltyFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const howMuch = fine?.amount ?? amount;
  if (!howMuch) return null;
  return (
    <>
      <dt>{say("fine")}</dt>
      <dd className="row">
        <strong className="numeric">{formatMoney(howMuch)}</strong>
        {fine && <Badge tone={FINE_TONE[fine.status]}>{label("FineStatus", fine.status)}</Badge>}
      </dd>
      {fine && (fine.status === "DUE" || fine.status === "OVERDUE") && (
        <>
          <dt>{say("due")}</dt>
          <dd className="row">
            <Time at={fine.dueAt} />
            <Countdown until={fine.dueAt} />
          </dd>
        </>
      )}
      {fine?.paidAt && (
        <>
          <dt>{say("paid")}</dt>
          <dd className="row">
            <Time at={fine.paidAt} />
            {fine.paidBy && <span>{label("FinePayment", fine.paidBy)}</span>}
            {fine.reference}
          </dd>
        </>
      )}
    </>
  );
}
