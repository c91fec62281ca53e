import fc from "fast-check";
import { toCell } from "../../../src/adjudication/register/export-formats.pure";
import { latenessIn } from "../../../src/adjudication/register/lateness.pure";
import { FIRST_HASH, seal } from "../../../src/adjudication/register/register-chain.pure";
import { sayRuling } from "../../../src/adjudication/register/register-content.pure";
import { verifyChain } from "./verify-chain";

test.each<[Parameters<typeof latenessIn>[0], string | null]>([
  [{ type: "ADMISSIBILITY_LATE", at: 20, data: { wasDueAt: 10 } }, "ADMISSIBILITY"],
  [
    { type: "COMPLAINT_ACCEPTED", at: 20, data: { because: "ACCEPT_BY_SILENCE", wasDueAt: 10 } },
    "ADMISSIBILITY_DEFAULT",
  ],
  [{ type: "COMPLAINT_ACCEPTED", at: 20, data: { note: null, wasDueAt: 10 } }, null],
  [{ type: "REVIEW_LATE", at: 20, data: { severity: "L2", wasDueAt: 10 } }, "REVIEW"],
  [{ type: "APPEAL_DECISION_LATE", at: 20, data: { wasDueAt: 10 } }, "APPEAL_DECISION"],
  [{ type: "RETURN_DECISION_LATE", at: 20, data: { returnId: "ret_1", wasDueAt: 10 } }, "RETURN_DECISION"],
])("%j: which clock of the platform's own ran out", (fact, clock) => {
  expect(latenessIn(fact)).toEqual(clock ? { clock, dueAt: 10 } : null);
});

const key = fc.stringMatching(/^[A-Za-z]\w{0,9}$/);
const plain = fc.oneof(fc.string(), fc.maxSafeInteger(), fc.boolean(), fc.constant(null));
const said = fc.dictionary(key, fc.oneof(plain, fc.array(plain), fc.dictionary(key, plain)));

test("whatever an entry says, a stranger comes to the same hash, and to another one for another content", () => {
  fc.assert(
    fc.property(said, fc.string(), (entry, other) => {
      const { content, ...sealed } = seal(FIRST_HASH, { ...entry, number: 1 });
      const line = { content: JSON.parse(content), ...sealed };
      expect(verifyChain([line])).toEqual({ hash: sealed.hash });
      line.content[" "] = other;
      expect(verifyChain([line])).toEqual({ broken: 1 });
    }),
  );
});

test("people are masked before an entry is hashed, the provider is not", () => {
  const { provider, ruling } = sayRuling(
    "RULING",
    {
      id: "rlg_1",
      providerId: "prv_1",
      round: 1,
      outcome: "UPHELD",
      publicText: "李娜诉李娜设计:请联系 a@b.cn。",
      issuedAt: 0,
      appealableUntil: null,
      finalAt: 5,
      reversedAt: 6,
      measures: { penalties: [{ kind: "WARNING", days: null, amount: null, reason: "未答复 13812345678" }] },
    },
    { providerName: "李娜设计", consumerName: "李娜", ruleCodes: ["PRICE-1", "GIFT-1"] },
  );
  expect(provider).toEqual({ id: "prv_1", name: "李娜设计" });
  expect(ruling).toMatchObject({
    publicText: "***诉李娜设计:请联系 ***。",
    rules: ["GIFT-1", "PRICE-1"],
    finalAt: null,
    reversedAt: null,
    penalties: [{ reason: "未答复 ***" }],
  });
});

test.each([
  ["=1+1", "'=1+1"],
  ["+86", "'+86"],
  ["-2", "'-2"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\uff1d1", "'\uff1d1"],
  ['=cmd|"/c calc"!A0', `"'=cmd|""/c calc""!A0"`],
  ["甲,乙", '"甲,乙"'],
  ["一\n二", '"一\n二"'],
  ["平常的话 = 1", "平常的话 = 1"],
  [-5, "-5"],
  [null, ""],
  [undefined, ""],
])("the cell of %j is %j", (value, cell) => expect(toCell(value)).toBe(cell));
