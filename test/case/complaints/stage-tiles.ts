import type { Complaint } from "../../../src/case/complaints/complaint.entity";
import { movesOf, type Action, type ComplaintStatus } from "../../../src/case/complaints/complaint.lifecycle";
import type { StageRecord } from "../../../src/case/complaints/stage-record.entity";

/** Where the stage records of a case do not tile its time: numbered from 1, each beginning where the one before ended, the last one open. */
export function untiled({ id, status, statusSince }: Complaint, records: readonly StageRecord[]): string[] {
  const own = records.filter(({ complaintId }) => complaintId === id).sort((a, b) => a.number - b.number);
  const last = own.at(-1);
  const wrong = own.flatMap((record, index) => {
    const { number, stage, enteredAt, leftAt, leftBy, dueAt, lateAt } = record;
    const next = own[index + 1];
    // While a case is closed nobody works on it: the next record begins when it is reopened.
    const reopened = next?.stage === "SUBMITTED" && leftBy !== null && mayClose(leftBy, stage);
    return [
      ...(number === index + 1 ? [] : [`record ${index + 1} has the number ${number}`]),
      ...(stage === next?.stage && !reopened ? [`${stage} follows itself`] : []),
      ...(next && leftAt !== next.enteredAt && !reopened
        ? [`${stage} ends at ${leftAt}, ${next.stage} begins later`]
        : []),
      ...((leftAt === null) === (leftBy === null) ? [] : [`${stage} was left by ${leftBy} at ${leftAt}`]),
      ...(leftAt !== null && leftAt < enteredAt ? [`${stage} was left before it was entered`] : []),
      ...(dueAt === null && lateAt !== null ? [`${stage} is late without a deadline`] : []),
    ];
  });
  const open = own.filter(({ leftAt }) => leftAt === null);
  if (status === "CLOSED") {
    if (open.length > 0) wrong.push(`closed, and ${open[0]?.stage} is not over`);
    if (last?.leftAt !== statusSince)
      wrong.push(`closed at ${statusSince}, and the last record ends at ${last?.leftAt}`);
  } else {
    if (open.length !== 1 || open[0] !== last) wrong.push(`${open.length} records are open`);
    if (last?.stage !== status || last.enteredAt !== statusSince)
      wrong.push(`${status} since ${statusSince}, and the last record is ${last?.stage} since ${last?.enteredAt}`);
  }
  return wrong.map((what) => `${id}: ${what}`);
}

const mayClose = (action: Action, stage: ComplaintStatus): boolean =>
  movesOf(action).some(({ from, to }) => from.includes(stage) && to === "CLOSED");
