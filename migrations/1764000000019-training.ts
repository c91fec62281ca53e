import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  addHouseRules,
  code,
  createTable,
  dropHouseRules,
  id,
  instant,
  integer,
  json,
  optional,
  ref,
  text,
} from "./table";

const HOUSE_RULES: Record<string, Record<string, number>> = {
  "training.due.ONBOARDING": { days: 30 },
  "training.due.MANDATORY": { days: 14 },
  "training.due.ASSIGNED": { days: 30 },
  "training.reminder": { days: 3 },
  "training.attempt": { hours: 2 },
  "training.attemptPause": { hours: 24 },
  "guides.suggested": { count: 3 },
};

/** Courses for providers, who is to pass them, and guides. */
export class Training1764000000019 implements MigrationInterface {
  name = "Training1764000000019";

  async up(runner: QueryRunner): Promise<void> {
    await createCourses(runner);
    await createEnrolments(runner);
    await createGuides(runner);
    await addHouseRules(runner, HOUSE_RULES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropHouseRules(runner, HOUSE_RULES);
    for (const table of [
      ...["guide_version", "guide", "course_attempt", "enrolment"],
      ...["course_question", "course_lesson", "course_version", "course"],
    ])
      await runner.dropTable(table);
  }
}

async function createCourses(runner: QueryRunner): Promise<void> {
  await createTable(runner, "course", [id(), code("code", 64), instant("created_at")], { unique: [["code"]] });
  await createTable(
    runner,
    "course_version",
    [
      id(),
      ref("course_id", "course"),
      integer("version"),
      code("status"),
      json("title"),
      json("summary"),
      code("assignment"),
      code("taken_by"),
      integer("pass_mark"),
      json("rule_codes"),
      json("promise_kinds"),
      optional(ref("saved_by_id", "account")),
      instant("saved_at"),
      optional(instant("published_at")),
    ],
    { unique: [["course_id", "version"]], index: [["status", "id"], ["saved_by_id"]] },
  );
  await createTable(
    runner,
    "course_lesson",
    [id(), ref("course_version_id", "course_version"), integer("position"), json("title"), json("text")],
    { index: [["course_version_id", "position"]] },
  );
  await createTable(
    runner,
    "course_question",
    [
      id(),
      ref("course_version_id", "course_version"),
      integer("position"),
      json("text"),
      json("options"),
      json("explanation"),
    ],
    { index: [["course_version_id", "position"]] },
  );
}

async function createEnrolments(runner: QueryRunner): Promise<void> {
  await createTable(
    runner,
    "enrolment",
    [
      id(),
      ref("provider_id", "provider"),
      ref("course_id", "course"),
      code("reason"),
      optional(ref("penalty_id", "penalty")),
      optional(ref("assigned_by_id", "account")),
      optional(text("note")),
      code("status"),
      instant("assigned_at"),
      instant("due_at"),
      optional(instant("remind_at")),
      optional(instant("passed_at")),
      optional(instant("cancelled_at")),
      optional(text("cancel_reason")),
    ],
    {
      index: [
        ["provider_id", "assigned_at", "id"],
        ["status", "assigned_at", "id"],
        ["assigned_at", "id"],
        ["status", "due_at"],
        ["status", "remind_at"],
        ["course_id"],
        ["penalty_id"],
        ["assigned_by_id"],
      ],
    },
  );
  await createTable(
    runner,
    "course_attempt",
    [
      id(),
      ref("enrolment_id", "enrolment"),
      ref("course_version_id", "course_version"),
      ref("account_id", "account"),
      instant("started_at"),
      instant("expires_at"),
      optional(instant("submitted_at")),
      optional(json("answers")),
      optional(integer("percent")),
      optional(integer("passed")),
    ],
    { index: [["enrolment_id", "id"], ["course_version_id"], ["account_id"]] },
  );
}

async function createGuides(runner: QueryRunner): Promise<void> {
  await createTable(
    runner,
    "guide",
    [id(), code("code", 64), code("audience"), instant("created_at"), optional(instant("withdrawn_at"))],
    { unique: [["code"]] },
  );
  await createTable(
    runner,
    "guide_version",
    [
      id(),
      ref("guide_id", "guide"),
      integer("version"),
      code("status"),
      json("title"),
      json("summary"),
      json("body"),
      json("breach_kinds"),
      json("case_states"),
      integer("before_case"),
      optional(ref("saved_by_id", "account")),
      instant("saved_at"),
      optional(instant("published_at")),
    ],
    { unique: [["guide_id", "version"]], index: [["status", "id"], ["saved_by_id"]] },
  );
}
