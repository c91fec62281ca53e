import { Spine1764000000000 } from "./1764000000000-spine";
import { HouseRules1764000000001 } from "./1764000000001-house-rules";
import { WholeCase1764000000002 } from "./1764000000002-whole-case";
import { Sanctions1764000000003 } from "./1764000000003-sanctions";
import { Appeals1764000000004 } from "./1764000000004-appeals";
import { RulingAids1764000000005 } from "./1764000000005-ruling-aids";
import { Desk1764000000006 } from "./1764000000006-desk";
import { Inbox1764000000007 } from "./1764000000007-inbox";
import { Inspections1764000000008 } from "./1764000000008-inspections";
import { Returns1764000000009 } from "./1764000000009-returns";
import { LapsedRequests1764000000010 } from "./1764000000010-lapsed-requests";
import { Unremedied1764000000011 } from "./1764000000011-unremedied";
import { ProjectionsAndJobs1764000000012 } from "./1764000000012-projections-and-jobs";
import { Vetting1764000000013 } from "./1764000000013-vetting";
import { RuleDrafts1764000000014 } from "./1764000000014-rule-drafts";
import { Inspections1764000000015 } from "./1764000000015-inspections";
import { Reputation1764000000016 } from "./1764000000016-reputation";
import { Search1764000000017 } from "./1764000000017-search";
import { Register1764000000018 } from "./1764000000018-register";
import { Training1764000000019 } from "./1764000000019-training";
import { Referrals1764000000020 } from "./1764000000020-referrals";
import { Dossier1764000000021 } from "./1764000000021-dossier";
import { Statistics1764000000022 } from "./1764000000022-statistics";
import { Payments1764000000023 } from "./1764000000023-payments";
import { Bonds1764000000024 } from "./1764000000024-bonds";
import { Names1764000000025 } from "./1764000000025-names";
import { Sessions1764000000026 } from "./1764000000026-sessions";
import { Files1764000000029 } from "./1764000000029-files";
import { IndependentOrders1764000000030 } from "./1764000000030-independent-orders";

/** In time order. A landed migration never changes. */
export const MIGRATIONS = [
  Spine1764000000000,
  HouseRules1764000000001,
  WholeCase1764000000002,
  Sanctions1764000000003,
  Appeals1764000000004,
  RulingAids1764000000005,
  Desk1764000000006,
  Inbox1764000000007,
  Inspections1764000000008,
  Returns1764000000009,
  LapsedRequests1764000000010,
  Unremedied1764000000011,
  ProjectionsAndJobs1764000000012,
  Vetting1764000000013,
  RuleDrafts1764000000014,
  Inspections1764000000015,
  Reputation1764000000016,
  Search1764000000017,
  Register1764000000018,
  Training1764000000019,
  Referrals1764000000020,
  Dossier1764000000021,
  Statistics1764000000022,
  Payments1764000000023,
  Bonds1764000000024,
  Names1764000000025,
  Sessions1764000000026,
  Files1764000000029,
  IndependentOrders1764000000030,
];
