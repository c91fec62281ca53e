import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  addHouseRules,
  ascii,
  bigint,
  code,
  createTable,
  dropHouseRules,
  id,
  instant,
  integer,
  line,
  optional,
  ref,
  text,
} from "./table";

const HOUSE_RULES = {
  "factor.challenge": { minutes: 5, wrongCodes: 5 },
  "factor.setUp": { minutes: 10 },
  "factor.guesses": { wrongCodes: 10, minutes: 15 },
  "factor.count": { perPerson: 10, recoveryCodes: 10 },
  "factor.reset": { hours: 24 },
};

/** Authenticator apps, passkeys, recovery codes, and what keeps each of them from being used twice or guessed. */
export class SecondFactors1764000000027 implements MigrationInterface {
  name = "SecondFactors1764000000027";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "second_factor",
      [
        id(),
        ref("account_id", "account"),
        code("kind"),
        line("name", 60),
        instant("added_at"),
        optional(instant("last_used_at")),
        optional(text("secret")),
        optional(bigint("last_step")),
        optional(ascii("credential_hash", 64)),
        optional(text("credential_id")),
        optional(text("public_key")),
        optional(bigint("counter")),
      ],
      { unique: [["credential_hash"]], index: [["account_id"]] },
    );
    await createTable(
      runner,
      "recovery_code",
      [id(), ref("account_id", "account"), ascii("code_hash", 64), optional(instant("used_at"))],
      { unique: [["code_hash"]], index: [["account_id"]] },
    );
    await createTable(
      runner,
      "met_challenge",
      [id(), integer("wrong_codes"), optional(instant("used_at")), instant("expires_at")],
      { index: [["expires_at"]] },
    );
    await createTable(
      runner,
      "guess_count",
      [id(), ref("account_id", "account"), code("kind"), integer("wrong"), instant("since")],
      { unique: [["account_id", "kind"]] },
    );
    await createTable(
      runner,
      "factor_reset",
      [id(), ref("account_id", "account"), ref("asked_by_id", "account"), instant("asked_at")],
      { unique: [["account_id"]] },
    );
    await addHouseRules(runner, HOUSE_RULES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropHouseRules(runner, HOUSE_RULES);
    for (const table of ["factor_reset", "guess_count", "met_challenge", "recovery_code", "second_factor"])
      await runner.dropTable(table);
  }
}
