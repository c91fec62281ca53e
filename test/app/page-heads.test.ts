import "../support/built";
import { Account } from "../../src/accounts/account/account.entity";
import { createListing } from "../../src/market/listings/create-listing";
import { createProvider } from "../../src/market/providers/create-provider";
import { caseIn } from "../case/complaints/world-case";
import { forEachDatabase } from "../support/databases";
import { startWorld, type World } from "../support/world";

const ENEMY = `"><script>alert('刷单')</script><b title='$& $1 {{name}}'`;

/** What an address answers to whoever shows links, or finds them: nobody who has signed in. */
interface Head {
  status: number;
  lang: string | undefined;
  title: string | undefined;
  metas: Record<string, string>;
  html: string;
}

forEachDatabase((kind) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
    await caseIn(world, "ENFORCING", { ruling: { publicText: "到期未交付，投诉成立。" } });
    await world.projected();
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  async function headAt(path: string, language = "zh-CN"): Promise<Head> {
    const answer = await fetch(world.url + path, { headers: { "accept-language": language } });
    const html = await answer.text();
    const metas = [...html.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)" \/>/g)];
    return {
      status: answer.status,
      lang: /<html lang="([^"]+)"/.exec(html)?.[1],
      title: /<title>([^<]*)<\/title>/.exec(html)?.[1],
      metas: Object.fromEntries(metas.map(([, name = "", content = ""]) => [name, content])),
      html,
    };
  }

  /** A provider with a listing, written as a seed writes them. */
  async function offer(
    names: { legalName: string; title: string },
    { provider = "ACTIVE", listing = "LISTED" }: { provider?: "ACTIVE" | "APPLIED"; listing?: "LISTED" | "DRAFT" } = {},
  ): Promise<{ providerId: string; listingId: string }> {
    const owner = await world.db.findOne(Account, { login: "wang.owner" });
    return world.db.transact(async (tx) => {
      const { id: providerId } = await createProvider(tx, {
        legalName: names.legalName,
        licenceNo: `L-${names.legalName.length}-${provider}-${listing}`,
        description: names.title,
        ownerId: owner?.id ?? "",
        status: provider,
      });
      const { id: listingId } = createListing(tx, {
        providerId,
        category: "shop-design",
        title: names.title,
        description: names.title,
        priceAmount: 123_400,
        priceCurrency: "CNY",
        status: listing,
      });
      return { providerId, listingId };
    });
  }

  test("the first page and the lists say what they are, in the reader's language", async () => {
    expect(await headAt("/")).toMatchObject({
      status: 200,
      lang: "zh-CN",
      title: "承诺必兑现，违约有说法 · Redress",
      metas: { "og:type": "website", "og:locale": "zh_CN" },
    });
    const english = await headAt("/", "en-GB,en;q=0.9");
    expect([english.lang, english.title]).toEqual(["en", "A promise kept, or made good · Redress"]);
    for (const path of ["/search?q=x", "/public-register", "/guides"]) {
      const { status, metas } = await headAt(path);
      expect([path, status, (metas.description ?? "").length > 10]).toEqual([path, 200, true]);
    }
    const answer = await fetch(world.url);
    expect([answer.headers.get("vary"), answer.headers.get("cache-control")]).toEqual([
      expect.stringContaining("Accept-Language"),
      expect.stringContaining("no-cache"),
    ]);
  });

  test("an entry is told by its number, what it says and its address, as the register itself tells it", async () => {
    const { register } = await world.visitor.ok(
      "{ register(first: 1, filter: { kind: RULING }) { nodes { id number } } }",
    );
    const [{ id, number }] = register.nodes;
    const { title, metas, html } = await headAt(`/public-register/${id}`);
    expect(title).toMatch(new RegExp(`^第 ${number} 号 · .*星火代运营.* · Redress$`));
    expect(metas["og:description"]).toContain("到期未交付，投诉成立。");
    expect(metas["og:url"]).toBe(`${world.url}/public-register/${id}`);
    expect(html).toContain(`<link rel="canonical" href="${world.url}/public-register/${id}" />`);
    expect(html).toContain('<div id="root">');
    // What can be read before the code of the pages has come.
    expect(html).toMatch(new RegExp(`<p class="first-title">第 ${number} 号 · [^<]*</p>`));
    expect(html).toMatch(/<p class="prose">[^<]*到期未交付，投诉成立。[^<]*<\/p>/);
  });

  test("a guide is found by its code", async () => {
    expect((await headAt("/guides/keep-evidence", "en")).title).toBe("Keeping evidence: what, and how · Redress");
  });

  test("whatever a provider is called, its page has no markup but the platform's", async () => {
    const { providerId, listingId } = await offer({ legalName: ENEMY, title: ENEMY });
    const plain = await headAt("/public-register/nothing");
    const tags = (html: string): number => html.split("<script").length;
    for (const path of [`/providers/${providerId}`, `/listings/${listingId}`]) {
      const { status, title, metas, html } = await headAt(path);
      expect(status).toBe(200);
      expect(title).toContain("&lt;script&gt;alert(&#39;刷单&#39;)&lt;/script&gt;");
      expect(metas["og:title"]).toContain("&quot;&gt;&lt;script&gt;");
      // Nor is a text taken for a place to fill in.
      expect(metas["og:title"]).toContain("$&amp; $1 {{name}}");
      expect(metas["og:description"]).toContain("$&amp; $1 {{name}}");
      expect([path, tags(html)]).toEqual([path, tags(plain.html)]);
      expect(html).not.toContain("<b title");
    }
    expect((await headAt(`/listings/${listingId}`)).metas.description).toContain("¥1,234.00");
  });

  test("what is not for everybody, or not there, is answered like any page, and says nothing", async () => {
    const applied = await offer({ legalName: "未获准的服务商", title: "未公开的商品" }, { provider: "APPLIED" });
    const draft = await offer({ legalName: "有草稿的服务商", title: "商品草稿" }, { listing: "DRAFT" });
    for (const path of [
      `/providers/${applied.providerId}`,
      `/listings/${applied.listingId}`,
      `/listings/${draft.listingId}`,
      "/providers/prv_x",
      "/public-register/reg_00000000000000000000000000",
      "/public-register/x'%20OR%201=1",
      "/guides/no-such-guide",
      "/cases/cmp_x",
    ]) {
      const { status, title, metas, html } = await headAt(path);
      expect([path, status, title]).toEqual([path, 200, "Redress"]);
      expect(metas.description).toBeUndefined();
      expect(html).not.toMatch(/未获准|未公开|草稿/);
      // What is no longer public leaves the search engines that had found it.
      const robots = (await fetch(`${world.url}${path}`)).headers.get("x-robots-tag");
      expect([path, robots]).toEqual([path, path.startsWith("/cases/") ? null : "noindex"]);
    }
    const shown = await offer({ legalName: "公开的服务商", title: "公开的商品" });
    for (const path of ["/", "/search", `/providers/${shown.providerId}`, `/listings/${shown.listingId}`, "/guides"])
      expect([path, (await fetch(`${world.url}${path}`)).headers.get("x-robots-tag")]).toEqual([path, null]);
  });

  test("search engines find what is public, and where not to look", async () => {
    const applied = await offer({ legalName: "又一家未获准的", title: "又一件" }, { provider: "APPLIED" });
    const { register, listings } = await world.visitor.ok(
      "{ register(first: 1) { nodes { id } } listings(first: 1) { nodes { id provider { id } } } }",
    );
    const answer = await fetch(`${world.url}/sitemap.xml`);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/xml; charset=utf-8"]);
    const map = await answer.text();
    for (const path of [
      "/",
      `/public-register/${register.nodes[0].id}`,
      `/listings/${listings.nodes[0].id}`,
      `/providers/${listings.nodes[0].provider.id}`,
      "/guides/keep-evidence",
    ])
      expect(map).toContain(`<url><loc>${world.url}${path}</loc></url>`);
    expect(map).not.toContain(applied.providerId);
    expect(map).not.toContain(applied.listingId);
    const robots = await (await fetch(`${world.url}/robots.txt`)).text();
    expect(robots).toContain("Disallow: /cases\n");
    expect(robots).toContain(`Sitemap: ${world.url}/sitemap.xml`);
    expect((await fetch(`${world.url}/sitemap.xml`, { method: "POST" })).status).toBe(405);
  });
});
