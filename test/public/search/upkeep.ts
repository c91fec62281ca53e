import type { World } from "../../support/world";

/** The demo's provider at work: what it changes is found as it is now. */
export function itIsKeptUpToDate(theWorld: () => World): void {
  const search = async (text: string): Promise<string[]> => {
    await theWorld().projected();
    const { listings } = await theWorld().visitor.ok(
      `query ($text: String) { listings(filter: { text: $text }) { nodes { title } } }`,
      { text },
    );
    return listings.nodes.map(({ title }: { title: string }) => title);
  };
  const providers = async (text: string): Promise<string[]> =>
    (
      await theWorld().visitor.ok(
        `query ($text: String) { providers(filter: { text: $text }) { nodes { legalName } } }`,
        { text },
      )
    ).providers.nodes.map(({ legalName }: { legalName: string }) => legalName);

  test("what a provider lists, changes, promises and takes down is found as it is now", async () => {
    const owner = await theWorld().as("wang.owner");
    const { viewer } = await owner.ok(`{ viewer { memberships { provider { id } } } }`);
    const providerId = viewer.memberships[0].provider.id;
    const price = { amount: 500_00, currency: "CNY" };
    const { listing } = await owner.do(
      "createListing",
      { providerId, category: "puppetry", title: "皮影戏直播策划", description: "", price },
      "{ listing { id version } }",
    );
    expect(await search("皮影戏")).toEqual([]);
    await owner.do("setListingStatus", { listingId: listing.id, status: "LISTED" }, "{ listing { id } }");
    expect(await search("皮影戏")).toEqual(["皮影戏直播策划"]);
    expect(await providers("皮影戏")).toEqual(["星火代运营(杭州)有限公司"]);

    await owner.do(
      "updateListing",
      { listingId: listing.id, expectedVersion: listing.version + 1, title: "木偶戏直播策划" },
      "{ listing { id } }",
    );
    expect(await search("皮影戏")).toEqual([]);
    expect(await search("木偶戏")).toEqual(["木偶戏直播策划"]);

    const promise = (on: object, text: string) =>
      owner.do("publishPromise", { ...on, kind: "OTHER", text }, "{ promise { id } }");
    const own = await promise({ listingId: listing.id }, "演出道具全部自制。");
    expect(await search("道具自制")).toEqual(["木偶戏直播策划"]);
    await owner.do("withdrawPromise", { promiseId: own.promise.id }, "{ promise { id } }");
    expect(await search("道具自制")).toEqual([]);

    const wide = await promise({ providerId }, "每单附赠灯谜一则。");
    await theWorld().server.services.project();
    await theWorld().server.services.sweep();
    expect((await search("灯谜")).sort()).toEqual(["抖店首页设计 · 48 小时交付", "木偶戏直播策划"].sort());
    await owner.do("withdrawPromise", { promiseId: wide.promise.id }, "{ promise { id } }");
    await owner.do("updateProvider", { providerId, description: "专做非遗内容。" }, "{ provider { id } }");
    await theWorld().server.services.project();
    await theWorld().server.services.sweep();
    expect(await search("灯谜")).toEqual([]);
    expect(await providers("非遗")).toEqual(["星火代运营(杭州)有限公司"]);

    await owner.do("setListingStatus", { listingId: listing.id, status: "DELISTED" }, "{ listing { id } }");
    expect(await search("木偶戏")).toEqual([]);
    expect(await providers("木偶戏")).toEqual([]);
  });
}
