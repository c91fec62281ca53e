type Row = readonly [value: Readonly<Record<string, number>>, meaning: string];

/**
 * Every house rule, with its unit and meaning, one row a line. These are the values a new database begins with, and a rule
 * that is new here is added to existing databases (see `seedHouseRules`). Changing a value of a running platform takes two persons
 * and notice (`proposeHouseRuleChange`): decisions made under the old value keep it.
 */
// oxfmt-ignore
export const HOUSE_RULES = {
  // People, sessions and what they send
  "account.rename": [{ days: 30, times: 3 }, "how often a person may change their display name in so many days"],
  "account.link": [{ hours: 24 }, "a one-time link into an account can be used for"],
  "session.idle": [{ days: 30 }, "a session that is not used ends after"],
  "session.longest": [{ days: 180 }, "a session ends, however much it is used, after"],
  "session.count": [{ perPerson: 50 }, "sessions of one person at a time; the oldest is ended"],
  "session.history": [{ days: 180 }, "a session is kept, after it has expired, for"],
  "device.kept": [{ days: 180 }, "a device that has signed in is recognised for, after its last use"],
  "device.count": [{ perPerson: 20 }, "devices of one person that are recognised; the oldest is forgotten"],
  "factor.challenge": [{ minutes: 5, wrongCodes: 5 }, "a sign-in waits this long for its second factor, and allows so many wrong codes"],
  "factor.setUp": [{ minutes: 10 }, "setting up a second factor is completed within"],
  "factor.guesses": [{ wrongCodes: 10, minutes: 15 }, "after so many wrong codes of one account, no more are accepted for so long"],
  "factor.count": [{ perPerson: 10, recoveryCodes: 10 }, "second factors of one person, and recovery codes in one set"],
  "factor.reset": [{ hours: 24 }, "a second person agrees to the removal of someone's second factors within"],
  "contact.code": [{ minutes: 30, wrongCodes: 5 }, "a code that was sent to an address can be entered for, and so many wrong ones before it"],
  "contact.reset": [{ minutes: 60 }, "a link to a new password that was sent to an address can be used for"],
  "push.count": [{ perPerson: 10 }, "browsers of one person that are told of notices, and as many devices with an app; the oldest is forgotten"],
  "push.quiet": [{ fromHour: 22, untilHour: 7 }, "telephones, apps and browsers are told of nothing, and addresses of nothing without a deadline, from this hour until that one, by the person's own clock, unless the person has chosen others"],
  "roles.proposal": [{ days: 7 }, "a role that was proposed is approved by a second administrator within"],
  "roles.fresh": [{ hours: 24 }, "a person granted a role by another's approval cannot be the second signer for"],
  "conflict.formerMember": [{ days: 730 }, "a former member of a provider has a conflict of interest for"],
  "conflict.ownCase": [{ days: 730 }, "a person with a closed case against a provider has a conflict of interest, after its closing, for"],
  "uploads.perDay": [{ files: 100, bytes: 209_715_200, arrivedBytes: 419_430_400 }, "one person announces so many files and bytes a day; more bytes may arrive, since interrupted uploads are repeated"],
  "uploads.image": [{ points: 52_000_000, costlyPoints: 20_000_000 }, "pixels of an image (a phone's has 50 million), and of one whose format takes several times the memory"],

  // Providers, their vetting and their members
  "provider.open": [{ perPerson: 5 }, "providers of one owner that are not admitted yet"],
  "licenceContest.answer": [{ days: 7 }, "the holder of a contested licence answers within"],
  "licenceContest.again": [{ days: 30 }, "whoever contested a licence in vain may contest one again, whoever holds it, after"],
  "verification.IDENTITY": [{ required: 1, validDays: 730, reminderDays: 30, graceDays: 14 }, "required (1) or not (0), how long it is valid, how long before its end reminders begin, how long afterwards it still counts"],
  "verification.LICENCE": [{ required: 1, validDays: 365, reminderDays: 30, graceDays: 14 }, "the same for the business licence"],
  "verification.ADDRESS": [{ required: 1, validDays: 365, reminderDays: 30, graceDays: 30 }, "the same for the address"],
  "verification.PAYMENT_ACCOUNT": [{ required: 1, validDays: 365, reminderDays: 30, graceDays: 7 }, "the same for the payment account"],
  "verification.QUALIFICATION": [{ required: 0, validDays: 365, reminderDays: 30, graceDays: 14 }, "the same for qualifications"],
  "vetting.documents": [{ perKind: 5, bytes: 10_485_760 }, "documents of one kind in an application, and the size of each"],
  "vetting.review": [{ workingDays: 5 }, "an application is decided within"],
  "vetting.takeOver": [{ days: 3 }, "another inspector may take over an application that its inspector has not touched for"],
  "vetting.reapply": [{ days: 30 }, "a rejected provider may apply again after"],
  "apiClient.open": [{ count: 20 }, "API clients that one provider, or the platform, has open at a time"],
  "apiClient.keys": [{ count: 5 }, "valid keys of one API client at a time"],
  "invitation.answer": [{ days: 14 }, "an invitation to be a member is answered within"],
  "invitation.open": [{ count: 20 }, "invitations that one provider has open at a time"],
  "invitation.perDay": [{ count: 20 }, "invitations that one provider sends in 24 hours"],
  "invitation.block": [{ days: 365 }, "a person who blocked a provider gets no invitations from it for"],

  // The calendar
  "calendar.horizon": [{ days: 120 }, "the operator is warned when the official holidays are known for less than"],

  // Orders
  "promise.notice": [{ days: 7 }, "a new version of the platform's own promises is announced before it binds orders by"],
  "promise.compensation": [{ percentPerDay: 1, capPercent: 5, amountPercent: 5 }, "a promise that says what is paid when it is broken pays at least so much a day, up to at least this part of the price; or a sum of at least this part of it"],
  "order.autoComplete": [{ days: 10, againHours: 24 }, "a delivered order completes by itself after; one with an open case is looked at again after so many hours"],
  "order.notReceived": [{ times: 2 }, "a consumer reports that a delivered order did not arrive so many times"],

  // What depends on what an order was placed for
  "buyer.CONSUMER": [{ STATUTORY: 1, LAWFUL_RETURN: 1 }, "whoever buys for living needs may be given (1) or not (0) compensation on a statutory basis, and is promised (1) or not (0) the returns of consumer protection law"],
  "buyer.BUSINESS": [{ STATUTORY: 0, LAWFUL_RETURN: 0 }, "the same for whoever buys for a business"],

  // Promises
  "promise.check": [{ orders: 1_000, days: 365, least: 20, percent: 95 }, "before it is published a promise is checked against the provider's latest orders: at most so many, of so many days; fewer than the least tell nothing; kept in this part of them it can be kept"],
  "promise.kept": [{ days: 365, least: 20 }, "the share of orders that kept a promise counts the orders of so many days, and is shown from so many orders on"],

  // The case
  "filing.window": [{ days: 180 }, "a complaint is made within, after the order was placed"],
  "filing.afterPromise": [{ days: 90 }, "or within, after the promise's own time is over, whichever is later"],
  "filing.pace": [{ perDay: 10 }, "complaints that one person opens in 24 hours"],
  "filing.paced": [{ complaints: 1, days: 7 }, "a person whose complaints are limited opens so many within so many days; while they are paused, so many about grave breaches"],
  "filing.limit": [{ NOTICE: 180, PACED: 90, PAUSED: 30 }, "a notice about one's complaints, and a limit on them, lasts at most so many days"],
  "filing.contest": [{ days: 7 }, "a contested limit on complaints is decided within; otherwise it ends"],
  "filing.record": [{ days: 730 }, "the record of a consumer that staff see goes back"],
  "clock.FIRST_RESPONSE": [{ hours: 48 }, "the provider first answers a complaint within"],
  "clock.FIRST_RESPONSE_GRACE": [{ hours: 72 }, "a complaint that the provider has not answered goes to the platform after"],
  "clock.COMPENSATION_CLAIM": [{ hours: 48 }, "the provider objects to a compensation that its broken promise itself promises within; then it is paid without a ruling, if the order's payment is confirmed"],
  "compensation.contest": [{ days: 7 }, "the provider contests a compensation that was paid because it was silent within"],
  "clock.NEGOTIATION": [{ days: 7 }, "the sides negotiate for"],
  "clock.OFFER_EXPIRY": [{ hours: 72 }, "an offer can be accepted for"],
  "clock.SETTLEMENT_DUE": [{ days: 7 }, "a settlement is performed within, unless the offer says otherwise"],
  "settlement.conceded": [{ days: 3 }, "a demand that the provider accepted as it stands is performed within"],
  "clock.SETTLEMENT_OBJECTION": [{ days: 7 }, "the consumer objects to the proof that a settlement was kept within"],
  "clock.ADMISSIBILITY": [{ workingDays: 3 }, "a moderator decides whether to accept a case within"],
  "clock.ADMISSIBILITY_DEFAULT": [{ workingDays: 7 }, "a case that no one has decided on is accepted after"],
  "clock.INFORMATION": [{ workingDays: 5 }, "the consumer supplies information that was asked for within"],
  "clock.EVIDENCE_WINDOW": [{ workingDays: 5 }, "the sides submit evidence for"],
  "clock.EVIDENCE_REQUEST": [{ workingDays: 3 }, "evidence that a moderator asks for during the review is submitted within"],
  "clock.REVIEW": [{ workingDays: 10 }, "the platform rules within"],
  "clock.APPEAL_WINDOW": [{ days: 15 }, "a ruling can be appealed against for"],
  "clock.APPEAL_ANSWER": [{ workingDays: 5 }, "the other side answers an appeal within"],
  "clock.APPEAL_DECISION": [{ workingDays: 10 }, "an appeal is decided within"],
  "clock.REMEDY_DUE": [{ days: 7 }, "a remedy is performed within, unless the ruling says otherwise"],
  "clock.REMEDY_OBJECTION": [{ days: 7 }, "the consumer objects to the proof of a remedy within"],
  "remedy.verification": [{ hours: 48 }, "a provider proves a remedy verifiably, after it was contested or not confirmed, within"],
  "clock.REMEDY_CHECK": [{ workingDays: 3 }, "the platform checks the proof of a remedy within"],
  "clock.UNREMEDIED": [{ days: 7 }, "a case with unperformed remedies is reviewed again after"],
  "clock.STAY_REMINDER": [{ days: 30 }, "staff are reminded of a stayed case every"],
  "clock.RETURN_WINDOW": [{ days: 7 }, "the consumer ships what is to be returned within"],
  "clock.RETURN_RECEIPT": [{ days: 7 }, "the provider reports what it received within; then it counts as received"],
  "clock.RETURN_CONTEST": [{ days: 7 }, "the consumer contests what the provider says of the goods within"],
  "clock.RETURN_DECISION": [{ workingDays: 5 }, "a moderator decides about a contested return within"],
  "fastTrack.most": [{ CNY: 50_000, USD: 7_500, EUR: 7_500, JPY: 10_000, other: 5_000 }, "a case about money alone takes the fast track if all cases of its order together claim at most this, in minor units of the currency, and rules on no more; grave cases never do"],
  "fastTrack.ADMISSIBILITY": [{ hours: 24 }, "on the fast track a moderator decides whether to accept a case within"],
  "fastTrack.ADMISSIBILITY_DEFAULT": [{ hours: 48 }, "on the fast track a case that no one has decided on is accepted after"],
  "fastTrack.EVIDENCE_WINDOW": [{ hours: 48 }, "on the fast track the sides submit evidence for"],
  "fastTrack.REVIEW": [{ days: 3 }, "on the fast track the platform rules within"],
  "clock.INTERIM_CONFIRMATION": [{ hours: 24 }, "a second person confirms an interim measure within; otherwise it lapses"],
  "clock.INTERIM_REVIEW": [{ workingDays: 3 }, "a third person decides on the provider's request to review an interim measure within; otherwise it is lifted"],
  "clock.INTERIM_END": [{ days: 14 }, "an interim measure lasts at most"],
  "interim.renewals": [{ times: 1 }, "an interim measure is renewed in one case at most"],
  "offer.serious": [{ percent: 30 }, "the consumer's silence ends a case only after a final answer with reasons, or an offer of at least this share of the demand"],
  "escalation.opens": [{ hours: 72 }, "a side may take the case to the platform after, from its opening"],
  "reminder.before": [{ hours: 24 }, "the party who has to act is reminded before a clock expires by"],
  "reopen.window": [{ days: 30 }, "a closed case can be reopened for"],
  "verdict.window": [{ days: 30 }, "the consumer can say how a closed case was handled for"],
  "evidence.size": [{ bytes: 20_971_520 }, "size of one piece of evidence"],
  "evidence.count": [{ perCaseAndSide: 50 }, "pieces of evidence of one side in one case"],
  "desk.lease": [{ minutes: 30 }, "a moderator keeps a case without working on it for"],
  "desk.hold": [{ days: 14 }, "a moderator holds a case for at most"],

  // Rules, rulings and appeals
  "rule.notice": [{ days: 7 }, "a new version of a rule is announced before it is in force by"],
  "rule.begins": [{ days: 365 }, "a version of a rule, or of the platform's own promises, begins, once its notice is over, within"],
  "houseRules.notice": [{ days: 7 }, "a change of these numbers is announced before it is in force by"],
  "houseRules.urgent": [{ hours: 1 }, "or by this, where it only protects sign-in and uploads and cannot wait"],
  "houseRules.proposal": [{ days: 7 }, "a proposed change of these numbers is decided by a second person within"],
  "fine.twoPersons": [{ CNY: 1_000_000, USD: 150_000, EUR: 150_000, JPY: 200_000, other: 0 }, "a ruling with a contract charge from this amount on, in minor units of its currency, needs a second moderator"],
  "fine.needsSecondApprover": [{ minorUnits: 1_000_000 }, "and so does one from so many minor units on, whatever its currency"],
  "precedent.considered": [{ findings: 200 }, "a decision is compared with the latest findings on the same rule and level, so many"],
  "precedent.least": [{ rulings: 5 }, "fewer past rulings than this are not a precedent"],
  "precedent.departure": [{ steps: 2, times: 2 }, "a penalty so many steps from the usual one, or so many times its extent, is a departure and needs a reason"],
  "providerHistory.window": [{ days: 365 }, "the history of a provider that a moderator sees goes back"],
  "register.quote": [{ characters: 20, wholeText: 10 }, "so many consecutive characters of a party's text are a quotation; a whole text is one from so many on"],
  "referrals.perCase": [{ count: 20 }, "external routes that are recorded in one case"],

  // Points and penalties. A threshold: its points, and for each kind of penalty the days it lasts, the amount of a fine, or 0.
  "points.L1": [{ points: 2, expiresAfterDays: 90 }, "points for a violation of level L1, and when they expire"],
  "points.L2": [{ points: 4, expiresAfterDays: 180 }, "the same for L2"],
  "points.L3": [{ points: 8, expiresAfterDays: 365 }, "the same for L3"],
  "points.L4": [{ points: 24, expiresAfterDays: 730 }, "the same for L4"],
  "points.lenient": [{ days: 365 }, "the first L1 in this time adds no points"],
  "points.repeated": [{ count: 3, days: 90 }, "an L2 counts as L3 from so many cases on about the same promise, also one republished or made anew, within so many days"],
  "points.incident": [{ days: 14, multiple: 3 }, "cases about one promise within so many days are one incident: the points of its gravest, times one and the binary logarithm of their number, at most so many times"],
  "points.promptRemedy": [{ hours: 48, percent: 50 }, "a provider that performs every remedy this soon after the ruling is final gets this share of the points of an L1 or L2"],
  "threshold.4": [{ points: 4, WARNING: 0, PUBLIC_NOTICE: 0 }, "from so many points on: a warning and a public notice"],
  "threshold.8": [{ points: 8, RANK_DEMOTION: 14, MANDATORY_TRAINING: 0 }, "from so many points on: a lower rank for so many days, and training"],
  "threshold.12": [{ points: 12, FINE: 0, LISTING_FREEZE: 30 }, "from so many points on: a contract charge in minor units (0: in proportion, see `charge.share`), and frozen listings for so many days"],
  "threshold.24": [{ points: 24, SUSPENSION: 90 }, "from so many points on: suspension for so many days"],
  "threshold.36": [{ points: 36, TERMINATION: 0 }, "from so many points on: termination"],
  "points.duties": [{ PUBLIC_NOTICE: 1, MANDATORY_TRAINING: 1 }, "only the highest threshold passed fires; of those below it the measures marked 1 are ordered as well"],
  "rate.window": [{ days: 90, longDays: 365, orders: 100, perConsumer: 10 }, "a provider's upheld rate is measured over so many days; with fewer orders in them, over so many; so many orders of one consumer count"],
  "rate.bar": [{ least: 0.002, most: 0.01, orders: 10_000, hours: 24 }, "the bar is the upheld rate of the others in the category, or in the market where they have fewer orders, but neither lower nor higher than these; it is measured every so many hours"],
  "rate.confidence": [{ permille: 50, rungs: 1 }, "thresholds fire only for a provider above the bar, so many rungs at a time: of 1,000 at the bar so many are taken for one by chance; violations of level L4 and rulings not obeyed need no rate"],
  "rate.far": [{ multiple: 3, consumers: 3, percent: 50, rungs: 4 }, "for a provider above so many times the bar, with the same confidence and upheld cases of so many consumers, thresholds fire from this share of their points on, so many rungs at a time"],
  "rate.stop": [{ consumers: 3 }, "thresholds that stop a provider's sales need upheld cases of so many consumers"],
  "charge.share": [{ L1: 10, L2: 30, L3: 60, L4: 100 }, "a contract charge in proportion is this share, in per cent, of what is at stake in the violations that count, by their level"],
  "charge.least": [{ CNY: 10_000, USD: 1_500, EUR: 1_500, JPY: 2_000, other: 1_000 }, "but at least this, in minor units of the currency"],
  "charge.most": [{ CNY: 5_000_000, USD: 750_000, EUR: 750_000, JPY: 1_000_000, other: 500_000 }, "and at most this"],
  "approvals.SUSPENSION": [{ people: 1 }, "people who approve a suspension triggered by points"],
  "approvals.TERMINATION": [{ people: 2 }, "people who approve a termination triggered by points"],
  "approvals.exclusion": [{ leads: 3 }, "where there are at least so many leads, whoever approved a ruling does not approve the penalty that its points triggered"],
  "approvals.due": [{ workingDays: 3 }, "a penalty that waits for approval is decided on, after the hearing if there is one, within"],
  "approvals.pause": [{ pauses: 1 }, "new orders are paused (1) or not (0) while a provider's penalty waits for approval"],
  "hearing.TERMINATION": [{ days: 7 }, "a provider is heard before its termination for"],
  "penalty.beforeFinal": [{ days: 14 }, "lower ranks and frozen listings take effect before the ruling is final if they last at most"],
  "penalty.ends": [{ WARNING: 180, PUBLIC_NOTICE: 365 }, "penalties that take no days end, and leave the provider's page, after so many; the public register keeps them"],

  // Money
  "compensation.STATUTORY": [{ times: 3, CNY: 50_000, other: 0 }, "compensation on a statutory basis is at most so many times what was paid for the order, or this sum in minor units of its currency, whichever is more, over all its cases"],
  "compensation.PROMISED": [{ times: 10, other: 0 }, "the same where the provider promised it; from a promise that says how much no more is demanded"],
  "compensation.ACTUAL_LOSS": [{ times: 10, CNY: 1_000_000, other: 0 }, "the same for a loss that evidence shows"],
  "fine.due": [{ days: 15 }, "a contract charge is paid within"],
  "payment.twoPersons": [{ CNY: 1_000_000, USD: 150_000, EUR: 150_000, JPY: 200_000, other: 100_000 }, "payments above this, in minor units of their currency, are confirmed by two persons"],
  "payment.openClaims": [{ count: 20 }, "payments that one person has claimed and no one has settled yet"],
  "payment.reportMissing": [{ days: 30, times: 3 }, "a consumer reports that a compensation did not arrive within so many days, and so many times"],
  "payment.instruction": [{ hours: 24 }, "where a payment side moves the money, it says what became of an instruction within; then finance is told"],
  "payout.hold": [{ fromLevel: 4 }, "where a payment side pays providers, it pays one nothing while an accepted case from this level on (1 to 4) is open; with 5 never"],

  // Training, guides and inspections
  "training.due.ONBOARDING": [{ days: 30 }, "a new provider passes its course within"],
  "training.due.MANDATORY": [{ days: 14 }, "training that is a penalty is passed within"],
  "training.due.ASSIGNED": [{ days: 30 }, "training that a trainer assigned is passed within"],
  "training.reminder": [{ days: 3 }, "a provider is reminded before its training is due by"],
  "training.attempt": [{ hours: 2 }, "an attempt at a course's questions is completed within"],
  "training.attemptPause": [{ hours: 24 }, "the next attempt after a failed one begins after"],
  "guides.suggested": [{ count: 3 }, "guides that are suggested at a time"],
  "inspection.due": [{ days: 14 }, "an inspection is closed within"],
  "inspection.hearing": [{ workingDays: 5 }, "a provider states its view of what an inspection found, before a breach is published, within"],
  "inspection.pattern": [{ consumers: 5, days: 30 }, "so many consumers complaining about one promise, also one republished or made anew, within so many days, open an inspection"],
  "inspection.risk": [{ days: 30, events: 5, orders: 20, permille: 10, hours: 24 }, "a provider's last so many days are compared with those before, given so many events and orders, at most every so many hours; of 1,000 unchanged providers so many are inspected by chance"],
  "inspection.burst": [{ orders: 12, days: 3, accountDays: 7 }, "so many orders within so many days, by accounts that were younger than so many days, open an inspection"],

  // Reviews and reputation. A change of a number of the formula takes a new version of `reputation.formula` from the same date on.
  "review.window": [{ days: 180 }, "a completed order can be reviewed for"],
  "reputation.formula": [{ version: 2, halfLifeDays: 180, newBelow: 5 }, "the formula's version; what happened weighs half after so many days; below so many orders no score is shown"],
  "reputation.orders": [{ most: 3, days: 30 }, "so many orders of one consumer count within so many days, and so many cases"],
  "reputation.independent": [{ accountDays: 7 }, "orders, and what is said of cases about them, count from accounts that are at least so many days old, once the order is paid for"],
  "reputation.levels": [{ L1: 0.25, L2: 0.6, L3: 1, L4: 1, settled: 0.25 }, "weight of a broken promise by its level, and what is left of it when the sides settled"],
  "reputation.settled": [{ share: 0.5, cases: 3, multiple: 2, least: 0.01, permille: 50, days: 90 }, "what is left instead for a provider that settles so many cases, and more than so many times as often as others in its category, at least this share of its orders, over so many days; of 1,000 that do not so many are taken for one by chance"],
  "reputation.norms": [{ providers: 3, orders: 1_000 }, "a usual price is the median of so many providers at least, and a usual rate that of so many orders; where they are fewer, that of the market"],
  "reputation.weights": [{ further: 0.5, freshDays: 30, fresh: 0.25, leastFault: 0.25 }, "an order weighs its price as a share of what is usual in its category, at most 1; each further one of a consumer this part of the one before; one of an account younger than so many days this part; an answer and a verdict what their order does; a broken promise of a cheap order at least this part"],
  "reputation.faults": [{ weight: 50, rate: 0.02 }, "a provider without data counts as having: so many orders, this share of them broken promises; at this rate half is kept"],
  "reputation.answered": [{ weight: 10, prior: 0.8 }, "the same for answering complaints in time: so many cases, this part answered"],
  "reputation.solved": [{ weight: 10, prior: 0.7, partly: 0.5 }, "the same for solving them, and what a partly solved one counts"],
  "reputation.verified": [{ least: 0.1 }, "the least share of verification and training that counts"],
  "reputation.exponents": [{ keep: 0.5, answered: 0.2, solved: 0.2, verified: 0.1 }, "weights of the score's four parts"],
  "reputation.rank": [{ z: 1.959963984540054 }, "confidence of the ranking: z of Wilson's interval, here 95 per cent"],
  "reputation.caps": [{ RANK_DEMOTION: 60, LISTING_FREEZE: 40, SUSPENSION: 20 }, "the score is at most this while the penalty is in force"],
  "reputation.serious": [{ L3: 80, L4: 60 }, "the score is at most this while the points of a case of this level last"],
  "reputation.explore": [{ percent: 10 }, "this share of the places by reputation is for providers of which nothing is known yet, by a daily lot"],
  "reputation.outlook": [{ orders: 20, cases: 10 }, "what would change the score is shown for so many orders and cases"],
  "reputation.causes": [{ cases: 200, shown: 5 }, "causes are found among so many latest cases, and so many are shown"],
  "reputation.refresh": [{ hours: 24 }, "a score is recomputed at least every"],
  "reputation.told": [{ points: 1 }, "a change of the score is recorded from so many points on"],

  // What everyone sees
  "statistics.public": [{ cases: 10 }, "the public statistics show a figure about cases of so many people or more, so that it tells of no single person"],
  "search.ranking": [{ reputationPercent: 20 }, "the best reputation adds to a text's relevance, in per cent"],
  "dossier.kept": [{ days: 30 }, "a dossier can be downloaded for"],
  "dossier.count": [{ perPersonAndDay: 20 }, "dossiers that one person asks for in a day"],

  // What is held on people, and how long
  "dataExport.kept": [{ days: 7 }, "a copy of a person's data can be downloaded for"],
  "dataExport.count": [{ perPersonAndDay: 3 }, "copies of their data that one person asks for in a day"],
  "erasure.grace": [{ days: 14 }, "a person who asked for their account to be deleted can take that back for"],
  "erasure.approval": [{ days: 7 }, "a second person agrees to a deletion that an administrator proposed within"],
  "retention.case": [{ days: 1_095 }, "what was said in a case, and its files, are kept after its closing for"],
  "retention.deleted": [{ days: 180 }, "the same for what its consumer said there whose account is deleted"],
  "retention.access": [{ days: 1_095 }, "entries of the access log are kept for"],
  "retention.draft": [{ days: 365 }, "a draft of a decision that nobody goes on with is kept for"],
} as const satisfies Record<string, Row>;

type Table = typeof HOUSE_RULES;

export type HouseRule = keyof Table;

/** The units of a rule; of several rules, those that all of them have. */
export type UnitOf<Rule extends HouseRule> = keyof Table[Rule][0] & string;

/** Every unit there is. */
export type HouseRuleUnit = { [Rule in HouseRule]: keyof Table[Rule][0] & string }[HouseRule];

/** The rules that are one length of time. */
export type LengthRule = {
  [Rule in HouseRule]: keyof Table[Rule][0] extends "hours" | "days" | "workingDays" ? Rule : never;
}[HouseRule];

/** A rule, or what several begin with: `threshold.`. */
export type Family = HouseRule | (HouseRule extends `${infer First}.${string}` ? `${First}.` : never);
