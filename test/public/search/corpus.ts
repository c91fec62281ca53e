/** A service market in small, in the words such markets use: who offers what, and what they promise. */
interface Offer {
  category: string;
  title: string;
  description: string;
  /** In yuan. */
  price: number;
  /** In the provider's words; the kind does not matter to who searches by text. */
  promises?: string[];
}

interface Company {
  name: string;
  about: string;
  /** On everything it sells. */
  promises?: string[];
  offers: Offer[];
}

const offer = (category: string, title: string, description: string, price: number, ...promises: string[]): Offer => ({
  category,
  title,
  description,
  price,
  promises,
});

export const CORPUS: Company[] = [
  {
    name: "杭州青禾电子商务有限公司",
    about: "专注抖音、快手店铺全案运营，服务过三百多家品牌商家。",
    promises: ["合同期内每周五提交数据周报，逾期一次减免当月服务费的百分之五。"],
    offers: [
      offer(
        "shop-operation",
        "抖音小店代运营",
        "从开店、选品、定价到活动报名，全程托管。每周复盘，按月结算。",
        6_800,
        "三个月内成交额没有增长，退还一半服务费。",
      ),
      offer("shop-operation", "快手小店代运营", "店铺日常运营、商品上架、客诉处理、活动策划。", 5_800),
      offer(
        "live-commerce",
        "直播代运营（含主播）",
        "提供主播、场控、中控和投流，按场次收费，也可纯佣金合作。",
        12_000,
        "单场直播不少于四小时。",
      ),
    ],
  },
  {
    name: "广州橙光文化传播有限公司",
    about: "短视频与直播内容团队，自有摄影棚六百平米。",
    offers: [
      offer(
        "short-video",
        "短视频拍摄剪辑",
        "编导、拍摄、剪辑、字幕一条龙，适合抖音、视频号、小红书。",
        980,
        "拍摄后三个工作日交付成片。",
        "不满意免费重剪两次。",
      ),
      offer("short-video", "探店短视频拍摄", "达人到店拍摄，餐饮、美业、民宿均可。", 1_500),
      offer("short-video", "产品宣传片制作", "三维动画与实拍结合，可用于详情页首屏。", 8_800),
      offer(
        "live-commerce",
        "直播间搭建",
        "绿幕、灯光、推流设备整套安装，培训员工使用。",
        15_000,
        "设备一年内免费更换。",
      ),
    ],
  },
  {
    name: "上海朗月品牌设计有限公司",
    about: "Brand and shop design studio. 品牌视觉、店铺视觉。",
    offers: [
      offer("shop-design", "店铺装修全套设计", "首页、详情页、活动页、店招，风格统一。", 3_600, "48 小时内出初稿。"),
      offer("shop-design", "商品详情页设计", "文案加排版，突出卖点，提升转化。", 800),
      offer(
        "brand-design",
        "Logo design for shops",
        "Three drafts, unlimited revisions, vector files included.",
        1_200,
        "First draft delivered within 48 hours.",
      ),
      offer("brand-design", "品牌标志设计", "三套方案，源文件交付，可协助商标注册前的近似查询。", 1_500),
    ],
  },
  {
    name: "成都千帆客服外包有限公司",
    about: "五百席位客服中心，七天二十四小时在线。",
    promises: ["客服平均响应时间不超过三十秒。"],
    offers: [
      offer("customer-service", "天猫淘宝客服外包", "售前售后全包，按坐席或按咨询量计费。", 2_600),
      offer("customer-service", "抖音客服外包", "飞鸽客服系统，熟悉抖音规则，降低差评率。", 2_800),
      offer("customer-service", "夜班客服", "晚上六点到早上八点，节假日不休息。", 1_800),
    ],
  },
  {
    name: "北京知行知识产权代理有限公司",
    about: "商标、专利、版权一站式代理，执业代理人二十名。",
    offers: [
      offer(
        "trademark",
        "商标注册",
        "查询、申报、跟踪、领证全包，含一次补正。",
        800,
        "注册失败全额退款。",
        "一个工作日内递交申请。",
      ),
      offer("trademark", "商标驳回复审", "资深代理人撰写复审理由书。", 2_800),
      offer("trademark", "商标转让过户", "买卖双方资金托管，公证、过户一次办妥。", 1_600),
      offer("copyright", "软件著作权登记", "材料代写，加急三十个工作日下证。", 1_200),
      offer("patent", "外观专利申请", "产品外观、包装外观均可申请。", 1_900),
    ],
  },
  {
    name: "深圳启航电商学院",
    about: "线下与线上电商培训，累计学员两万人。",
    offers: [
      offer(
        "skill-training",
        "抖音运营培训课",
        "从零开始，七天学会小店运营与短视频起号。",
        1_980,
        "学不会可免费复训一年。",
      ),
      offer(
        "skill-training",
        "直播带货主播培训",
        "话术、镜头感、控场、憋单，一对一演练。",
        2_980,
        "开课前可全额退款。",
      ),
      offer("skill-training", "客服技能培训", "售前转化、售后安抚、投诉处理。", 680),
      offer(
        "skill-training",
        "跨境电商英语培训",
        "Business English for cross-border sellers：邮件、客服与直播英语。",
        1_680,
      ),
    ],
  },
  {
    name: "武汉众合人力资源有限公司",
    about: "电商行业招聘与劳务派遣。",
    offers: [
      offer("recruiting", "主播招聘", "七天内推荐三名以上合格主播，试播后付费。", 3_000, "入职一个月内离职免费补招。"),
      offer("recruiting", "电商运营招聘", "运营、店长、推广专员，覆盖全国。", 2_500),
      offer("recruiting", "客服招聘外包", "大促期间短期客服派遣，按天结算。", 260),
    ],
  },
  {
    name: "义乌锦程供应链管理有限公司",
    about: "小商品一件代发，仓储、打包、快递一体。",
    promises: ["当日十六点前的订单当日发出。"],
    offers: [
      offer("fulfilment", "一件代发", "饰品、文具、家居小商品，无需囤货。", 500, "发错货全额赔付。"),
      offer("fulfilment", "云仓仓储代发", "仓储、打包、发货，系统直连抖店和拼多多。", 1_200, "丢件按成本价赔付。"),
      offer("sourcing", "选品与打样", "根据平台热词选品，三天打样。", 300),
    ],
  },
  {
    name: "厦门拾光网络科技有限公司",
    about: "SEO 与信息流投放。Search engine optimisation and paid traffic.",
    offers: [
      offer(
        "promotion",
        "抖音SEO优化",
        "抖音搜索排名优化，关键词霸屏，按天扣费。",
        2_400,
        "关键词七天内上首页，否则退款。",
      ),
      offer("promotion", "百度SEO优化", "网站关键词排名、收录提升、站内结构优化。", 3_000),
      offer("promotion", "千川投流代投", "巨量千川账户代投，目标投产比保底。", 4_000, "投产比低于约定时退还服务费。"),
      offer("promotion", "小红书种草推广", "素人铺量、达人合作、笔记代写。", 2_000),
    ],
  },
  {
    name: "南京远山财税咨询有限公司",
    about: "公司注册、代理记账、税务筹划。",
    offers: [
      offer(
        "accounting",
        "电商公司注册",
        "营业执照代办，可提供注册地址，三天拿证。",
        600,
        "三个工作日内拿到营业执照。",
      ),
      offer(
        "accounting",
        "代理记账",
        "小规模与一般纳税人，每月报税，凭证装订。",
        200,
        "因我方原因造成的违约金由我方承担。",
      ),
      offer("accounting", "个体工商户办照", "抖店入驻所需的个体执照，一天出证。", 300),
    ],
  },
  {
    name: "青岛听涛软件有限公司",
    about: "电商工具与系统定制。",
    offers: [
      offer(
        "software",
        "ERP订单管理系统",
        "多平台订单、库存、打单一体，支持抖店、快手、1688。",
        3_600,
        "系统可用率不低于 99.9%。",
      ),
      offer("software", "智能客服机器人搭建", "接入飞鸽、千牛，自动应答常见问题。", 2_200),
      offer(
        "software",
        "小程序商城开发",
        "微信小程序，含会员、分销、直播组件。",
        9_800,
        "源代码全部交付。",
        "上线后免费维护一年。",
      ),
    ],
  },
  {
    name: "西安半夏商品摄影工作室",
    about: "静物与模特摄影。",
    offers: [
      offer("photography", "商品主图拍摄", "白底图、场景图，每款五张精修。", 150, "七天内交付，超时每天退百分之十。"),
      offer("photography", "服装模特拍摄", "男女模特、外籍模特，棚拍与外景。", 1_200),
      offer("photography", "美食摄影", "菜品拍摄与菜单排版，上门服务。", 880),
    ],
  },
  {
    name: "郑州沐阳入驻服务中心",
    about: "各平台入驻代办。",
    offers: [
      offer("onboarding", "抖店入驻代办", "资料整理、类目报白、保证金指导。", 500, "入驻不成功不收费。"),
      offer("onboarding", "天猫入驻代办", "旗舰店、专卖店、专营店。", 8_000, "入驻失败全额退款。"),
      offer("onboarding", "类目报白", "珠宝、酒类、滋补、大健康。", 3_000),
    ],
  },
  {
    name: "Bright River Translations Ltd",
    about: "Translation and localisation for online shops. 跨境翻译。",
    promises: ["Your texts stay confidential and are deleted after 30 days."],
    offers: [
      offer(
        "translation",
        "Product listing translation",
        "Chinese to English, German, Spanish and Arabic by native speakers.",
        400,
        "Delivery within 24 hours.",
      ),
      offer("translation", "Customer service in English", "Live chat and e-mail support in your time zone.", 3_200),
      offer(
        "translation",
        "Trademark registration abroad",
        "Filing in the EU, UK and US through local attorneys.",
        6_000,
      ),
    ],
  },
  {
    name: "长沙蓝海直播基地",
    about: "两千平米直播基地，共享直播间六十间。",
    offers: [
      offer("live-commerce", "共享直播间出租", "按小时或按月租用，含灯光与网络。", 80),
      offer("live-commerce", "直播切片带货授权", "明星切片素材，授权剪辑分发。", 999),
      offer("live-commerce", "达人带货撮合", "按类目匹配达人，坑位费加佣金。", 5_000, "达人爽约双倍退还坑位费。"),
    ],
  },
  {
    name: "苏州鲸鱼物业服务有限公司",
    about: "写字楼保洁与绿化。",
    offers: [
      offer("cleaning", "办公室保洁", "日常保洁、地毯清洗、玻璃清洗。", 1_000),
      offer("cleaning", "仓库除虫灭鼠", "专业药剂，上门服务，三个月质保。", 600),
    ],
  },
  {
    // Says everything everywhere: to be found, but not before those whose trade it is.
    name: "合肥万象综合服务有限公司",
    about: "代运营 直播 短视频 装修 客服 商标 培训 招聘 记账 样样都做。",
    offers: [
      offer(
        "other",
        "电商综合服务套餐",
        "代运营 代运营 代运营 直播 直播 直播 短视频 短视频 短视频 店铺装修 店铺装修 客服外包 客服外包 商标注册 商标注册 培训 培训 招聘 招聘 代理记账 代理记账 SEO SEO logo logo",
        9_999,
      ),
    ],
  },
];
