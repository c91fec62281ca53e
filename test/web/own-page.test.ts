import { ownPage } from "../../web/app/src/shell/own-page";

test("after signing in one is on a page of this site, whatever the link to the sign-in page says", () => {
  for (const page of ["/", "/orders", "/cases/cmp_1?tab=2#m", "/a%2F%2Fb", "/orders?at=https://evil.example"])
    expect(ownPage(page)).toBe(page);
  for (const given of [
    null,
    "",
    "orders",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/..//evil.example",
    "/.//evil.example",
    "https://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
  ])
    expect([given, ownPage(given)]).toEqual([given, "/"]);
});
