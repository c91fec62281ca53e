import { defineText } from "../text/language";

// Here and not among the labels of enums, which every page fetches.

export const kindText = defineText("instructionKinds", {
  en: {
    PAYOUT: "Pay a consumer from the deposit",
    REFUND: "Refund a consumer",
    FINE: "Take a contract charge",
    DEPOSIT: "Move into the deposit",
    REPAYMENT: "Collect from a consumer",
    HOLD: "Hold payouts",
    RELEASE: "Release payouts",
  },
  zh: {
    PAYOUT: "从保证金赔付消费者",
    REFUND: "向消费者退款",
    FINE: "扣收违约金",
    DEPOSIT: "划入保证金",
    REPAYMENT: "向消费者收回款项",
    HOLD: "暂停结算",
    RELEASE: "恢复结算",
  },
});

export const flagText = defineText("instructionFlags", {
  en: {
    SUM_DIFFERS: "Another sum",
    FAILED_AFTER_CONFIRMED: "Failed after it was done",
    CONFIRMED_AFTER_FAILED: "Done after it had failed",
    CONFIRMED_AFTER_CANCELLED: "Done though cancelled",
  },
  zh: {
    SUM_DIFFERS: "金额或币种不符",
    FAILED_AFTER_CONFIRMED: "先报成功后报失败",
    CONFIRMED_AFTER_FAILED: "先报失败后报成功",
    CONFIRMED_AFTER_CANCELLED: "取消后仍报成功",
  },
});

export const failureText = defineText("instructionFailures", {
  en: {
    ACCOUNT_UNKNOWN: "The payee's account is not known",
    ACCOUNT_CLOSED: "The payee's account takes no money",
    INSUFFICIENT_FUNDS: "Not enough money",
    LIMIT_EXCEEDED: "Above a limit",
    TOO_OLD: "Too old to be refunded",
    REFUSED: "Refused",
    OTHER: "Another reason",
  },
  zh: {
    ACCOUNT_UNKNOWN: "查无收款账户",
    ACCOUNT_CLOSED: "收款账户已停用",
    INSUFFICIENT_FUNDS: "余额不足",
    LIMIT_EXCEEDED: "超过支付系统限额",
    TOO_OLD: "原付款已过可退期限",
    REFUSED: "被拒绝",
    OTHER: "其他原因",
  },
});
