import { pretendsToBePlatform } from "../../src/accounts/account/display-name.pure";
import { DEMO_PASSWORD } from "../../src/accounts/passwords/demo-password.table";
import { whyNotPassword } from "../../src/accounts/passwords/password-strength.pure";

const MEI = { login: "mei.lin", displayName: "林美" };
const reason = (password: string): string | undefined => whyNotPassword(password, MEI)?.reason;

test.each([
  ...[
    "aaaaaaaaaa",
    "1234567890",
    "qwertyuiop",
    "abcdefghij",
    "Password2026!",
    "iloveyou123",
    "1q2w3e4r5t",
    "passwordpassword",
  ],
  ...[
    "19900101mei",
    "1111122222",
    "zxcvbnm,./",
    "woaini1314520",
    "woaini5201314",
    "redress123",
    "a1b2c3d4e5",
    "李李李李李李李李李李",
  ],
  ...[
    DEMO_PASSWORD,
    ` ${DEMO_PASSWORD.toUpperCase()} `,
    "ａａａａａａａａａａ",
    "abcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabc",
  ],
])("%s is among the first that are guessed", (password) => {
  expect(reason(password)).toBe("password.common");
});

test.each(["mei.lin is my name 77", "xx林美xx今天天气不错", "MEI.LIN-kangaroo-4711"])(
  "%s says whose it is",
  (password) => {
    expect(reason(password)).toBe("password.hasName");
  },
);

test.each([
  "correct horse battery",
  "zq8vT2mXw9",
  "我的密码是什么呢你猜一下",
  "otter window quartz",
  "  spaces at both ends  ",
])("%s will do", (password) => {
  expect(whyNotPassword(password, MEI)).toBeNull();
});

test("a short name may be in a good password by chance", () => {
  expect(whyNotPassword("customs otter quartz", { login: "tom", displayName: "Tom" })).toBeNull();
});

test("the longest and worst is judged in a moment", () => {
  const began = performance.now();
  for (const part of ["p4$$w0rd", "@4s5$31!0", "1!il|", "aA1$", "01/02/"])
    whyNotPassword(part.repeat(200).slice(0, 200), MEI);
  // A reminder, not a measurement: without the bound it takes minutes.
  expect(performance.now() - began).toBeLessThan(20_000);
});

test.each([
  ...[
    "平台客服 Redress Support ✅",
    "Redress",
    "R e d r e s s",
    "Red-Ress",
    "Rеdrеss",
    "ＲＥＤＲＥＳＳ",
    "r.e.d.r.e.s.s",
    "Re\u200Bdress",
    "R3dr355",
  ],
  ...[
    "admin",
    "Аdmin",
    "ᴀdmin",
    "4dm1n",
    "AdminTeam",
    "sysadmin",
    "The Administrator",
    "Sυpport",
    "Süpport",
    "Tech Support",
  ],
  ...[
    "Customer  Service",
    "Official Shop Care",
    "platform-team",
    "Moderator Chen",
    "官方",
    "官 方 客 服",
    "官\ufe00方客\u{e0100}服",
    "平台小助手",
    "管理员",
  ],
])("%s reads as if the platform spoke", (name) => {
  expect(pretendsToBePlatform(name)).toBe(true);
});

test.each([
  "李娜",
  "Tom Baker",
  "Badminton Club",
  "Staffan Ek",
  "王强",
  "Ада Лавлейс",
  "Ελένη",
  "Mei-Lin O'Neil",
  "Andre Dressler",
  "فاطمة",
  "😀",
])("%s is a person's name", (name) => {
  expect(pretendsToBePlatform(name)).toBe(false);
});
