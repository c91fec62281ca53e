import type { EvidenceKind } from "../api/schema.generated";

/** What people and machines call such files, in both languages; the first that fits. */
const NAMES: readonly (readonly [RegExp, EvidenceKind])[] = [
  [/invoice|fapiao|发票/i, "INVOICE"],
  [/refund|退款/i, "REFUND_PROOF"],
  [/return|退货|寄回/i, "RETURN_PROOF"],
  [/receipt|payment|收据|付款|支付|小票/i, "RECEIPT"],
  [/statement|流水|对账/i, "BANK_STATEMENT"],
  [/contract|agreement|合同|协议/i, "CONTRACT"],
  [/tracking|waybill|物流|快递|运单/i, "TRACKING_RECORD"],
  [/deliver|签收|交付/i, "DELIVERY_PROOF"],
  [/inspection|检测|检验/i, "INSPECTION_REPORT"],
  [/\border\b|订单/i, "ORDER_RECORD"],
  [/call|通话|电话/i, "CALL_RECORD"],
  [/e-?mail|\.eml$|邮件/i, "EMAIL"],
  [/screen ?shot|截图|截屏/i, "SCREENSHOT"],
  [/chat|wechat|whatsapp|聊天|微信|旺旺/i, "CHAT_LOG"],
  [/^(img|dsc|pxl|mvimg|photo)[\W_\d]|照片|拍摄/i, "PHOTO"],
];

const TYPES: Record<string, EvidenceKind> = { image: "SCREENSHOT", text: "CHAT_LOG", audio: "AUDIO", video: "VIDEO" };

interface Named {
  name: string;
  type: string;
}

/** The most likely kind of evidence, by the file's name and media type. A picture of a conversation is a picture. */
export function kindOf({ name, type }: Named, fromCamera: boolean): EvidenceKind {
  if (fromCamera) return "PHOTO";
  const byType = TYPES[type.split("/")[0] ?? ""];
  const byName = NAMES.find(([names]) => names.test(name))?.[1];
  if (byName === "CHAT_LOG" && byType === "SCREENSHOT") return "SCREENSHOT";
  return byName ?? byType ?? "OTHER";
}

/** What a piece is called until somebody names it. */
export const titleOf = (fileName: string): string => fileName.replace(/\.[^.]+$/, "");
