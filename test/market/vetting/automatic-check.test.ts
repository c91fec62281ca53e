import {
  findByMachine,
  type AutomaticCheck,
  type MachineFacts,
} from "../../../src/market/vetting/automatic-check.pure";
import { MESSAGES } from "../../../src/app/messages";
import { RESIDENT } from "./applicant";

const { en, "zh-CN": zh } = MESSAGES;

const NOW = Date.parse("2026-03-02T08:00:00Z");
const CODE = "91350100M000100Y43";
const FACTS: MachineFacts = {
  now: NOW,
  kind: "LICENCE",
  licenceNo: CODE,
  licenceLost: false,
  presented: [{ number: CODE, validUntil: null }],
  numbersElsewhere: [],
  peopleElsewhere: [],
};
const find = (check: AutomaticCheck, facts: Partial<MachineFacts> = {}) => findByMachine(check, { ...FACTS, ...facts });
const presenting = (number: string, validUntil: number | null = null) => ({ presented: [{ number, validUntil }] });
const other = { provider: "旧店", terminated: false };

test.each<[AutomaticCheck, Partial<MachineFacts>, string, object | null]>([
  ["NUMBER_FORM", {}, "PASSED", null],
  ["NUMBER_FORM", presenting("91350100M000100Y44"), "FAILED", { number: "••••••••••••••0Y44" }],
  ["NUMBER_FORM", presenting("110108012345678"), "NOT_APPLICABLE", { number: "•••••••••••5678" }],
  ["NUMBER_FORM", { kind: "IDENTITY", ...presenting(RESIDENT) }, "PASSED", null],
  [
    "NUMBER_FORM",
    { kind: "IDENTITY", ...presenting("110105194912310021") },
    "FAILED",
    { number: "••••••••••••••0021" },
  ],
  ["NUMBER_REGISTERED", {}, "PASSED", null],
  ["NUMBER_REGISTERED", presenting("ANOTHER-1"), "FAILED", { number: "•••••ER-1" }],
  ["NUMBER_REGISTERED", { licenceLost: true }, "FAILED", { number: "••••••••••••••0Y43" }],
  ["NUMBER_REGISTERED", { licenceLost: true, ...presenting("ANOTHER-1") }, "NOT_APPLICABLE", { number: "•••••ER-1" }],
  ["IN_FORCE", presenting(CODE, NOW + 1), "PASSED", null],
  ["IN_FORCE", presenting(CODE, NOW), "FAILED", { date: "2026-03-02" }],
  ["NUMBER_NOT_ELSEWHERE", {}, "PASSED", null],
  ["NUMBER_NOT_ELSEWHERE", { numbersElsewhere: [{ ...other, number: CODE }] }, "FAILED", { provider: "旧店" }],
  ["NUMBER_NOT_TERMINATED", { numbersElsewhere: [{ ...other, number: CODE }] }, "PASSED", null],
  [
    "NUMBER_NOT_TERMINATED",
    {
      numbersElsewhere: [
        { ...other, number: CODE },
        { provider: "封店", terminated: true, number: CODE },
      ],
    },
    "FAILED",
    { provider: "封店" },
  ],
  ["PEOPLE_NOT_TERMINATED", { peopleElsewhere: [{ ...other, person: "王强" }] }, "PASSED", null],
  [
    "PEOPLE_NOT_TERMINATED",
    { peopleElsewhere: [{ person: "王强", provider: "封店", terminated: true }] },
    "FAILED",
    { person: "王强", provider: "封店" },
  ],
])("%s of %j: %s", (check, facts, result, params) => {
  const finding = find(check, facts);
  expect(finding).toMatchObject({ result, params: params && expect.objectContaining(params) });
  for (const messages of [en, zh]) if (finding.reason) expect(messages).toHaveProperty([finding.reason]);
});

test("of several documents of a kind each must hold", () => {
  const presented = [
    { number: CODE, validUntil: null },
    { number: CODE, validUntil: NOW - 1 },
  ];
  expect(find("IN_FORCE", { presented }).result).toBe("FAILED");
});
