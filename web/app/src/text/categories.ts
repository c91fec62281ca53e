import {
  Calculator,
  Camera,
  Code,
  GraduationCap,
  Headset,
  Languages,
  Megaphone,
  Palette,
  PenTool,
  Scale,
  Store,
  Tag,
  Truck,
  Video,
  type LucideIcon,
} from "lucide-react";
import { getLanguage, useLanguage } from "./language";

/** Providers name the categories of their services themselves; the usual ones have a name in both languages. */
const CATEGORIES: Readonly<Record<string, readonly [en: string, zh: string, icon: LucideIcon]>> = {
  "shop-design": ["Shop design", "店铺设计", Palette],
  "logo-design": ["Logo design", "标志设计", PenTool],
  "store-operation": ["Store operation", "店铺代运营", Store],
  photography: ["Photography", "商品摄影", Camera],
  livestream: ["Livestreaming", "直播服务", Video],
  seo: ["Promotion", "推广引流", Megaphone],
  "customer-service": ["Customer service", "客服外包", Headset],
  "it-development": ["Development", "软件开发", Code],
  logistics: ["Logistics", "仓储物流", Truck],
  legal: ["Legal advice", "法律服务", Scale],
  accounting: ["Accounting", "财税代理", Calculator],
  training: ["Training", "技能培训", GraduationCap],
  translation: ["Translation", "翻译", Languages],
};

/** Outside of components. */
export const categoryOf = (category: string): string =>
  CATEGORIES[category]?.[getLanguage() === "en" ? 0 : 1] ?? category;

export function useCategory(): (category: string) => string {
  useLanguage();
  return categoryOf;
}

export const categoryIcon = (category: string): LucideIcon => CATEGORIES[category]?.[2] ?? Tag;

/** Leads name the queues; those that there are from the beginning have a name in both languages. */
const QUEUES: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  GENERAL: ["General", "普通队列"],
  GRAVE: ["Grave", "重大案件"],
  HIGH_VALUE: ["High value", "大额案件"],
};

export function useQueueName(): (queue: string) => string {
  useLanguage();
  return (queue) => QUEUES[queue]?.[getLanguage() === "en" ? 0 : 1] ?? queue;
}

/** One that needs no explanation; providers may name others. */
export const isUsual = (category: string): boolean => category in CATEGORIES;
