import type { MigrationInterface, QueryRunner } from "typeorm";
import { typeid } from "typeid-js";

/** The numbers of the lifecycle table and the desk, in force from the beginning. */
const HOUSE_RULES: Record<string, Record<string, number>> = {
  "clock.FIRST_RESPONSE": { hours: 48 },
  "clock.FIRST_RESPONSE_GRACE": { hours: 72 },
  "clock.NEGOTIATION": { days: 7 },
  "clock.OFFER_EXPIRY": { hours: 72 },
  "clock.SETTLEMENT_DUE": { days: 7 },
  "clock.SETTLEMENT_OBJECTION": { days: 7 },
  "clock.ADMISSIBILITY": { workingDays: 3 },
  "clock.ADMISSIBILITY_DEFAULT": { workingDays: 7 },
  "clock.INFORMATION": { workingDays: 5 },
  "clock.EVIDENCE_WINDOW": { workingDays: 5 },
  "clock.EVIDENCE_REQUEST": { workingDays: 3 },
  "clock.REVIEW": { workingDays: 10 },
  "clock.APPEAL_WINDOW": { days: 15 },
  "clock.APPEAL_DECISION": { workingDays: 10 },
  "clock.REMEDY_DUE": { days: 7 },
  "clock.REMEDY_OBJECTION": { days: 7 },
  "clock.STAY_REMINDER": { days: 30 },
  "escalation.opens": { hours: 72 },
  "filing.window": { days: 180 },
  "desk.lease": { minutes: 30 },
  "evidence.size": { bytes: 20_971_520 },
  "evidence.count": { perCaseAndSide: 50 },
  "fine.needsSecondApprover": { minorUnits: 1_000_000 },
  "penalty.beforeFinal": { days: 14 },
  "rule.notice": { days: 7 },
};

export class HouseRules1764000000001 implements MigrationInterface {
  name = "HouseRules1764000000001";

  async up(runner: QueryRunner): Promise<void> {
    for (const [code, value] of Object.entries(HOUSE_RULES)) {
      await runner.query("INSERT INTO policy_value (id, code, effective_from, value) VALUES (?, ?, 0, ?)", [
        typeid("pol").toString(),
        code,
        JSON.stringify(value),
      ]);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM policy_value WHERE effective_from = 0");
  }
}
