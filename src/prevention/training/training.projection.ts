import { measureOf } from "../../house-rules/measures.table";
import { terminatedAmong } from "../../market/providers/terminated.queries";
import { Penalty } from "../../adjudication/penalties/penalty.entity";
import { actsAt } from "../../adjudication/measures/penalty-schedule.pure";
import type { Tx } from "../../platform/database/tx";
import type { EventOf } from "../../platform/database/event.entity";
import type { Projection } from "../../platform/feed/projection";
import { Provider } from "../../market/providers/provider.entity";
import { isAdmitted } from "../../market/providers/provider.pure";
import { coursesFor, foundBroken } from "./course.queries";
import { enrol } from "./enrol";
import { takeBack } from "./take-back";
import { Enrolment } from "./enrolment.entity";
import { isToBePassed } from "./enrolment-schedule.pure";
import { courseFor } from "./training.pure";

type OfAdmission = "PROVIDER_REGISTERED" | "PROVIDER_ADMITTED";
type OfPenalty = `PENALTY_${"STARTED" | "RESUMED" | "RESTORED" | "STAYED" | "SUPERSEDED" | "REVERSED" | "WITHDRAWN"}`;

/** Assigns training to providers on admission (how the platform works) and on a training penalty (what they did not know). */
export const trainingProjection: Projection<OfAdmission | OfPenalty> = {
  name: "training",
  types: new Set([
    "PROVIDER_REGISTERED",
    "PROVIDER_ADMITTED",
    "PENALTY_STARTED",
    "PENALTY_RESUMED",
    "PENALTY_RESTORED",
    "PENALTY_STAYED",
    "PENALTY_SUPERSEDED",
    "PENALTY_REVERSED",
    "PENALTY_WITHDRAWN",
  ]),
  wants: (event) => isOfAdmission(event) || event.data.kind === "MANDATORY_TRAINING" || endsCooperation(event.data),
  async apply(tx, event) {
    await (isOfAdmission(event) ? welcome(tx, event) : followPenalty(tx, event));
  },
};

const isOfAdmission = (event: EventOf<OfAdmission> | EventOf<OfPenalty>): event is EventOf<OfAdmission> =>
  event.type === "PROVIDER_REGISTERED" || event.type === "PROVIDER_ADMITTED";

const endsCooperation = ({ kind }: Pick<Penalty, "kind">): boolean => measureOf(kind).restricts === "COOPERATION";

/** Providers registered by the system itself, e.g. by an import, were admitted elsewhere. */
async function welcome(tx: Tx, { streamId, actorId }: EventOf<OfAdmission>): Promise<void> {
  if (actorId === null) return;
  const provider = await tx.lock(Provider, streamId);
  if (!provider || !isAdmitted(provider)) return;
  const known = new Set((await tx.find(Enrolment, { providerId: provider.id })).map(({ courseId }) => courseId));
  for (const { courseId } of await coursesFor(tx, "ONBOARDING"))
    if (!known.has(courseId)) await enrol(tx, provider, { courseId, reason: "ONBOARDING" });
}

/**
 * Brings enrolments in line with the penalties' present state, whatever the event says. Whoever will never sell again need not learn how: that takes
 * back what it was to pass, and its reversal assigns that again.
 */
async function followPenalty(tx: Tx, { streamId, data }: EventOf<OfPenalty>): Promise<void> {
  const provider = await tx.lock(Provider, streamId);
  if (!provider) return;
  const concerned = endsCooperation(data)
    ? { providerId: provider.id, kind: "MANDATORY_TRAINING" as const }
    : { id: data.penaltyId };
  const isTerminated = (await terminatedAmong(tx, [provider.id], tx.now)).size > 0;
  for (const penalty of await tx.find(Penalty, concerned, "ORDER BY id"))
    await followOne(tx, provider, penalty, !isTerminated && actsAt(penalty, tx.now));
}

async function followOne(tx: Tx, provider: Provider, penalty: Penalty, acts: boolean): Promise<void> {
  const open = (await tx.find(Enrolment, { penaltyId: penalty.id })).find(isToBePassed);
  if (open && !acts) takeBack(tx, provider, open);
  if (open || !acts) return;
  const course = courseFor(await coursesFor(tx, "RULING"), await foundBroken(tx, penalty.rulingId));
  // There always is one: see publish-course.ts.
  if (course) await enrol(tx, provider, { courseId: course.courseId, reason: "MANDATORY", penaltyId: penalty.id });
}
