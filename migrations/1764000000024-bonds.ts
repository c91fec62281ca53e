import type { MigrationInterface, QueryRunner } from "typeorm";
import { typeid } from "typeid-js";
import { addHouseRules, code, createTable, dropHouseRules, id, instant, line, optional, ref } from "./table";

const HOUSE_RULES: Record<string, Record<string, number>> = {
  "invitation.answer": { days: 14 },
  "invitation.open": { count: 20 },
  "invitation.perDay": { count: 20 },
  "invitation.block": { days: 365 },
  "conflict.formerMember": { days: 730 },
  "conflict.ownCase": { days: 730 },
};

interface Told {
  stream_id: string;
  type: string;
  at: number | string;
  data: string;
}

/** Membership is offered and accepted, and who was a member stays known. */
export class Bonds1764000000024 implements MigrationInterface {
  name = "Bonds1764000000024";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "provider_invitation",
      [
        id(),
        ref("provider_id", "provider"),
        line("login", 120),
        optional(ref("account_id", "account")),
        code("role"),
        code("status"),
        ref("invited_by_id", "account"),
        instant("invited_at"),
        instant("expires_at"),
        optional(instant("ended_at")),
        optional(instant("blocked_at")),
      ],
      {
        index: [
          ["provider_id", "invited_at", "id"],
          ["account_id", "status"],
        ],
      },
    );
    await createTable(
      runner,
      "past_membership",
      [
        id(),
        ref("provider_id", "provider"),
        ref("account_id", "account"),
        code("role"),
        instant("joined_at"),
        instant("ended_at"),
      ],
      { index: [["account_id", "ended_at"], ["provider_id"]] },
    );
    await addHouseRules(runner, HOUSE_RULES);
    await rememberWhoLeft(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropHouseRules(runner, HOUSE_RULES);
    await runner.dropTable("past_membership");
    await runner.dropTable("provider_invitation");
  }
}

/** Until now only the log told of memberships that had ended. */
async function rememberWhoLeft(runner: QueryRunner): Promise<void> {
  const events = (await runner.query(
    "SELECT stream_id, type, at, data FROM event_log WHERE type IN ('PROVIDER_MEMBER_ADDED', 'PROVIDER_MEMBER_REMOVED') ORDER BY position",
  )) as Told[];
  const joined = new Map<string, number>();
  for (const { stream_id: providerId, type, at, data } of events) {
    const { accountId, role } = JSON.parse(data) as { accountId: string; role: string };
    const key = `${providerId} ${accountId}`;
    if (type === "PROVIDER_MEMBER_ADDED") joined.set(key, Number(at));
    else
      await runner.query(
        "INSERT INTO past_membership (id, provider_id, account_id, role, joined_at, ended_at) VALUES (?, ?, ?, ?, ?, ?)",
        [typeid("pms").toString(), providerId, accountId, role, joined.get(key) ?? Number(at), Number(at)],
      );
  }
}
