import type { MigrationInterface, QueryRunner } from "typeorm";
import { typeid } from "typeid-js";
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
  json,
  line,
  optional,
  ref,
  text,
} from "./table";

const HOUSE_RULES = {
  "verification.IDENTITY": { required: 1, validDays: 730, reminderDays: 30, graceDays: 14 },
  "verification.LICENCE": { required: 1, validDays: 365, reminderDays: 30, graceDays: 14 },
  "verification.ADDRESS": { required: 1, validDays: 365, reminderDays: 30, graceDays: 30 },
  "verification.PAYMENT_ACCOUNT": { required: 1, validDays: 365, reminderDays: 30, graceDays: 7 },
  "verification.QUALIFICATION": { required: 0, validDays: 365, reminderDays: 30, graceDays: 14 },
  "vetting.documents": { perKind: 5, bytes: 10_485_760 },
  "vetting.review": { workingDays: 5 },
  "vetting.takeOver": { days: 3 },
  "vetting.reapply": { days: 30 },
};

type Item = [code: string, kind: string, required: 0 | 1, automatic: string | null, en: string, zh: string];

const CHECKLIST: Item[] = [
  [
    "IDENTITY_NUMBER",
    "IDENTITY",
    1,
    "NUMBER_FORM",
    "The number is a resident identity number without a slip (GB 11643)",
    "证件号码符合居民身份证号码规则(GB 11643)",
  ],
  ["IDENTITY_IN_FORCE", "IDENTITY", 1, "IN_FORCE", "The document has not run out", "证件在有效期内"],
  [
    "IDENTITY_NOT_TERMINATED",
    "IDENTITY",
    1,
    "NUMBER_NOT_TERMINATED",
    "No terminated provider presented the same document",
    "未被解除合作的服务商使用过同一证件",
  ],
  [
    "PEOPLE_NOT_TERMINATED",
    "IDENTITY",
    1,
    "PEOPLE_NOT_TERMINATED",
    "No member belonged to a provider that was terminated",
    "成员均未曾属于被解除合作的服务商",
  ],
  [
    "IDENTITY_LEGIBLE",
    "IDENTITY",
    1,
    null,
    "The document is complete, legible and shows no trace of tampering",
    "证件完整、清晰、无涂改痕迹",
  ],
  [
    "IDENTITY_REPRESENTS",
    "IDENTITY",
    1,
    null,
    "It is the legal representative's, or of somebody they authorised in writing",
    "证件属于法定代表人或其书面授权的人",
  ],
  [
    "LICENCE_NUMBER",
    "LICENCE",
    1,
    "NUMBER_FORM",
    "The number is a unified social credit code without a slip (GB 32100)",
    "证照号码符合统一社会信用代码规则(GB 32100)",
  ],
  [
    "LICENCE_REGISTERED",
    "LICENCE",
    1,
    "NUMBER_REGISTERED",
    "It is the licence that the provider registered with",
    "与入驻登记的营业执照号一致",
  ],
  ["LICENCE_IN_FORCE", "LICENCE", 1, "IN_FORCE", "The licence has not run out", "营业执照在有效期内"],
  [
    "LICENCE_NOT_TERMINATED",
    "LICENCE",
    1,
    "NUMBER_NOT_TERMINATED",
    "It is not the licence of a terminated provider",
    "不是被解除合作的服务商的营业执照",
  ],
  [
    "LICENCE_NOT_ELSEWHERE",
    "LICENCE",
    1,
    "NUMBER_NOT_ELSEWHERE",
    "No other provider uses the licence",
    "没有其他服务商使用该营业执照",
  ],
  [
    "LICENCE_LEGIBLE",
    "LICENCE",
    1,
    null,
    "The document is complete, legible and shows no trace of tampering",
    "证照完整、清晰、无涂改痕迹",
  ],
  ["LICENCE_NAME", "LICENCE", 1, null, "The name on it is the provider's", "证照上的名称与服务商名称一致"],
  [
    "LICENCE_REGISTER",
    "LICENCE",
    1,
    null,
    "The public register of enterprises shows it as existing and not as abnormal",
    "企业信用信息公示系统显示其存续且未列入经营异常",
  ],
  ["LICENCE_SCOPE", "LICENCE", 0, null, "Its scope of business covers what is offered", "经营范围涵盖所提供的服务"],
  ["ADDRESS_IN_FORCE", "ADDRESS", 1, "IN_FORCE", "The document has not run out", "证明文件在有效期内"],
  [
    "ADDRESS_LEGIBLE",
    "ADDRESS",
    1,
    null,
    "The document is complete, legible and shows no trace of tampering",
    "证明文件完整、清晰、无涂改痕迹",
  ],
  ["ADDRESS_REACHED", "ADDRESS", 1, null, "The provider can be reached there", "可在该地址联系到服务商"],
  ["ACCOUNT_IN_FORCE", "PAYMENT_ACCOUNT", 1, "IN_FORCE", "The document has not run out", "证明文件在有效期内"],
  [
    "ACCOUNT_NOT_TERMINATED",
    "PAYMENT_ACCOUNT",
    1,
    "NUMBER_NOT_TERMINATED",
    "It is not the account of a terminated provider",
    "不是被解除合作的服务商的账户",
  ],
  [
    "ACCOUNT_NOT_ELSEWHERE",
    "PAYMENT_ACCOUNT",
    1,
    "NUMBER_NOT_ELSEWHERE",
    "No other provider uses the account",
    "没有其他服务商使用该账户",
  ],
  ["ACCOUNT_HOLDER", "PAYMENT_ACCOUNT", 1, null, "The account is the provider's own", "账户户名为该服务商"],
  ["QUALIFICATION_IN_FORCE", "QUALIFICATION", 1, "IN_FORCE", "The document has not run out", "资质证书在有效期内"],
  [
    "QUALIFICATION_NOT_ELSEWHERE",
    "QUALIFICATION",
    1,
    "NUMBER_NOT_ELSEWHERE",
    "No other provider uses the certificate",
    "没有其他服务商使用该资质证书",
  ],
  [
    "QUALIFICATION_LEGIBLE",
    "QUALIFICATION",
    1,
    null,
    "The document is complete, legible and shows no trace of tampering",
    "资质证书完整、清晰、无涂改痕迹",
  ],
  [
    "QUALIFICATION_HOLDER",
    "QUALIFICATION",
    1,
    null,
    "It was issued to the provider, for what it offers",
    "资质证书颁发给该服务商且涵盖所提供的服务",
  ],
];

/** Applications, documents, checks and what they led to; and one spelling of a licence less. */
export class Vetting1764000000013 implements MigrationInterface {
  name = "Vetting1764000000013";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "provider_application",
      [
        id(),
        ref("provider_id", "provider"),
        code("kind"),
        code("status"),
        integer("round"),
        ref("submitted_by_id", "account"),
        instant("submitted_at"),
        optional(instant("queued_at")),
        optional(instant("due_at")),
        optional(ref("taken_by_id", "account")),
        optional(instant("touched_at")),
        optional(text("changes_requested")),
        optional(json("changes_requested_for")),
        optional(code("ground")),
        optional(text("reasons")),
        optional(ref("decided_by_id", "account")),
        optional(instant("decided_at")),
      ],
      {
        index: [
          ["provider_id", "submitted_at", "id"],
          ["queued_at", "id"],
          ["submitted_by_id"],
          ["taken_by_id"],
          ["decided_by_id"],
        ],
      },
    );
    await createTable(
      runner,
      "provider_verification",
      [
        id(),
        ref("provider_id", "provider"),
        ref("application_id", "provider_application"),
        code("kind"),
        instant("valid_from"),
        instant("next_check_at"),
        instant("valid_until"),
        instant("grace_until"),
        optional(instant("ended_at")),
        optional(instant("next_step_at")),
      ],
      { index: [["provider_id", "kind", "id"], ["application_id"], ["next_step_at"]] },
    );
    await createTable(
      runner,
      "verification_document",
      [
        id(),
        ref("provider_id", "provider"),
        optional(ref("application_id", "provider_application")),
        code("kind"),
        code("status"),
        line("number", 80),
        line("issuer", 200),
        optional(instant("valid_until")),
        line("file_name", 200),
        code("declared_type", 100),
        optional(code("media_type", 100)),
        bigint("size"),
        ascii("sha256", 64),
        optional(line("storage_key", 200)),
        ref("submitted_by_id", "account"),
        instant("created_at"),
        optional(instant("stored_at")),
      ],
      { index: [["provider_id", "id"], ["application_id", "id"], ["kind", "number"], ["submitted_by_id"]] },
    );
    await createTable(
      runner,
      "vetting_checklist_item",
      [
        id(),
        code("code", 64),
        code("kind"),
        integer("place"),
        integer("required"),
        optional(code("automatic")),
        line("title_en", 300),
        line("title_zh", 300),
        instant("effective_from"),
        optional(instant("effective_until")),
      ],
      { unique: [["code", "effective_from"]] },
    );
    await createTable(
      runner,
      "vetting_check",
      [
        id(),
        ref("application_id", "provider_application"),
        ref("item_id", "vetting_checklist_item"),
        optional(code("result")),
        optional(text("note")),
        optional(code("reason", 64)),
        optional(json("params")),
        optional(ref("checked_by_id", "account")),
        optional(instant("checked_at")),
        optional(text("approved_despite")),
      ],
      { unique: [["application_id", "item_id"]], index: [["item_id"], ["checked_by_id"]] },
    );
    await addHouseRules(runner, HOUSE_RULES);
    await seedChecklist(runner);
    await foldLicences(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropHouseRules(runner, HOUSE_RULES);
    for (const table of ["vetting_check", "vetting_checklist_item", "verification_document", "provider_verification"])
      await runner.dropTable(table);
    await runner.dropTable("provider_application");
  }
}

async function seedChecklist(runner: QueryRunner): Promise<void> {
  for (const [place, [itemCode, kind, required, automatic, en, zh]] of CHECKLIST.entries()) {
    await runner.query(
      "INSERT INTO vetting_checklist_item (id, code, kind, place, required, automatic, title_en, title_zh, effective_from) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)",
      [typeid("vci").toString(), itemCode, kind, place, required, automatic, en, zh],
    );
  }
}

/** Punctuation no longer tells licences apart. Where that would make two the same, both stay as they are. */
async function foldLicences(runner: QueryRunner): Promise<void> {
  const mysql = runner.connection.options.type !== "better-sqlite3";
  const folded = [".", "/", "(", ")"].reduce((sql, mark) => `REPLACE(${sql}, '${mark}', '')`, "licence_no");
  await runner.query(
    `UPDATE ${mysql ? "IGNORE" : "OR IGNORE"} provider SET licence_no = ${folded} WHERE licence_no <> ${folded}`,
  );
}
