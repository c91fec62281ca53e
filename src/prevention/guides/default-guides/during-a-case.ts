import type { DefaultGuide } from "./default-guide";

export const duringACase: DefaultGuide[] = [
  {
    code: "negotiate-well",
    audience: "CONSUMER",
    breachKinds: [],
    caseStates: ["NEGOTIATING", "SETTLING"],
    beforeCase: false,
    title: { zhCN: "与服务商协商：怎么谈更快解决", en: "Negotiating with the provider" },
    summary: {
      zhCN: "多数案件在协商中解决。说清事实、提出具体要求、写下约定。",
      en: "Most cases are settled by talking. State facts, ask for something definite, have it in writing.",
    },
    body: {
      zhCN: "- **说事实。** 哪一条承诺、约定是什么、实际是什么、差多少。少说感受，不说狠话：对话会成为证据。\n- **要求具体。** “退 300 元，三天内退回原支付账户”比“给个说法”有用。要求与损失相称，更容易成，也更容易被处理决定支持。\n- **在案件里谈。** 案件里的消息和方案都有记录。私下电话谈的，回来在案件里写一句确认。\n- **看清方案再接受。** 方案写明做什么、何时做完。接受后即成为和解；对方到期不履行，约定的金额无须平台处理决定，直接从其保证金支付给您，不足部分待补足后再付。方案不是金钱的，请让对方写明折价；没有写折价的，案件自动提交平台，对其不利。对方提交履行证明后请确认或提出异议；您不答复，也不会仅凭对方一句话就算已付款。可以提出反提案，也可以拒绝。\n- **注意答复期限。** 对方提出像样的方案或作出附理由的最终答复后，您一直不答复，协商期满案件会关闭；之后一段时间内可以申请重新处理一次。对方没有认真答复的，期满自动提交平台。\n- **不要放弃权利。** 对方要求您先撤诉、先删评、先签免责再退款的，可以拒绝，并保留记录。\n- **履行了再确认。** 钱到账、东西到手、检查无误，再点确认。确认后即告了结，不能再申请重新处理。",
      en: "- **State facts.** Which promise, what was agreed, what came, what is missing. Leave out feelings and threats: the conversation is evidence.\n- **Ask for something definite.** “Refund 300 yuan to the account I paid from within three days” does more than “do something about it”. What is in proportion to the loss is agreed more easily, and more easily upheld.\n- **Talk inside the case.** Messages and offers there are on record. After a telephone call, write down in the case what was said.\n- **Read an offer before you accept it.** It says what and by when. Accepted, it is a settlement; if it is not performed in time, the sum agreed is paid to you from the provider's deposit without a ruling, and what the deposit does not cover follows when it grows. Where it is no money, have the offer say what it is worth; without that the case goes to the platform, and that speaks against the provider. Confirm or contest the proof; if you do not answer, the provider's word alone is no payment. You may make another offer, or decline.\n- **Mind the time.** If you leave the provider's serious last offer, or its final answer with reasons, unanswered, the case closes when the time for talking is over; for a while you may reopen it, once. After less than that the case goes to the platform by itself.\n- **Do not sign away your rights.** If you are asked to withdraw, to delete a review or to sign a waiver before you are paid, you may say no. Keep the message.\n- **Confirm what you have seen.** First the money or the work, checked; then the confirmation. A settlement that you confirmed is final.",
    },
  },
  {
    code: "escalating",
    audience: "CONSUMER",
    breachKinds: [],
    caseStates: ["NEGOTIATING", "SUBMITTED", "INFO_REQUESTED", "UNDER_REVIEW"],
    beforeCase: false,
    title: { zhCN: "提交平台：什么时候、会发生什么", en: "Going to the platform: when, and what happens" },
    summary: {
      zhCN: "协商不成时请平台处理：条件、步骤、各步的期限。",
      en: "When talking does not help: conditions, steps, and how long each takes.",
    },
    body: {
      zhCN: "**什么时候可以提交？** 对方拒绝、到期没有首次答复，或者协商满一定时间。还不能提交时，案件会告诉您几点起可以。欺诈、泄露个人信息、报复、安全问题无需协商，直接由平台处理。\n\n**之后会怎样？**\n\n1. **受理审查**：看是否属于平台处理的范围，资料够不够。要求补充资料的，请在期限内补齐，逾期未补案件会关闭。\n2. **举证**：双方同时提交证据，可以写明对对方证据的意见。交齐后点“举证完毕”，双方都完成就不必等到期满。\n3. **审理**：由一位处理专员作出处理决定；严重的处理措施须主管批准。\n4. **处理决定**：逐项写明是否违背承诺、依据哪条规则、要求怎样补救。\n\n**平台超时怎么办？** 受理审查超时视为受理，审理超时会上报主管并公示平台的延误，不会因此判您输。\n\n**还能和解吗？** 能。处理决定之前，双方仍可在案件里留言、提出和接受方案，服务商也可以直接接受您的诉求；达成和解，案件转入履行，到期不履行的，回到平台继续处理，对服务商不利。处理决定之后直到结案，都可以留言；申诉期内可以补交证据，由申诉审查人一并审查。\n\n**还可以做什么？** 任何阶段您都可以同时走平台外的途径（消费者协会、12315、调解、仲裁、法院），也可以在处理决定之前撤回投诉。",
      en: "**When may you?** When the provider refuses, does not answer in time, or the talks have lasted long enough. Before that the case tells you from when. Fraud, leaked data, retaliation and safety go to the platform at once.\n\n**What happens then?**\n\n1. **Admissibility**: is it a matter for the platform, and is there enough information? If you are asked for information, supply it in time, or the case closes.\n2. **Evidence**: both sides hand theirs in, and may comment on the other's. Say when you are done; when both are, no one waits for the end of the time.\n3. **Review**: a moderator decides; grave penalties need a lead's approval.\n4. **Ruling**: for each promise whether it was broken, by which rule, and what must be done.\n\n**And if the platform is late?** A complaint not checked in time counts as accepted. A late review goes to a lead and into the public register of the platform's own delays. You never lose because of it.\n\n**Can you still agree?** Yes. Until there is a ruling both sides may write, make and accept offers in the case, and the provider may simply accept your demand. Once you have agreed, the case waits for the performance; if that does not come in time, the platform goes on with the case, and it speaks against the provider. After the ruling you may write until the case is closed, and hand in evidence while it can be appealed; whoever decides the appeal sees it.\n\n**What else can you do?** At any time you may take an outside route as well (consumer association, 12315, mediation, arbitration, court). Until there is a ruling you may withdraw.",
    },
  },
  {
    code: "after-a-ruling",
    audience: "CONSUMER",
    breachKinds: [],
    caseStates: ["RULED", "APPEALED", "ENFORCING"],
    beforeCase: false,
    title: { zhCN: "处理决定之后：申诉、履行、拿到补救", en: "After a ruling: appeal, performance, remedy" },
    summary: {
      zhCN: "看懂处理决定，决定是否申诉，盯住履行。",
      en: "Reading the ruling, deciding whether to appeal, and seeing that it is performed.",
    },
    body: {
      zhCN: "1. **先读认定部分。** 每一项承诺单独写明违背、未违背或证据不足，并说明理由。\n2. **要不要申诉？** 有新证据、事实认定有误、规则用错、程序不当、结果明显不相称，或者有偏私，可以在期限内申诉一次，由没有参与原处理决定的主管处理；对方先有一次答辩机会，您也可以就对方的申诉答辩。只因为“想要更多”通常不够。双方都放弃申诉的，处理决定提前生效。\n3. **该付的钱不等申诉期届满**：处理决定作出之日起，服务商须在期限内付款；退货、重做等其他补救，自处理决定生效之日起计算期限。服务商提出申诉的，付款暂停。在生效之前收到款项，而申诉推翻了处理决定的，应当退还至服务商保证金；新的处理决定仍支持的部分直接抵扣。逐项核对：收到了就确认；没有收到，在七天内提出异议。您提出异议或不作答复的，服务商须用付款记录或证据证明，由平台核实；证明不了的，视为未履行。\n4. **不履行怎么办？** 每项补救都有折价金额。先用服务商的保证金向您赔付，能付多少先付多少；不足的，平台会冻结其服务直至付清，并向您提供案件材料，供您走平台外的途径。\n5. **处理决定不妨碍您起诉。** 您对结果不满意，仍可以向法院起诉；平台的处理决定和证据可以作为材料提交。\n6. **处理措施归处理措施，补救归补救。** 违约金、降权是对服务商的处理措施，不归您所有；该给您的写在“补救”里。",
      en: "1. **Read the findings first.** Each promise is dealt with separately: broken, kept, or not proven, and why.\n2. **Appeal?** With new evidence, wrong facts, the wrong rule, a faulty procedure, a plainly disproportionate result, or bias, you may appeal once and in time; a lead who had no part in it decides. The other side answers first, and you may answer an appeal of theirs. Wanting more is rarely enough. If both sides waive their appeals, the ruling is final earlier.\n3. **Money does not wait for the end of the appeal window**: the provider's time to pay runs from the ruling, its time to do anything else from when the ruling is final. An appeal of either side stays it. If you were paid before it was final and it is reversed on appeal, you owe the money back to the provider's deposit, less what the new ruling orders. The provider files proof of what it did. Check each item: confirm what you received, and contest within seven days what you did not. If you contest it or do not answer, the provider must prove it by a payment or evidence, which the platform checks; what is not proved counts as not done.\n4. **If it is not done**, you are paid what the remedy is worth from the provider's deposit, as far as it goes. For the rest, the provider can sell nothing until it has paid, and you are given the file for an outside route.\n5. **A ruling does not close the courts to you.** You may still sue, and use the ruling and the evidence there.\n6. **Penalties and remedies are two things.** A contract charge or demotion punishes the provider and is not yours; what is yours stands under remedies.",
    },
  },
  {
    code: "outside-routes",
    audience: "CONSUMER",
    breachKinds: [],
    caseStates: ["UNDER_REVIEW", "RULED", "ENFORCING", "STAYED", "CLOSED"],
    beforeCase: true,
    title: {
      zhCN: "平台之外：消协、12315、调解、仲裁、法院",
      en: "Outside the platform: association, 12315, mediation, arbitration, court",
    },
    summary: {
      zhCN: "走哪条路由您选择。各条路受理什么、要什么材料、多久、花多少。",
      en: "The choice is yours by law. What each takes on, what it needs, how long it takes and what it costs.",
    },
    body: {
      zhCN: "《消费者权益保护法》第三十九条列出五条途径：与经营者协商和解；请求消费者协会或者依法成立的其他调解组织调解；向有关行政部门投诉；根据与经营者达成的仲裁协议提请仲裁；向人民法院提起诉讼。**选哪条、什么时候走，由您决定**，平台的案件不影响您的选择。\n\n- **消费者协会**：免费调解，不强制。\n- **12315（市场监管部门）**：免费。收到投诉后七个工作日内决定是否受理；受理后组织调解，四十五个工作日内达不成协议则终止。违法行为可以另行举报，由其查处。\n- **其他调解组织**：须双方自愿。达成的调解协议可以申请司法确认。\n- **仲裁**：必须有仲裁协议；一裁终局，选了仲裁一般就不能再起诉。\n- **法院**：小额案件程序简便，受理费不高。普通诉讼时效三年，自您知道或者应当知道权利受损害以及义务人之日起算。\n\n**注意**：同一争议已由法院、仲裁机构或消协受理或处理过的，市场监管部门不再受理投诉，所以先后顺序值得想一想。\n\n在案件里登记“平台外途径”，填写编号和进展，平台可以中止案件等待结果，避免两边矛盾。以上是一般说明，不是法律意见；各地做法有差异，以受理机构的答复为准。",
      en: "Article 39 of the Law on the Protection of Consumer Rights and Interests names five ways: settling with the business; mediation by a consumer association or another mediation organisation established by law; a complaint to the administrative authority; arbitration under an agreement with the business; an action in a people's court. **Which one, and when, is for you to decide.** A case on the platform does not take that away.\n\n- **Consumer association**: mediates, free of charge; it cannot compel.\n- **12315 (market supervision)**: free of charge. It decides within seven working days of receipt whether to take the complaint, then mediates; without agreement within forty-five working days it ends that. Breaches of the law can be reported separately, for the authority to pursue.\n- **Other mediators**: only if both sides want it. A mediated agreement can be submitted for judicial confirmation.\n- **Arbitration**: only with an arbitration agreement; the award is final, and as a rule there is no action in court afterwards.\n- **Court**: small claims are simple and the fee is low. The ordinary limitation is three years from when you knew, or should have known, of the harm and of who caused it.\n\n**Mind the order**: a dispute that a court, an arbitral body or a consumer association has taken on or dealt with is no longer accepted by the market supervision authority.\n\nRegister what you do as a referral in the case, with its number and progress: the platform can then let the case wait, so that no two decisions contradict each other. This is general information, not legal advice. Practice differs from place to place; what the body itself tells you counts.",
    },
  },
  {
    code: "answering-a-case",
    audience: "PROVIDER",
    breachKinds: [],
    caseStates: ["NEGOTIATING", "SETTLING", "EVIDENCE"],
    beforeCase: false,
    title: { zhCN: "服务商怎样应对投诉", en: "Answering a complaint, for providers" },
    summary: {
      zhCN: "按时回应、核对承诺、提出方案、备好证据。",
      en: "Answer in time, check the promise, make an offer, have your evidence ready.",
    },
    body: {
      zhCN: "**今天就做**\n\n1. 在答复期限前答复：提出方案、附理由拒绝，或作出最终答复。只发消息说正在核实，不算答复。期限和倒计时写在案件里。\n2. 打开订单，对照**冻结的承诺版本**，而不是现在页面上的版本。\n3. 问清经手的员工：当时说了什么、做了什么、有什么记录。\n\n**协商时**\n\n- 做得不对就承认，并提出具体、可核对的方案。一次到位的方案比反复讨价还价省时间，也不计积分。\n- 不同意就说明理由并附依据，不要拖。沉默比拒绝更不利。\n- 不要以撤诉、删评为条件，不要私下骚扰。\n- 达成和解后，把到期日记进日历，履行后立刻提交凭证：写明付款凭证号或附上证据，财务核实到账即结案。逾期未履行的，约定金额直接从保证金支付。\n- 案件到了平台，处理决定之前仍可和解：可以提出方案，也可以点“接受诉求”，按消费者的诉求履行，无需对方再确认，但履行期限较短。\n\n**进入举证后**\n\n- 在期限内提交完整的对话、交付记录、变更同意，写明每份证据证明什么，并提交答辩。\n- 需要保密的材料（如商业秘密）可以选择仅平台可见，但对方看不到的证据，说服力会打折扣。\n- 交齐后点“举证完毕”。\n\n**内部复盘**：投诉集中在哪条承诺？改写它、撤回它，或者改进流程。同一承诺多次被认定违背，会从重处理。",
      en: "**Today**\n\n1. Answer before the time shown in the case: with an offer, a refusal with reasons, or a final answer. A message that you are looking into it is polite, but no answer.\n2. Open the order and read the promise **as it was frozen**, not as your page has it now.\n3. Ask whoever dealt with it: what was said, what was done, what is on record?\n\n**While you negotiate**\n\n- If it was your mistake, say so, and offer something definite that can be checked. One good offer saves more time than ten rounds of bargaining, and brings no points.\n- If you disagree, say why and show it, without delay. Silence is worse than a refusal.\n- Do not make it depend on a withdrawal or a deleted review, and do not press the consumer elsewhere.\n- Once settled, put the date into the calendar, perform, and file proof at once, with the reference of the payment or with evidence: when finance finds the payment, the case is over. What is not performed in time is paid from your deposit.\n- Before the platform you may still settle until there is a ruling: make an offer, or accept the demand as it stands. The consumer need not agree to that, but there is less time to perform it.\n\n**In the evidence stage**\n\n- In time, hand in whole conversations, records of delivery and agreed changes; say what each piece proves, and file your defence.\n- What must stay confidential can be kept between you and the platform, but what the other side cannot see convinces less.\n- Say when you are done.\n\n**Afterwards**: which promise do complaints gather on? Reword it, withdraw it, or change how you work. A promise that is broken again and again is dealt with more severely.",
    },
  },
];
