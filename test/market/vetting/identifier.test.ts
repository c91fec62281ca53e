import fc from "fast-check";
import { foldLicence } from "../../../src/market/providers/licence.pure";
import { creditCodeDigit, creditCodeForm } from "../../../src/market/providers/credit-code.pure";
import { residentNumberForm } from "../../../src/market/vetting/identifier.pure";

const ALPHABET = [..."0123456789ABCDEFGHJKLMNPQRTUWXY"];
const first17 = fc.array(fc.constantFrom(...ALPHABET), { minLength: 17, maxLength: 17 }).map((all) => all.join(""));

describe("a unified social credit code", () => {
  test.each(["91350100M000100Y43", "91440300708461136T", "91110000600037341L", "91330106673959654P"])(
    "%s, in use, is right",
    (code) => expect(creditCodeForm(code)).toBe("RIGHT"),
  );

  test.each([
    ["91350100M000100Y44", "WRONG"],
    // An O for a 0: letters that look like digits are never in one.
    ["9135O100M000100Y43", "WRONG"],
    ["110108012345678", "UNKNOWN"],
    ["京市监号12345", "UNKNOWN"],
    ["", "UNKNOWN"],
  ])("%s is %s", (code, form) => expect(creditCodeForm(code)).toBe(form));

  test("no slip of one character goes unnoticed", () => {
    fc.assert(
      fc.property(first17, fc.nat(16), fc.constantFrom(...ALPHABET), (digits, at, other) => {
        const right = digits + (creditCodeDigit(digits) ?? "");
        expect(creditCodeForm(right)).toBe("RIGHT");
        const slipped = right.slice(0, at) + other + right.slice(at + 1);
        if (slipped !== right) expect(creditCodeForm(slipped)).toBe("WRONG");
      }),
    );
  });
});

test.each([
  ["11010519491231002X", "RIGHT"],
  ["440524188001010014", "RIGHT"],
  ["440524188001010015", "WRONG"],
  ["E12345678", "UNKNOWN"],
])("the resident identity number %s is %s", (number, form) => expect(residentNumberForm(number)).toBe(form));

test.each([
  "91330100ma2demo01x",
  "9133 0100 MA2DEMO01X",
  "9133-0100-MA2DEMO01X",
  "９１３３０１００ＭＡ２ＤＥＭＯ０１Ｘ",
  "91330100.MA2DEMO01X.",
  "(91330100)MA2/DEMO01X",
  // Cyrillic М, А, Е, О and Х.
  "91330100\u041c\u04102D\u0415\u041c\u041e01\u0425",
  // Greek Μ and Α.
  "91330100\u039c\u03912DEMO01X",
])("%s is another spelling of one licence", (spelling) => expect(foldLicence(spelling)).toBe("91330100MA2DEMO01X"));

test("licences that differ in a letter or digit stay apart, and folding again changes nothing", () => {
  expect(foldLicence("91330100MA2DEMO01X")).not.toBe(foldLicence("91330100MA2DEMO02X"));
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) =>
      expect(foldLicence(foldLicence(text))).toBe(foldLicence(text)),
    ),
  );
});
