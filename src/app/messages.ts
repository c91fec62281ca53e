import accountsEn from "../accounts/messages/en.json";
import accountsZh from "../accounts/messages/zh-CN.json";
import adjudicationEn from "../adjudication/messages/en.json";
import adjudicationZh from "../adjudication/messages/zh-CN.json";
import casesEn from "../case/messages/en.json";
import casesZh from "../case/messages/zh-CN.json";
import houseRulesEn from "../house-rules/messages/en.json";
import houseRulesZh from "../house-rules/messages/zh-CN.json";
import marketEn from "../market/messages/en.json";
import marketZh from "../market/messages/zh-CN.json";
import platformEn from "../platform/messages/en.json";
import platformZh from "../platform/messages/zh-CN.json";
import preventionEn from "../prevention/messages/en.json";
import preventionZh from "../prevention/messages/zh-CN.json";
import publicsEn from "../public/messages/en.json";
import publicsZh from "../public/messages/zh-CN.json";
import { learnTexts } from "../platform/messages/explain";

/** All texts of the districts, by language: each key belongs to one district. */
export const MESSAGES = {
  en: {
    ...platformEn,
    ...houseRulesEn,
    ...accountsEn,
    ...marketEn,
    ...casesEn,
    ...adjudicationEn,
    ...preventionEn,
    ...publicsEn,
  },
  "zh-CN": {
    ...platformZh,
    ...houseRulesZh,
    ...accountsZh,
    ...marketZh,
    ...casesZh,
    ...adjudicationZh,
    ...preventionZh,
    ...publicsZh,
  },
};

learnTexts(MESSAGES);
