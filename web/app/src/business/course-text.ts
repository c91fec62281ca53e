import { defineText } from "../text/language";

/** What hangs on a course, by why it is to be passed. */
export const courseText = defineText("courseReasons", {
  en: {
    ONBOARDING: "Whoever begins here takes this course. It counts towards your reputation.",
    MANDATORY: "A ruling ordered it. Once it is overdue, nothing new can be published until it is passed.",
    ASSIGNED: "A trainer assigned it to you.",
  },
  zh: {
    ONBOARDING: "新入驻店铺的必修课，通过后有助于信誉。",
    MANDATORY: "由裁决责令参加。逾期未通过的，在通过之前不能上架新商品。",
    ASSIGNED: "由培训师指派。",
  },
});
