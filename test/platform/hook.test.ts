import { Hook } from "../../src/platform/database/hook";

const ON_CLOSE = new Hook<(text: string) => string>("ON_CLOSE");
const first = (text: string): string => `${text} 1`;
const second = (text: string): string => `${text} 2`;
const other = new Hook<() => void>("OTHER").calls(() => undefined);

test("a hook calls what rooms have listed for it, in their order, and nothing of another", () => {
  const hooks = [ON_CLOSE.calls(first), other, ON_CLOSE.calls(second)];
  expect(ON_CLOSE.in(hooks).map((call) => call("closed"))).toEqual(["closed 1", "closed 2"]);
});

test("a list that was forgotten is an error, an empty one is not", () => {
  expect(() => ON_CLOSE.in([other])).toThrow("ON_CLOSE");
  expect(ON_CLOSE.in([other, ON_CLOSE.calls()])).toEqual([]);
});
