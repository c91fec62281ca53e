import type { Browser } from "playwright-core";
import type { RunningServer } from "../../src/server";
import { caseIn, type WorldCase } from "../case/complaints/world-case";
import { launchBrowser } from "../support/browser";
import { describeWith } from "../support/programs";
import { startNode, startWorld, type World } from "../support/world";
import { openWindow, seen } from "./window";

describeWith("chromium", "a server that executes registered documents only", () => {
  let world: World;
  let node: RunningServer;
  let theCase: WorldCase;
  let browser: Browser;
  beforeAll(async () => {
    world = await startWorld("sqlite");
    theCase = await caseIn(world, "NEGOTIATING");
    node = await startNode(world, { DOCUMENTS: "registered" }, { clock: world.clock });
    browser = await launchBrowser();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await node?.[Symbol.asyncDispose]();
    await world?.[Symbol.asyncDispose]();
  });

  test("serves its pages: people sign in, read, write and follow live", async () => {
    const { id, people } = theCase;
    const [consumer, provider] = await Promise.all(
      [people.consumer, people.provider].map(async (login) => {
        const window = await openWindow(browser, node);
        await window.signIn(login);
        await window.go(`/cases/${id}`);
        await seen(window.page.locator("header [data-connection=LIVE]"));
        return window;
      }),
    );
    await consumer?.page.getByLabel("您的留言").fill("请问什么时候能补寄？");
    await consumer?.page.getByRole("button", { name: "发送", exact: true }).click();
    if (provider) await seen(provider.page.getByText("请问什么时候能补寄？"));
    expect([consumer?.complaints, provider?.complaints]).toEqual([[], []]);
    expect(
      (
        await fetch(`${node.url}/graphql`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ query: "{ __typename }" }),
        })
      ).status,
    ).toBe(403);
  });
});
