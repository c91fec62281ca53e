import { Penalty } from "../../adjudication/penalties/penalty.entity";
import { actsAt } from "../../adjudication/measures/penalty-schedule.pure";
import type { Tx } from "../../platform/database/tx";
import type { EventOf } from "../../platform/database/event.entity";
import type { Projection } from "../../platform/feed/projection";
import { Provider } from "../../market/providers/provider.entity";
import { isAdmitted } from "../../market/providers/provider.policy";
import { coursesFor, foundBroken } from "./course.queries";
import { enrol, takeBack } from "./enrol";
import { Enrolment } from "./enrolment.entity";
import { isToBePassed } from "./enrolment-schedule.pure";
import { courseFor } from "./training.policy";

type OfAdmission = "PROVIDER_REGISTERED" | "PROVIDER_ADMITTED";
type OfPenalty = `PENALTY_${"STARTED" | "RESUMED" | "RESTORED" | "STAYED" | "SUPERSEDED" | "REVERSED" | "WITHDRAWN"}`;

/** Who is admitted is to learn how the platform works; who is punished with training, what it did not know. */
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
  async apply(tx, event) {
    if (event.type === "PROVIDER_REGISTERED" || event.type === "PROVIDER_ADMITTED") await welcome(tx, event);
    else if (event.data.kind === "MANDATORY_TRAINING") await followPenalty(tx, event);
  },
};

/** What the system registers by itself, e.g. an import, was admitted elsewhere. */
async function welcome(tx: Tx, { streamId, actorId }: EventOf<OfAdmission>): Promise<void> {
  if (actorId === null) return;
  const provider = await tx.lock(Provider, streamId);
  if (!provider || !isAdmitted(provider)) return;
  const known = new Set((await tx.find(Enrolment, { providerId: provider.id })).map(({ courseId }) => courseId));
  for (const { courseId } of await coursesFor(tx, "ONBOARDING"))
    if (!known.has(courseId)) await enrol(tx, provider, { courseId, reason: "ONBOARDING" });
}

/** Brings the enrolment in line with the penalty as it stands now, whatever the event said. */
async function followPenalty(tx: Tx, event: EventOf<OfPenalty>): Promise<void> {
  const provider = await tx.lock(Provider, event.streamId);
  const penalty = await tx.byId(Penalty, event.data.penaltyId);
  if (!provider || !penalty) return;
  const open = (await tx.find(Enrolment, { penaltyId: penalty.id })).find(isToBePassed);
  const acts = actsAt(penalty, tx.now);
  if (open && !acts) takeBack(tx, provider, open);
  if (open || !acts) return;
  const course = courseFor(await coursesFor(tx, "RULING"), await foundBroken(tx, penalty.rulingId));
  // There always is one: see publish-course.ts.
  if (course) await enrol(tx, provider, { courseId: course.courseId, reason: "MANDATORY", penaltyId: penalty.id });
}
