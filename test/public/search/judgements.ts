/** What people type, and what a person who knows the market expects: which listing first, which among the first three, which not at all. */
interface Judgement {
  text: string;
  first?: string;
  top?: string[];
  never?: string[];
  /** What is found at most: nothing, for what nobody offers. */
  most?: number;
}

const STUFFED = "电商综合服务套餐";

export const LISTING_JUDGEMENTS: Judgement[] = [
  { text: "抖音代运营", first: "抖音小店代运营", never: ["快手小店代运营", "商标注册"] },
  { text: "代运营", top: ["抖音小店代运营", "快手小店代运营", "直播代运营（含主播）"], never: ["代理记账"] },
  { text: "直播代运营", first: "直播代运营（含主播）" },
  { text: "直播", top: ["直播代运营（含主播）"], never: ["办公室保洁", "商标注册"] },
  { text: "主播", top: ["主播招聘", "直播带货主播培训"] },
  { text: "招主播", first: "主播招聘" },
  { text: "短视频", top: ["短视频拍摄剪辑", "探店短视频拍摄"], never: ["代理记账"] },
  { text: "短视频拍摄 广州", first: "短视频拍摄剪辑", never: ["美食摄影"] },
  { text: "店铺装修", first: "店铺装修全套设计", never: ["办公室保洁"] },
  { text: "店铺 装修", first: "店铺装修全套设计" },
  { text: "装修店铺", first: "店铺装修全套设计" },
  { text: "详情页", first: "商品详情页设计" },
  { text: "客服外包", top: ["天猫淘宝客服外包", "抖音客服外包", "客服招聘外包"], never: ["主播招聘"] },
  { text: "抖音客服", first: "抖音客服外包" },
  { text: "夜班客服", first: "夜班客服" },
  { text: "商标注册", first: "商标注册", never: ["电商公司注册", "美食摄影"] },
  { text: "注册商标", first: "商标注册" },
  { text: "商标", top: ["商标注册", "商标转让过户", "商标驳回复审"], never: ["软件著作权登记"] },
  { text: "公司注册", first: "电商公司注册" },
  { text: "营业执照", first: "电商公司注册" },
  { text: "培训", top: ["抖音运营培训课", "客服技能培训"] },
  { text: "主播培训", first: "直播带货主播培训" },
  { text: "招聘", top: ["主播招聘", "电商运营招聘", "客服招聘外包"], never: ["代理记账"] },
  { text: "记账报税", first: "代理记账" },
  { text: "一件代发", first: "一件代发" },
  { text: "小红书", first: "小红书种草推广" },
  { text: "种草", first: "小红书种草推广" },
  { text: "抖店入驻", first: "抖店入驻代办", never: ["天猫入驻代办"] },
  { text: "全额退款", top: ["商标注册", "天猫入驻代办", "直播带货主播培训"] },
  { text: "青禾", top: ["抖音小店代运营", "快手小店代运营", "直播代运营（含主播）"], most: 3 },
  { text: "知行 商标", first: "商标注册", never: ["品牌标志设计", STUFFED] },
  { text: "靠谱的抖音代运营公司推荐", top: ["抖音小店代运营"] },
  { text: "想找个人帮我做直播间", top: ["直播间搭建"] },
  { text: "店", top: ["抖店入驻代办", "探店短视频拍摄", "快手小店代运营"], never: ["代理记账"] },
  { text: "飞鸽", top: ["抖音客服外包", "智能客服机器人搭建"], most: 2 },
  { text: "SEO", top: ["抖音SEO优化", "百度SEO优化"], never: ["ERP订单管理系统"] },
  { text: "抖音seo", first: "抖音SEO优化" },
  { text: "ＥＲＰ", first: "ERP订单管理系统", most: 1 },
  { text: "1688", first: "ERP订单管理系统", most: 1 },
  { text: "48 小时", top: ["店铺装修全套设计"] },
  { text: "logo", first: "Logo design for shops" },
  { text: "logos designs", first: "Logo design for shops" },
  { text: "translat", first: "Product listing translation" },
  { text: "english customer service", first: "Customer service in English" },
  { text: "deliv", top: ["Product listing translation", "Logo design for shops"], most: 2 },
  { text: "trademark", top: ["Trademark registration abroad"] },
  { text: "英语", first: "跨境电商英语培训", most: 1 },
  { text: "挖掘机出租", most: 0 },
  { text: "量子计算机", most: 0 },
  { text: "blockchain consulting", most: 0 },
  { text: "……！？", most: 0 },
  { text: "🔥🔥", most: 0 },
  { text: "🔥直播间🔥搭建！！", first: "直播间搭建" },
  { text: "%", most: 0 },
  { text: "168_", most: 0 },
];

export const PROVIDER_JUDGEMENTS: Judgement[] = [
  { text: "青禾", first: "杭州青禾电子商务有限公司", most: 1 },
  { text: "青禾电子", first: "杭州青禾电子商务有限公司" },
  { text: "电子商务有限公司", first: "杭州青禾电子商务有限公司" },
  { text: "广州 短视频", first: "广州橙光文化传播有限公司" },
  { text: "商标", first: "北京知行知识产权代理有限公司" },
  { text: "知识产权", first: "北京知行知识产权代理有限公司", most: 1 },
  { text: "招聘", first: "武汉众合人力资源有限公司" },
  { text: "bright", first: "Bright River Translations Ltd", most: 1 },
  { text: "保洁", first: "苏州鲸鱼物业服务有限公司", most: 1 },
  { text: "直播基地", first: "长沙蓝海直播基地" },
  { text: "不存在的公司名", most: 0 },
];
