import { soonestFirst } from "../../web/app/src/case/soonest-first";

test("of what somebody is waited for, what is due first comes first, and what has no limit last", () => {
  const cases = [
    { name: "newest", dueAt: "2026-12-02T11:34:00Z" },
    { name: "open-ended", dueAt: null },
    { name: "pressing", dueAt: "2026-11-30T15:26:00Z" },
    { name: "open-ended too", dueAt: null },
  ];
  expect(soonestFirst(cases).map(({ name }) => name)).toEqual(["pressing", "newest", "open-ended", "open-ended too"]);
});
