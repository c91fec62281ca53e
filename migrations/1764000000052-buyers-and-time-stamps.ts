import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, code, instant, json, optional } from "./table";

/** Of the routes that came with the platform; the others are open to consumers only. */
const BUSINESS_BASIS: readonly (readonly [route: string, zhCN: string, en: string])[] = [
  ["MEDIATION", "《人民调解法》", "People's Mediation Law"],
  [
    "ARBITRATION",
    "《仲裁法》；《民法典》第一百八十八条（三年）",
    "Arbitration Law; Civil Code, article 188 (three years)",
  ],
  [
    "COURT",
    "《民事诉讼法》；《民法典》第一百八十八条（诉讼时效三年）",
    "Civil Procedure Law; Civil Code, article 188 (limitation of three years)",
  ],
];

/** Consumers and businesses buy: every order there is was placed by a consumer, as far as anybody said. Dossiers have time stamps. */
export class BuyersAndTimeStamps1764000000052 implements MigrationInterface {
  name = "BuyersAndTimeStamps1764000000052";

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "service_order", code("buyer_kind"), "CONSUMER");
    await addColumn(runner, "outside_route", optional(json("business_legal_basis")));
    for (const [route, zhCN, en] of BUSINESS_BASIS)
      await runner.query("UPDATE outside_route SET business_legal_basis = ? WHERE route = ?", [
        JSON.stringify({ zhCN, en }),
        route,
      ]);
    await addColumn(runner, "dossier", optional(code("time_stamp")));
    await addColumn(runner, "dossier", optional(instant("time_stamped_at")));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ["time_stamped_at", "time_stamp"]) await runner.query(`ALTER TABLE dossier DROP COLUMN ${name}`);
    await runner.query("ALTER TABLE outside_route DROP COLUMN business_legal_basis");
    await runner.query("ALTER TABLE service_order DROP COLUMN buyer_kind");
  }
}
