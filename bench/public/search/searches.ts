import type { ListingFilter } from "../../../src/public/search/search.types";
import type { ListingSort } from "../../../src/public/search/sorts.types";

export interface Search {
  name: string;
  filter: ListingFilter;
  sort?: ListingSort;
}

const LONG =
  "专业团队一对一服务七天无理由退款十年行业经验支持加急先试用后付款全程跟踪数据复盘覆盖抖音快手小红书三大平台签约前提供方案不满意免费修改服务商家超过三千家按效果付费数据每周汇报提供发票和正规合同资深运营";
const CNY = { currency: "CNY" };

/** What visitors search for: rare and common words, a character, the beginning of a word, a sentence, and lists without a text. */
export const SEARCHES: readonly Search[] = [
  { name: "抖音代运营", filter: { text: "抖音代运营" } },
  { name: "店铺装修 杭州", filter: { text: "店铺装修 杭州" } },
  { name: "服务, almost everywhere", filter: { text: "服务" } },
  { name: "专业团队, almost everywhere", filter: { text: "专业团队" } },
  { name: "店, one character", filter: { text: "店" } },
  { name: "deliv, the beginning of a word", filter: { text: "deliv" } },
  { name: "a sentence", filter: { text: "靠谱的直播代运营公司推荐" } },
  { name: "a hundred characters", filter: { text: LONG } },
  { name: "nothing there is", filter: { text: "挖掘机出租" } },
  { name: "抖音, by reputation", filter: { text: "抖音" }, sort: "REPUTATION" },
  {
    name: "直播, filtered in every way",
    filter: {
      text: "直播",
      category: "live-commerce",
      price: { ...CNY, to: 200_000 },
      promiseKinds: ["RETURN_REFUND"],
      minReputation: 50,
    },
  },
  { name: "newest", filter: {} },
  { name: "newest of a category", filter: { category: "trademark" } },
  { name: "newest with a promise", filter: { promiseKinds: ["RETURN_REFUND"] } },
  { name: "newest of the best reputed", filter: { minReputation: 90 } },
  { name: "cheapest", filter: { price: CNY }, sort: "PRICE_LOW" },
  { name: "cheapest of a category", filter: { category: "trademark", price: CNY }, sort: "PRICE_LOW" },
  { name: "best reputed", filter: {}, sort: "REPUTATION" },
  { name: "best reputed of a category", filter: { category: "trademark" }, sort: "REPUTATION" },
];
