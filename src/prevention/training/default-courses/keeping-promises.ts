import { both, right, wrong, type DefaultCourse } from "./default-course";

export const keepingPromises: DefaultCourse = {
  code: "keeping-promises",
  assignment: "RULING",
  takenBy: "OWNER",
  passMark: 80,
  ruleCodes: ["PRICE-1", "GIFT-1", "QUALITY-1", "DELIVERY-1", "AFTERSALES-1", "RETURN-1", "RESPONSE-1"],
  promiseKinds: [
    "PRICE",
    "GIFT_OR_DISCOUNT",
    "QUALITY",
    "DELIVERY_TIME",
    "AFTER_SALES",
    "RETURN_REFUND",
    "AVAILABILITY",
  ],
  title: both("作出能兑现的承诺", "Promises you can keep"),
  summary: both(
    "承诺为什么会落空，价格、赠品、时间、质量、售后和退货的承诺该怎样写、怎样管，做不到时怎么办。处理决定要求培训的服务商须由所有者完成。",
    "Why promises fail, how to word and manage those about price, gifts, time, quality, after-sales and returns, and what to do when you cannot keep one. Owners of providers that a ruling sent to training must pass it.",
  ),
  lessons: [
    {
      title: both("承诺为什么会落空", "Why promises fail"),
      text: both(
        "处理决定里反复出现的原因只有几种：\n\n- **承诺过头**：为了拿单，答应了产能做不到的时间和效果。\n- **只看眼前**：签单的人拿提成，兑现的人不知道答应了什么。\n- **不了解产品**：没做过就敢保证结果。\n- **没有记录**：口头改了约定，双方各记各的。\n\n对策也很朴素：由负责兑现的人审核承诺；按最忙的一周而不是最闲的一周定时间；结果受平台流量、第三方影响的，只承诺自己能控制的工作，不承诺结果；所有变更留下文字。",
        "The same few causes come back in ruling after ruling:\n\n- **Over-promising**: to win the order, a date or an effect was promised that the team cannot deliver.\n- **Short-term gain**: whoever signs is rewarded, whoever performs does not know what was promised.\n- **Not knowing the product**: a result was guaranteed by someone who never achieved it.\n- **No record**: the agreement was changed by word of mouth, and each side remembers another version.\n\nThe cures are plain: have promises checked by those who must keep them; plan for the busiest week, not the quietest; where the result depends on traffic or third parties, promise the work you control and not the result; put every change in writing.",
      ),
    },
    {
      title: both("价格与赠品", "Price and gifts"),
      text: both(
        "**价格**：写明包含什么、不包含什么。下单后不得以加急费、服务费等任何名目加价。确有新增需求的，先报价，消费者同意后另行下单。\n\n**赠品与优惠**：写明是什么、多少、什么时候给、有没有条件。下单时没写的条件，之后不能加。赠品断货，应当提供同等或更好的替代，或者折价退还，并先征得同意。\n\n写法对比：\n\n- 差：“下单有好礼”。\n- 好：“下单赠三张活动海报，随初稿一并交付，无其他条件”。",
        "**Price**: say what it includes and what it does not. Nothing is added after the order, under whatever name: rush fee, service fee. If more is wanted, quote first, and let the consumer place another order.\n\n**Gifts and discounts**: say what, how many, when, and on which conditions. Conditions that were not stated with the order cannot be added. When a gift has run out, offer one as good or better, or its value, and ask first.\n\nCompare:\n\n- Poor: “A gift with every order.”\n- Good: “Three event posters with the order, delivered together with the first draft, no further conditions.”",
      ),
    },
    {
      title: both("时间与质量", "Time and quality"),
      text: both(
        "**时间**：从什么时候起算（付款？收到素材？）、到什么为止（初稿？定稿？），都要写清。要等消费者提供资料的，写明“收到全部资料后”，并在缺资料时**当天**书面催要。\n\n**质量**：用别人能核对的标准：尺寸、格式、修改次数、验收方法。避免“行业领先”“包您满意”“保证爆单”一类无法核对、容易构成虚假宣传的话。\n\n交付时请消费者书面确认，并保留交付物原件。",
        "**Time**: say from when it counts (payment? receipt of material?) and until what (first draft? final version?). If you depend on the consumer's material, say “after all material is received”, and ask for what is missing in writing, on the **same day**.\n\n**Quality**: use standards that others can check: size, format, number of revisions, how it is accepted. Avoid “industry-leading”, “satisfaction guaranteed”, “sales will explode”: no one can check them, and they may amount to false advertising.\n\nAsk for a written confirmation on delivery, and keep the originals.",
      ),
    },
    {
      title: both("售后与退货", "After-sales and returns"),
      text: both(
        "**售后**：写明期限、范围、响应时间。承诺 24 小时响应，就要安排周末有人。\n\n**退货**：法律规定的权利不因承诺而减少。网络购买的商品，除法律列明的例外（如定作的、鲜活易腐的）外，消费者自收到之日起七日内可以无理由退货，商品应当完好；商家应在收到退回商品之日起七日内退款。您承诺得比法律更宽的，按承诺执行。\n\n收到退货当天开箱录像；认为不完好的，说明哪里不完好并出示证据，不要一拒了之。",
        "**After-sales**: say for how long, for what, and how soon you answer. Whoever promises an answer within 24 hours has someone on duty at the weekend.\n\n**Returns**: rights given by law are not made smaller by your promise. Goods bought online may be returned without reason within seven days of receipt, intact, except for what the law lists (for instance goods made to order, or fresh and perishable ones); the price is refunded within seven days of the goods' coming back. Where you promise more than the law, your promise holds.\n\nFilm the unpacking on the day the goods come back. If they are not intact, say what is wrong and show it; do not simply refuse.",
      ),
    },
    {
      title: both("做不到的时候", "When you cannot keep it"),
      text: both(
        "做不到并不可怕，隐瞒才可怕。\n\n1. **一知道就告诉消费者**，在期限之前，写明原因和新的时间。\n2. **请消费者选择**：等待、换方案，还是退款。没有同意就不能单方面改期。\n3. **给出补偿**，与影响相称。\n4. **撤回或改写承诺**，避免下一位消费者遇到同样的事。\n5. **找到原因**，写下来，改流程。\n\n案件进入平台后也一样：主动承认、及时补救，处理决定会考虑，较轻违规的积分也会减轻。",
        "Failing is forgivable; hiding it is not.\n\n1. **Tell the consumer as soon as you know**, before the date, with the reason and a new date.\n2. **Let the consumer choose**: wait, something else, or the money back. Without agreement you cannot move the date.\n3. **Offer something** in proportion to the trouble.\n4. **Withdraw or reword the promise**, so that the next consumer does not meet the same.\n5. **Find the cause**, write it down, change how you work.\n\nThe same holds before the platform: rulings take into account that you admitted it and put it right, and points for lesser violations are reduced.",
      ),
    },
  ],
  questions: [
    {
      text: both(
        "旺季将至，设计团队平时两天、最忙时四天能交初稿。交付时间应当怎样承诺？",
        "The busy season is coming. Your designers need two days for a draft, four when they are busiest. What do you promise?",
      ),
      options: [
        right("按最忙时能做到的时间承诺", "What you can do when you are busiest"),
        wrong("两天，赶不上再解释", "Two days, and explain if you are late"),
        wrong("一天，先把订单拿下", "One day, to win the order"),
        wrong("“尽快”，不写时间", "“As soon as possible”, without a time"),
      ],
      explanation: both(
        "承诺要在意外情况下也能做到；“尽快”无法核对，也挡不住投诉。",
        "Promise what holds when things go wrong. “As soon as possible” cannot be checked, and prevents no complaint.",
      ),
    },
    {
      text: both(
        "消费者下单后提出新增两页设计，您可以：",
        "After placing the order, a consumer asks for two more pages. You may:",
      ),
      options: [
        right("先报价，同意后另行下单", "Quote first, and let them place another order"),
        wrong("做完再加收费用", "Do it and charge for it afterwards"),
        wrong("扣下原订单，补款后才交付", "Hold back the first order until they pay more"),
        wrong("在原订单上加收“加急费”", "Add a “rush fee” to the first order"),
      ],
      explanation: both(
        "新增需求可以另行收费，但要事先同意；不得在原订单上加价。",
        "More work may cost more, agreed beforehand; nothing is added to the price of the first order.",
      ),
    },
    {
      text: both("承诺的赠品断货了，正确的做法是？", "The gift you promised has run out. What is right?"),
      options: [
        right(
          "征得同意后换成同等或更好的，或折价退还",
          "With the consumer's consent, one as good or better, or its value",
        ),
        wrong("告知断货，取消赠品", "Say that it has run out, and drop it"),
        wrong("要求消费者写好评后再补", "Give it only after a good review"),
        wrong("换成更便宜的，不作说明", "Send a cheaper one without a word"),
      ],
      explanation: both(
        "赠品也是承诺，不能单方面取消或者附加条件。",
        "A gift is a promise like any other. It can be neither dropped nor made conditional by you alone.",
      ),
    },
    {
      text: both(
        "下列哪些写法是别人能核对的质量承诺？（多选）",
        "Which of these are promises of quality that others can check? (Choose all.)",
      ),
      options: [
        right("1080×1920 像素，PNG 与源文件各一份", "1080×1920 pixels, one PNG and the source file"),
        right("含两轮修改，每轮 48 小时内完成", "Two rounds of revision, each done within 48 hours"),
        wrong("行业领先的设计水准", "Industry-leading design"),
        wrong("保证上线后爆单", "Guaranteed to boost your sales"),
      ],
      explanation: both(
        "能量、能数、能对照的才是标准；形容词和对结果的保证不是。",
        "What can be measured, counted and compared is a standard. Adjectives and guarantees of success are not.",
      ),
    },
    {
      text: both(
        "消费者在网上购买了普通商品，收货第五天要求无理由退货，商品完好。您的页面写着“非质量问题不退”。应当怎么办？",
        "A consumer bought ordinary goods online and wants to return them, intact, five days after receipt, without a reason. Your page says “no returns unless defective”. What do you do?",
      ),
      options: [
        right("接受退货，并在收到货后按期退款", "Accept the return, and refund in time once the goods are back"),
        wrong("拒绝，页面已经写明", "Refuse; the page says so"),
        wrong("同意，但扣除三成作为违约金", "Accept, and keep thirty per cent as a penalty"),
        wrong("只同意换货", "Offer an exchange only"),
      ],
      explanation: both(
        "除法律列明的例外，网购商品七日内可以无理由退货，商家的声明不能排除这一权利。",
        "Apart from the exceptions that the law lists, goods bought online may be returned within seven days. A notice of yours cannot take that away.",
      ),
    },
    {
      text: both(
        "周一发现周三交不了稿，应当什么时候、怎样处理？",
        "On Monday you find that you cannot deliver on Wednesday. What do you do, and when?",
      ),
      options: [
        right("周一就告知原因和新时间，请消费者选择", "On Monday say why and by when, and let the consumer choose"),
        wrong("周三晚上再说", "Say so on Wednesday evening"),
        wrong("等消费者来问", "Wait until the consumer asks"),
        wrong("自行把交付日期改到周五", "Move the date to Friday yourself"),
      ],
      explanation: both(
        "一知道就告知，并取得同意；单方面改期仍是违约。",
        "Tell at once and ask for agreement. Moving the date on your own is still a breach.",
      ),
    },
  ],
};
