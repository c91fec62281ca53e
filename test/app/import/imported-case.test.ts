import { readCase, type ImportedCase } from "../../../src/app/import/imported-case";
import { COLUMNS, type Fields } from "../../../src/app/import/source-rows";
import { tidyText } from "../../../src/app/import/tidy-text";

const NOW = Date.UTC(2026, 0, 15);
const read = (fields: Partial<Fields>) => {
  const usual = {
    ...Object.fromEntries(COLUMNS.map((column) => [column, ""])),
    "Complaint ID": "1",
    Company: "Acme",
    "Date received": "2019-09-24",
    "Company response to consumer": "Closed",
  };
  return readCase({ line: 2, bytes: 0, fields: { ...usual, ...fields } as Fields }, NOW);
};
const imported = (fields: Partial<Fields>) => read(fields) as ImportedCase;

test.each([
  ["2019-09-24", Date.UTC(2019, 8, 24)],
  ["2019-09-24T12:00:00-05:00", Date.UTC(2019, 8, 24)],
  ["9/4/2019", Date.UTC(2019, 8, 4)],
])("%s is a date", (text, receivedAt) => {
  expect(read({ "Date received": text })).toMatchObject({ receivedAt });
});

test.each([
  "",
  "2019-13-01",
  "2019-00-10",
  "2019-02-29",
  "24/09/2019",
  "yesterday",
  "1999-01-01",
  "2027-01-01",
  "2019-09-24x",
])("%p is none", (text) => {
  expect(read({ "Date received": text })).toMatchObject({ reason: "BAD_DATE" });
});

test.each([
  ["I want {$1900.00} and {$2.00} back", 190_000],
  ["They took {$.00}", 0],
  ["{$1,234.56}", 123_456],
  ["Not marked as a sum: $500.00, {$}, {$,}", 0],
  [`{$${"9".repeat(30)}.00}`, Number.MAX_SAFE_INTEGER],
])("%s: the largest sum counts", (story, amountAtStake) => {
  expect(imported({ "Consumer complaint narrative": story }).amountAtStake).toBe(amountAtStake);
});

test.each([
  ["Closed with monetary relief", "N/A", { status: "CLOSED", reason: "SETTLED" }],
  ["Closed with non-monetary relief", "No", { status: "CLOSED", reason: "SETTLED" }],
  ["Closed with explanation", "No", { status: "CLOSED", reason: "EXPIRED" }],
  ["Closed with explanation", "Yes", { status: "SUBMITTED", by: "CONSUMER" }],
  ["Untimely response", "N/A", { status: "SUBMITTED", by: "SYSTEM" }],
  ["In progress", "N/A", { status: "NEGOTIATING" }],
])("%s, disputed %s", (response, disputed, ends) => {
  expect(imported({ "Company response to consumer": response, "Consumer disputed?": disputed }).ends).toEqual(ends);
});

test("A response named like a property of every object is unknown", () => {
  expect(read({ "Company response to consumer": "constructor" })).toMatchObject({ reason: "UNKNOWN_RESPONSE" });
});

test("Long names of companies keep apart and fit", () => {
  const [one, other] = ["a", "b"].map(
    (end) => imported({ Company: `${"Very long name ".repeat(12)}${end}` }).licenceNo,
  );
  expect(one).not.toBe(other);
  expect(one).toHaveLength(80);
});

test("A product becomes a category", () => {
  const { listing } = imported({
    Product: "Credit reporting, credit repair services, or other personal consumer reports",
    "Sub-product": "Crédit",
  });
  expect(listing.category).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  expect(listing.category.length).toBeLessThanOrEqual(64);
  expect(imported({ Product: "信用" }).listing.category).toBe("other");
});

test("A cut text has at most so many characters and no half of one", () => {
  expect(tidyText("😡".repeat(10), 5)).toBe("😡😡😡😡…");
  expect(tidyText("😡".repeat(5), 5)).toBe("😡😡😡😡😡");
});
