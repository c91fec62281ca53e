import { defineText } from "../../text/language";

/** What depends on passing a course, by the reason why it was assigned. */
export const courseText = defineText("courseReasons", {
  en: {
    ONBOARDING: "Every new provider takes this course. It counts towards your reputation.",
    MANDATORY:
      "It was ordered as a penalty. Until it is passed, nothing can be listed: neither new listings nor those taken down.",
    ASSIGNED: "A trainer assigned it to you.",
  },
  zh: {
    ONBOARDING: "新入驻店铺的必修课，通过后有助于信誉。",
    MANDATORY: "处理决定责令参加的培训。通过之前不能上架商品，包括新商品和已下架的商品。",
    ASSIGNED: "由培训师指派。",
  },
});
