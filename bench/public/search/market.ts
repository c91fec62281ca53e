import { Account } from "../../../src/accounts/account/account.entity";
import { createAccount } from "../../../src/accounts/account/create-account";
import { Listing } from "../../../src/market/listings/listing.entity";
import type { Database } from "../../../src/platform/database/database";
import type { Tx } from "../../../src/platform/database/tx";
import { PromiseVersion } from "../../../src/market/promises/promise-version.entity";
import { ServicePromise } from "../../../src/market/promises/service-promise.entity";
import { Provider } from "../../../src/market/providers/provider.entity";
import { indexListing } from "../../../src/public/search/index-listing";
import { indexProvider } from "../../../src/public/search/index-provider";
import { lockIndex } from "../../../src/public/search/write-document";
import { Random, seedId } from "../../support/random";

const CITIES = ["杭州", "上海", "北京", "广州", "深圳", "成都", "武汉", "南京", "厦门", "义乌", "青岛", "郑州"];
const STEMS =
  "星火 云端 青禾 千帆 众合 锦程 朗月 启航 百川 橙光 知行 远山 拾光 鲸鱼 沐阳 蓝海 南风 万象 听涛 半夏".split(" ");
const TRADES = "传媒 网络科技 电子商务 文化传播 品牌管理 企业服务 信息咨询 广告 人力资源 知识产权".split(" ");
const SERVICES: [category: string, titles: string[]][] = [
  ["live-commerce", ["抖音直播代运营", "直播间搭建", "主播培训", "直播切片剪辑", "达人直播带货", "直播投流"]],
  ["short-video", ["短视频拍摄", "短视频代运营", "探店视频", "产品宣传片", "视频剪辑", "脚本策划"]],
  ["shop-design", ["店铺装修", "详情页设计", "主图设计", "logo design", "品牌视觉设计", "首页设计"]],
  ["customer-service", ["客服外包", "售后客服", "夜班客服", "客服培训", "智能客服搭建"]],
  ["trademark", ["商标注册", "商标转让", "版权登记", "专利申请", "商标驳回复审"]],
  ["skill-training", ["电商运营培训", "新手开店课程", "直播话术培训", "店长训练营", "SEO training"]],
  ["recruiting", ["主播招聘", "运营招聘", "客服招聘", "美工招聘", "高级人才猎头"]],
  ["accounting", ["代理记账", "公司注册", "税务筹划", "营业执照办理", "company registration"]],
];
const PHRASES = [
  "专业团队一对一服务",
  "七天无理由退款",
  "十年行业经验",
  "支持加急",
  "先试用后付款",
  "全程跟踪数据复盘",
  "覆盖抖音、快手、小红书三大平台",
  "签约前提供方案",
  "不满意免费修改",
  "服务商家超过三千家",
  "按效果付费",
  "数据每周汇报",
  "提供发票和正规合同",
  "fast delivery within 48 hours",
  "源文件全部交付",
  "资深运营全职负责",
  "节假日照常服务",
  "老客户八折优惠",
];
const PROMISES: [kind: string, text: string, terms: object][] = [
  ["DELIVERY_TIME", "付款后 48 小时内交付初稿。", { withinHours: 48 }],
  ["RETURN_REFUND", "七天内不满意全额退款。", { returnDays: 7 }],
  ["AFTER_SALES", "交付后三十天内免费修改。", { supportDays: 30 }],
  ["QUALITY", "原创设计，不套模板。", { qualityStandard: "原创" }],
];
const AT_ONCE = 500;

/** Providers with five listings each, in words of their trade: some of them common, some rare. The same each time. */
export async function seedListings(database: Database, listings: number): Promise<string[]> {
  const random = new Random();
  const account = await database.transact((tx) =>
    createAccount(tx, { login: "owner", displayName: "owner", roles: ["CONSUMER"], locale: "en" }),
  );
  const providers: string[] = [];
  for (let first = 0; first < listings / 5; first += AT_ONCE / 5) {
    await database.transact(async (tx) => {
      for (let n = first; n < Math.min(first + AT_ONCE / 5, listings / 5); n += 1)
        providers.push(addProvider(tx, random, account, n));
    });
  }
  return providers;
}

function addProvider(tx: Tx, random: Random, account: Account, n: number): string {
  const id = seedId("prv");
  const createdAt = 1_700_000_000_000 + n * 60_000;
  tx.insert(Provider, {
    id,
    legalName: `${random.pick(CITIES)}${random.pick(STEMS)}${random.pick(STEMS)}${random.pick(TRADES)}有限公司`,
    licenceNo: `9133${String(n).padStart(14, "0")}`,
    description: sentence(random, 4),
    status: "ACTIVE",
    createdAt,
    eventSeq: 0,
    eventHash: "0".repeat(64),
  });
  if (n % 20 > 0)
    tx.execute(
      "INSERT INTO provider_reputation (provider_id, totals, inputs, rank_key, score, formula_version, updated_at) VALUES (?, '{}', 1, ?, ?, 1, 0)",
      [id, random.below(1_000_000), random.below(10_000)],
    );
  const listingIds = Array.from({ length: 5 }, (_, index) => addListing(tx, random, id, createdAt + index));
  addPromise(tx, random, account, id, null);
  for (const listingId of listingIds) addPromise(tx, random, account, id, listingId);
  return id;
}

function addListing(tx: Tx, random: Random, providerId: string, createdAt: number): string {
  const id = seedId("lst");
  const [category, titles] = random.pick(SERVICES);
  tx.insert(Listing, {
    id,
    providerId,
    category,
    title: `${random.pick(titles)} · ${random.pick(CITIES)}${random.pick(PHRASES).slice(0, 6)}`,
    description: sentence(random, 6 + random.below(10)),
    priceAmount: 10_000 + random.below(900_000),
    priceCurrency: "CNY",
    status: "LISTED",
    version: 1,
    createdAt,
  });
  return id;
}

const sentence = (random: Random, phrases: number): string =>
  Array.from({ length: phrases }, () =>
    random.below(3) === 0 ? random.pick(random.pick(SERVICES)[1]) : random.pick(PHRASES),
  ).join("，");

function addPromise(
  tx: Tx,
  random: Random,
  { id: publishedById }: Account,
  providerId: string,
  listingId: string | null,
): void {
  const [id, versionId] = [seedId("prm"), seedId("pmv")];
  const [kind, text, terms] = random.pick(PROMISES);
  const at = 1_700_000_000_000;
  tx.insert(ServicePromise, {
    id,
    providerId,
    listingId,
    kind: kind as ServicePromise["kind"],
    latestVersion: 1,
    currentVersionId: versionId,
    withdrawnAt: null,
    createdAt: at,
  });
  tx.insert(PromiseVersion, {
    id: versionId,
    promiseId: id,
    version: 1,
    kind: kind as PromiseVersion["kind"],
    text,
    terms,
    digest: random.hex(64),
    publishedById,
    publishedAt: at,
  });
}

/** Indexes all of it; returns how many documents that were. */
export async function indexAll(database: Database, providers: readonly string[]): Promise<number> {
  let documents = 0;
  for (const providerId of providers) {
    await database.transact(async (tx) => {
      const head = await lockIndex(tx);
      await indexProvider(tx, head, providerId);
      const listings = await tx.query<{ id: string }>("SELECT id FROM listing WHERE provider_id = ?", [providerId]);
      for (const { id } of listings) await indexListing(tx, head, id);
      documents += 1 + listings.length;
    });
  }
  return documents;
}
