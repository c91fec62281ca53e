import { both, right, wrong, type DefaultCourse } from "./default-course";

export const gettingStarted: DefaultCourse = {
  code: "getting-started",
  assignment: "ONBOARDING",
  takenBy: "ANY_MEMBER",
  passMark: 80,
  ruleCodes: [],
  promiseKinds: [],
  title: both("服务商入驻：承诺、投诉与规则", "Getting started: promises, complaints and rules"),
  summary: both(
    "每个新服务商都要学的一课：承诺在平台上意味着什么，消费者投诉后会发生什么，怎样举证，处理决定之后怎么办。约二十分钟。",
    "What every new provider should know: what a promise means here, what happens when a consumer complains, how to prove what you did, and what follows from a ruling. About twenty minutes.",
  ),
  lessons: [
    {
      title: both("承诺写下来就要兑现", "A promise that is published is kept"),
      text: both(
        "价格、赠品、质量、交付时间、售后、退货……凡是您发布在服务页上的承诺，都会在消费者下单的那一刻**冻结进订单**，并附上数字摘要。\n\n- 之后您可以发布新版本，但新版本只对以后的订单有效，旧订单仍按旧承诺履行。\n- 发布过的版本不能修改，只能由下一个版本取代，或者撤回。\n- 聊天中随口答应的话也是证据。不打算做到的，不要答应。\n\n发布之前问自己三个问题：我能做到吗？出了意外还能做到吗？别人能看懂并核对吗？",
        "Price, gift, quality, delivery time, after-sales, returns: whatever you promise on a listing is **frozen into the order** at the moment a consumer places it, with a digest of its text.\n\n- You may publish a next version, but it holds for later orders only; earlier orders are performed as they were promised.\n- A published version never changes. It is followed by another one, or withdrawn.\n- What you agree to in a chat is evidence, too. Do not agree to what you will not do.\n\nBefore you publish, ask yourself three questions: Can I do this? Can I still do it when something goes wrong? Can someone else understand it and check it?",
      ),
    },
    {
      title: both("收到投诉之后", "When a consumer complains"),
      text: both(
        "投诉首先是双方协商的机会，多数案件在这一步解决。\n\n1. **尽快回应。** 案件里写着答复期限，过期不答，消费者可以直接提交平台，您的响应率也会下降。\n2. **先弄清事实。** 对照订单里冻结的承诺，看消费者说的是哪一条、差在哪里。\n3. **提出具体方案。** 退款、部分退款、重做、补发、延长服务、道歉——写明做什么、什么时候做完。\n4. **达成后按时履行并提交凭证。** 和解到期不履行，约定金额直接从保证金支付；日后若作出处理决定，后果比当初的违约更重。\n\n不同意消费者的要求也可以拒绝，但要说明理由；拒绝之后，消费者有权请平台处理。",
        "A complaint is first of all a chance to settle, and most cases end there.\n\n1. **Answer soon.** The case shows by when. If you are silent, the consumer may go to the platform at once, and your record of answering suffers.\n2. **Find out what happened.** Compare it with the promises frozen into the order: which one is meant, and what is missing?\n3. **Offer something definite.** A refund, a partial one, doing it again, a replacement, a longer service, an apology: say what, and by when.\n4. **Once agreed, perform in time and file proof.** If you do not, the sum agreed is paid from your deposit without a ruling, and in a later ruling it weighs more than the first breach.\n\nYou may also refuse the demand, with your reasons. The consumer may then ask the platform to decide.",
      ),
    },
    {
      title: both("用证据说话", "Let evidence speak"),
      text: both(
        "平台只根据证据作出处理决定。平时就要留好：\n\n- 交付记录：文件、物流单号、上线时间、消费者的确认；\n- 沟通记录：完整的对话，不要只截一句；\n- 变更记录：改时间、改内容时，消费者在**事前**同意的文字。\n\n证据提交后不能改动，平台会核对文件的摘要。**伪造证据**是最严重的违规，可能导致解除合作。逾期提交的证据，只有说明正当理由并经采纳才算数。",
        "The platform decides on evidence. Keep it from the beginning:\n\n- of delivery: files, tracking numbers, the time something went live, the consumer's confirmation;\n- of what was said: whole conversations, not one line of them;\n- of changes: the consumer's agreement in writing, given **before** the date or the content changed.\n\nEvidence cannot be altered once it is submitted; its digest is checked. **Forged evidence** is among the gravest violations and may end the cooperation. What comes late counts only if there was good reason and it is admitted.",
      ),
    },
    {
      title: both("处理决定、积分与处理措施", "Rulings, points and penalties"),
      text: both(
        "平台作出处理决定时，会逐项认定承诺是否被违背，引用下单时有效的规则，并写明您要做的补救。\n\n- 违规会记**积分**，积分到期自动消除；积分达到不同档次，会依次触发警告与公示、降权与培训、违约金与冻结、暂停经营，直至解除合作。\n- 处理决定生效后及时完成补救，较轻违规的积分可以减轻。\n- 不服可以在期限内**申诉**，由另一位纠纷处理主管处理；申诉成立，这份处理决定造成的一切后果都会撤销。\n- 不履行生效处理决定，先从保证金中赔付消费者。\n\n处理决定和处理措施在公示栏公开，任何人都能查到。",
        "A ruling says of each promise whether it was broken, cites the rule in force when the order was placed, and orders what you must do.\n\n- Violations bring **points**, which expire automatically. As they add up they lead to a warning and public notice, then to demotion and training, to a contract charge and a freeze, to suspension, and in the end to termination.\n- Doing promptly what a final ruling ordered reduces the points for lesser violations.\n- You may **appeal** in time; another lead decides. An appeal that is granted undoes all that the ruling did.\n- If you do not perform, the consumer is paid from your deposit first.\n\nRulings and penalties stand in the public register, for everybody to read.",
      ),
    },
    {
      title: both("不能碰的红线", "What you must never do"),
      text: both(
        "- **泄露或出售消费者的个人信息**，或者拿去做约定之外的事。\n- **威胁、骚扰、报复**投诉、评价或者举证的消费者。\n- **欺诈**：虚构服务，用根本不打算兑现的承诺招揽订单。\n\n这三类投诉不经协商，直接由平台处理。您的任何员工做了，都算您做的——请让每个人都知道。\n\n还要记住：去哪里维权由消费者选择。消费者可以同时找消费者协会、拨打 12315 或者起诉，您不能以此为由拒绝履行，更不能要求消费者放弃这些权利。",
        "- **Disclose or sell a consumer's personal data**, or use it for anything that was not agreed.\n- **Threaten, harass or punish** a consumer for a complaint, a review or evidence.\n- **Deceive**: sell services that do not exist, or win orders with promises you never meant to keep.\n\nComplaints about these go to the platform at once, without negotiation. What any of your staff does counts as done by you: make sure that everybody knows.\n\nAnd remember that it is the consumer who chooses where to turn. A consumer may go to a consumer association, to the authority (12315) or to court as well. That is no reason for not performing, and you must not ask anybody to give up these rights.",
      ),
    },
  ],
  questions: [
    {
      text: both(
        "您发布了交付时间承诺的新版本，比旧版本宽松。之前已下的订单按哪个版本履行？",
        "You publish a next version of your delivery promise, with more time. Which version holds for orders placed before?",
      ),
      options: [
        right("下单时冻结进订单的旧版本", "The one frozen into the order when it was placed"),
        wrong("新版本，因为它是最新的", "The new one, because it is the latest"),
        wrong("由服务商选择对自己方便的版本", "Whichever suits the provider"),
        wrong("两个都不算，以聊天记录为准", "Neither; only the chat counts"),
      ],
      explanation: both(
        "承诺在下单时冻结进订单，之后的版本只对以后的订单有效。",
        "Promises are frozen into the order when it is placed; later versions hold for later orders.",
      ),
    },
    {
      text: both(
        "消费者发来投诉，您认为对方说得不对，应当怎么做？",
        "A consumer complains, and you think they are wrong. What do you do?",
      ),
      options: [
        right("在期限内回应，说明理由，必要时拒绝", "Answer in time, give your reasons, refuse if you must"),
        wrong("不理会，等平台来问", "Ignore it until the platform asks"),
        wrong("让消费者先撤回投诉再谈", "Ask the consumer to withdraw before you talk"),
        wrong("私下联系，要求对方删除评价", "Contact them privately and demand that they delete their review"),
      ],
      explanation: both(
        "沉默会使案件直接进入平台处理。可以拒绝，但要按时、有理由。",
        "Silence takes the case to the platform. You may refuse, but in time and with reasons.",
      ),
    },
    {
      text: both(
        "下列哪些可以证明您已按时交付？（多选）",
        "Which of these help to prove that you delivered in time? (Choose all.)",
      ),
      options: [
        right("带时间的交付文件或物流签收记录", "A dated delivery file, or the carrier's record of receipt"),
        right("消费者确认收到的完整对话", "The whole conversation in which the consumer confirms receipt"),
        right(
          "改期之前消费者书面同意的记录",
          "The consumer's written agreement to a later date, given before it changed",
        ),
        wrong("事后补写的交付说明", "An account of the delivery written afterwards"),
      ],
      explanation: both(
        "当时形成、完整、能核对的记录才有证明力；事后自己写的说明不是交付的证据。",
        "What was made at the time, is complete and can be checked proves something. An account of your own, written afterwards, does not.",
      ),
    },
    {
      text: both(
        "和解约定七天内退款，您忘记了。后果是什么？",
        "You agreed to refund within seven days, and forgot. What follows?",
      ),
      options: [
        right(
          "约定的金额无须处理决定，直接从您的保证金支付给消费者",
          "The sum agreed is paid to the consumer from your deposit, without a ruling",
        ),
        wrong("没有后果，和解不是处理决定", "Nothing, a settlement is no ruling"),
        wrong("自动延长七天", "You have seven more days"),
        wrong("投诉自动关闭", "The complaint is closed"),
      ],
      explanation: both(
        "到期没有履行证明，约定的金额即应支付，从保证金中划出；没有约定金额的和解，案件提交平台，并推定对服务商不利。",
        "Without proof by the due date the sum agreed is owed and taken from the deposit; a settlement without a sum goes to the platform, with a presumption against the provider.",
      ),
    },
    {
      text: both("您不同意一份处理决定，可以怎么做？", "You disagree with a ruling. What may you do?"),
      options: [
        right("在期限内申诉，写明理由", "Appeal in time and say why"),
        wrong("不履行，等消费者放弃", "Not perform until the consumer gives up"),
        wrong("联系消费者，要求其改口", "Press the consumer to say otherwise"),
        wrong("换一家公司用同一执照重新入驻", "Come back as another company under the same licence"),
      ],
      explanation: both(
        "申诉由没有参与原处理决定的主管处理；申诉成立，处理决定的后果全部撤销。",
        "A lead who had no part in it decides; if you are right, everything the ruling did is undone.",
      ),
    },
    {
      text: both(
        "消费者告诉您，她已经就这件事向 12315 投诉。您应当怎么做？",
        "A consumer tells you that she has also gone to 12315 over the matter. What do you do?",
      ),
      options: [
        right("照常回应和履行，必要时配合调查", "Answer and perform as before, and cooperate if asked"),
        wrong("停止履行，等结果出来再说", "Stop performing until that is decided"),
        wrong("要求她撤回，否则不退款", "Demand that she withdraws it before you refund"),
        wrong("把她的联系方式发到同行群里提醒大家", "Warn other providers by posting her contact data"),
      ],
      explanation: both(
        "途径由消费者选择。以撤诉为条件、泄露个人信息都是严重违规。",
        "The route is the consumer's choice. Making a refund depend on it, or posting her data, is a grave violation.",
      ),
    },
  ],
};
