import {
  Activity,
  BadgeCheck,
  FileText,
  Gift,
  Lock,
  RotateCcw,
  Tag,
  Truck,
  Wrench,
  type LucideIcon,
} from "lucide-react";
import type { PromiseKind } from "../api/schema.generated";

export const PROMISE_ICONS: Record<PromiseKind, LucideIcon> = {
  PRICE: Tag,
  GIFT_OR_DISCOUNT: Gift,
  QUALITY: BadgeCheck,
  DELIVERY_TIME: Truck,
  AFTER_SALES: Wrench,
  RETURN_REFUND: RotateCcw,
  CONFIDENTIALITY: Lock,
  AVAILABILITY: Activity,
  OTHER: FileText,
};
