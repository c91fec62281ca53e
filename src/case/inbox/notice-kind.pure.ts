import type { NoticeKind } from "../../accounts/contacts/contact-enums.types";
import type { LoggedEvent } from "../../platform/database/event.entity";
import { isIdOf } from "../../platform/ids";
import { Complaint } from "../complaints/complaint.entity";
import { DEADLINE_NOTICES, MONEY_NOTICES } from "./notice-kinds.table";

/** What a notice of that event is about. */
export function noticeKindOf({ type, streamId }: Pick<LoggedEvent, "type" | "streamId">): NoticeKind {
  if (DEADLINE_NOTICES.has(type)) return "DEADLINE";
  if (MONEY_NOTICES.has(type)) return "MONEY";
  return isIdOf(Complaint, streamId) ? "CASE" : "OTHER";
}
