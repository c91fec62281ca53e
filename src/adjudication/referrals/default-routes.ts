import type { Bilingual } from "../../platform/graphql/bilingual";
import type { ReferralRoute } from "../stays/stay-enums.types";
import type { EntryConditions } from "./entry.pure";

interface DefaultRoute {
  route: ReferralRoute;
  name: Bilingual;
  body: Bilingual;
  summary: Bilingual;
  legalBasis: Bilingual;
  /** Left out: for consumers only. */
  businessLegalBasis?: Bilingual;
  conditions: EntryConditions;
  cost: Bilingual;
  duration: Bilingual;
  documents: Bilingual[];
  link: string | null;
}

const both = (zhCN: string, en: string): Bilingual => ({ zhCN, en });

const ANY: EntryConditions = {
  states: [],
  amountFrom: null,
  amountUpTo: null,
  agreementNeeded: false,
  withinDays: null,
  negotiateFirstHours: null,
  closedBy: [],
};
const THREE_YEARS = 1_095;

const IDENTITY = both("本人身份信息与联系方式", "Your identity and contact data");
const ORDER = both(
  "订单、付款凭证和当时的承诺（可从平台订单导出）",
  "The order, proof of payment and the promises as they were (from the order on the platform)",
);
const EVIDENCE = both("沟通记录和其他证据", "The conversation, and other evidence");
const PROVIDER = both("服务商的名称和地址（见其页面）", "The provider's name and address (see its page)");

/** The catalogue of a new installation: the external routes of article 39 of the consumer law, and which of them a business has. In force from the beginning of time. */
export const defaultRoutes: readonly DefaultRoute[] = [
  {
    route: "CONSUMER_ASSOCIATION",
    name: both("消费者协会（消费者权益保护委员会）", "Consumer association"),
    body: both(
      "服务商所在地或者您所在地的消费者协会、消费者权益保护委员会，可以线上提交。",
      "The consumer association, or council for the protection of consumers, where the provider or you are. Complaints can be made online.",
    ),
    summary: both(
      "受理投诉、调查、调解；可以支持消费者起诉。调解出于自愿，没有强制力。",
      "Takes complaints, looks into them, mediates, and may support an action in court. Mediation is voluntary and binds no one unless they agree.",
    ),
    legalBasis: both(
      "《消费者权益保护法》第三十七条、第三十九条第（二）项",
      "Law on the Protection of Consumer Rights and Interests, articles 37 and 39 (2)",
    ),
    conditions: {
      ...ANY,
      negotiateFirstHours: 48,
      closedBy: ["ADMINISTRATIVE_AUTHORITY", "ARBITRATION", "COURT"],
    },
    cost: both("免费。", "Free of charge."),
    duration: both(
      "各地不同，通常数周；一方不同意或者达不成协议，调解即告结束。",
      "It differs from place to place, usually some weeks. Mediation ends when one side does not want it or no agreement is reached.",
    ),
    documents: [IDENTITY, PROVIDER, ORDER, EVIDENCE],
    link: "https://www.cca.org.cn/",
  },
  {
    route: "MEDIATION",
    name: both("其他调解组织", "Another mediation organisation"),
    body: both(
      "依法成立的人民调解委员会、行业性或者专业性调解组织。",
      "A people's mediation committee, or a mediation organisation of the trade, established by law.",
    ),
    summary: both(
      "在双方自愿的基础上调解。达成的调解协议有法律约束力；双方可以自协议生效之日起三十日内共同申请司法确认，确认后可以强制执行。",
      "Mediates if both sides want it. An agreement binds them; within thirty days of its taking effect both may ask a court to confirm it, after which it can be enforced.",
    ),
    legalBasis: both(
      "《消费者权益保护法》第三十九条第（二）项；《人民调解法》",
      "Law on the Protection of Consumer Rights and Interests, article 39 (2); People's Mediation Law",
    ),
    businessLegalBasis: both("《人民调解法》", "People's Mediation Law"),
    conditions: { ...ANY, agreementNeeded: true, closedBy: ["ARBITRATION", "COURT"] },
    cost: both(
      "人民调解免费；其他调解组织以其公布的标准为准。",
      "People's mediation is free of charge; others charge what they have published.",
    ),
    duration: both("由调解组织和双方商定。", "As the organisation and the sides agree."),
    documents: [IDENTITY, PROVIDER, ORDER, EVIDENCE],
    link: null,
  },
  {
    route: "ADMINISTRATIVE_AUTHORITY",
    name: both("向行政部门投诉（12315）", "Administrative authority (12315)"),
    body: both(
      "服务商所在地的市场监督管理部门。可拨打 12315，或使用全国 12315 平台。其他行业由其主管部门受理。",
      "The market supervision authority where the provider is: by telephone 12315 or on the national 12315 platform. For some trades it is another authority.",
    ),
    summary: both(
      "投诉由其组织调解，不能强制对方赔偿；违法行为可以另行举报，由其调查处罚。",
      "It mediates complaints and cannot order compensation. Breaches of the law can be reported separately, for it to investigate and punish.",
    ),
    legalBasis: both(
      "《消费者权益保护法》第三十九条第（三）项、第四十六条；市场监督管理部门关于处理投诉举报的规定",
      "Law on the Protection of Consumer Rights and Interests, articles 39 (3) and 46; the market supervision authority's rules on complaints and reports",
    ),
    conditions: {
      ...ANY,
      withinDays: THREE_YEARS,
      closedBy: ["CONSUMER_ASSOCIATION", "MEDIATION", "ARBITRATION", "COURT"],
    },
    cost: both("免费。", "Free of charge."),
    duration: both(
      "收到投诉之日起七个工作日内决定是否受理并告知；受理后四十五个工作日内达不成调解协议的，终止调解。",
      "Within seven working days of receipt it decides whether to take the complaint and says so; without agreement within forty-five working days of that it ends the mediation.",
    ),
    documents: [
      IDENTITY,
      PROVIDER,
      both("具体的投诉请求和事实", "What exactly you ask for, and the facts"),
      ORDER,
      EVIDENCE,
    ],
    link: "https://www.12315.cn/",
  },
  {
    route: "ARBITRATION",
    name: both("仲裁", "Arbitration"),
    body: both("仲裁协议中约定的仲裁机构。", "The arbitral body named in the arbitration agreement."),
    summary: both(
      "作出有强制执行力的裁决，一裁终局。有有效仲裁协议的，一般不能就同一争议起诉。",
      "Makes an award that can be enforced, and is final. With a valid arbitration agreement there is as a rule no action in court over the same dispute.",
    ),
    legalBasis: both(
      "《消费者权益保护法》第三十九条第（四）项；《仲裁法》；《民法典》第一百八十八条（三年）",
      "Law on the Protection of Consumer Rights and Interests, article 39 (4); Arbitration Law; Civil Code, article 188 (three years)",
    ),
    businessLegalBasis: both(
      "《仲裁法》；《民法典》第一百八十八条（三年）",
      "Arbitration Law; Civil Code, article 188 (three years)",
    ),
    conditions: { ...ANY, agreementNeeded: true, withinDays: THREE_YEARS, closedBy: ["COURT"] },
    cost: both(
      "按仲裁机构公布的标准，由其决定如何承担。",
      "As the arbitral body has published; it decides who bears it.",
    ),
    duration: both("通常数月，以仲裁规则为准。", "Usually some months; see its rules."),
    documents: [
      IDENTITY,
      both("仲裁协议", "The arbitration agreement"),
      both("仲裁申请书", "The request for arbitration"),
      ORDER,
      EVIDENCE,
    ],
    link: null,
  },
  {
    route: "COURT",
    name: both("向人民法院起诉", "Action in a people's court"),
    body: both(
      "一般由被告住所地或者合同履行地的基层人民法院管辖；通过网络交付的，合同履行地为买受人住所地，以其他方式交付的，为收货地。部分地区由互联网法院管辖。可以在线立案。",
      "As a rule the basic people's court where the defendant is, or where the contract is performed: for what is delivered over the network where the buyer lives, otherwise where the goods are received. In some places an internet court. Actions can be filed online.",
    ),
    summary: both(
      "作出有强制执行力的判决。金额较小、事实清楚的案件适用小额诉讼程序，一审终审；标的额上限由各省、自治区、直辖市按上年度就业人员年平均工资的一定比例确定。",
      "Gives a judgment that can be enforced. Clear cases of small amount go by the small claims procedure, without appeal; each province sets the amount by a share of its average yearly wage.",
    ),
    legalBasis: both(
      "《消费者权益保护法》第三十九条第（五）项；《民事诉讼法》；《民法典》第一百八十八条（诉讼时效三年，自知道或者应当知道权利受到损害以及义务人之日起）",
      "Law on the Protection of Consumer Rights and Interests, article 39 (5); Civil Procedure Law; Civil Code, article 188 (limitation of three years from when one knew or should have known of the harm and of who is liable)",
    ),
    businessLegalBasis: both(
      "《民事诉讼法》；《民法典》第一百八十八条（诉讼时效三年）",
      "Civil Procedure Law; Civil Code, article 188 (limitation of three years)",
    ),
    conditions: { ...ANY, withinDays: THREE_YEARS, closedBy: ["ARBITRATION"] },
    cost: both(
      "案件受理费按诉讼请求金额交纳，不超过一万元的每件五十元；适用简易程序或者调解、撤诉结案的减半。一般由败诉方负担。",
      "A fee by the amount claimed: fifty yuan for up to ten thousand yuan, half of it under the summary procedure or when the case ends by mediation or withdrawal. As a rule the losing side bears it.",
    ),
    duration: both(
      "简易程序一般三个月内审结，小额诉讼一般两个月内审结，自立案之日起算；普通程序更久。",
      "The summary procedure ends as a rule within three months of filing, small claims within two; the ordinary procedure takes longer.",
    ),
    documents: [
      IDENTITY,
      both("起诉状及副本", "The statement of claim, with copies"),
      both("被告的登记信息", "The defendant's registration data"),
      ORDER,
      both("证据及证据清单（可导出本案档案）", "The evidence and a list of it (the file of this case can be exported)"),
    ],
    link: "https://ssfw.court.gov.cn/",
  },
];
