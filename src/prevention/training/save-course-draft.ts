import type { Tx } from "../../platform/database/tx";
import { refuseDuplicates } from "../../accounts/account/refuse-duplicates";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { Problems } from "../../platform/problems";
import { Rule } from "../../adjudication/rules/rule.entity";
import { CourseVersion } from "./course-version.entity";
import { Course } from "./course.entity";
import type { SaveCourseDraftInput } from "./course.types";
import { refuseStaleDraft } from "./publication.pure";
import { writeCourseParts } from "./write-course-parts";

/** A course has one draft at a time, and each save writes all of it. */
export async function saveCourseDraft(
  tx: Tx,
  actor: Actor,
  input: SaveCourseDraftInput,
): Promise<{ courseVersionId: string }> {
  refuseUnanswerable(input);
  await refuseUnknownRules(tx, input.ruleCodes);
  const course = await lockCourse(tx, input.code);
  const latest = await tx.findOne(CourseVersion, { courseId: course.id }, "ORDER BY version DESC");
  refuseStaleDraft(latest, input.expectedSavedAt);
  const { assignment, takenBy, passMark, title, summary } = input;
  const content = {
    assignment,
    takenBy,
    passMark,
    title,
    summary,
    ruleCodes: [...new Set(input.ruleCodes)],
    promiseKinds: [...new Set(input.promiseKinds)],
    savedById: actor.accountId,
    savedAt: tx.now,
  };
  const draft = latest?.status === "DRAFT" ? latest : null;
  const id = draft?.id ?? newId(CourseVersion);
  if (draft) tx.change(draft, content);
  else
    tx.insert(CourseVersion, {
      ...content,
      id,
      courseId: course.id,
      version: (latest?.version ?? 0) + 1,
      status: "DRAFT",
      publishedAt: null,
    });
  writeCourseParts(tx, id, input);
  return { courseVersionId: id };
}

async function lockCourse(tx: Tx, code: string): Promise<{ id: string }> {
  const known = await tx.findOne(Course, { code });
  if (known) return (await tx.lock(Course, known.id)) ?? known;
  const id = newId(Course);
  tx.insert(Course, { id, code, createdAt: tx.now });
  await refuseDuplicates(tx, { uq_course_code: "input.code" });
  return { id };
}

function refuseUnanswerable({ questions }: SaveCourseDraftInput): void {
  const problems = new Problems();
  for (const [index, { options }] of questions.entries())
    if (!options.some(({ correct }) => correct))
      problems.wrong("training.noCorrectOption", `input.questions.${index}.options`);
  problems.throwAll();
}

async function refuseUnknownRules(tx: Tx, codes: readonly string[]): Promise<void> {
  const known = new Set((await tx.find(Rule, { code: codes })).map(({ code }) => code));
  const problems = new Problems();
  for (const [index, code] of codes.entries())
    if (!known.has(code)) problems.wrong("training.unknownRule", `input.ruleCodes.${index}`);
  problems.throwAll();
}
