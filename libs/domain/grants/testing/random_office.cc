#include "domain/grants/testing/random_office.h"

#include <fmt/format.h>

#include <utility>

#include "base/ensure.h"
#include "calendar/working_calendar.h"
#include "domain/certification/testing/certification_facts.h"
#include "domain/grants/accept_claim.h"
#include "domain/grants/adjust_award.h"
#include "domain/grants/compute_award.h"
#include "domain/grants/decide_clawback.h"
#include "domain/grants/end_claim.h"
#include "domain/grants/end_clawback.h"
#include "domain/grants/end_payment.h"
#include "domain/grants/grant_subsidy.h"
#include "domain/grants/move_budget.h"
#include "domain/grants/notice.h"
#include "domain/grants/order_payment.h"
#include "domain/grants/propose_award.h"
#include "domain/grants/propose_clawback.h"
#include "domain/grants/submit_claim.h"
#include "domain/grants/testing/money_facts.h"
#include "domain/policy/testing/policy_facts.h"

namespace debut::grants::testing {
namespace {

using money::Fen;

// Enough of a policy for rounds of measure 3, quick to read again and again.
constexpr char kShortPolicy[] = R"(
  version_id: "2020-12-30"
  first_market_entry {
    rate_max { numerator: 30 denominator: 100 article: "3-1" }
    cap_international { fen: 200000000 article: "3-2" }
    cap_domestic { fen: 100000000 article: "3-3" }
    paid_in_share_min { numerator: 60 denominator: 100 article: "3-5" }
    cap_level_on: CAP_LEVEL_BASIS_SIGNING_DATE
  })";

// Two families: P-1 domestic with two contracts, P-2 international; two rounds on two budgets.
const std::array<PlannedClaim, 5> kClaims = {{{"CL-1", "R-1", "E-1", "P-1", {"C-1"}},
                                              {"CL-2", "R-2", "E-1", "P-1", {"C-1b"}},
                                              {"CL-3", "R-2", "E-1", "P-1", {"C-1"}},
                                              {"CL-4", "R-1", "E-2", "P-2", {}},
                                              {"CL-5", "R-2", "E-2", "P-2", {"C-2"}}}};
constexpr std::array<const char*, 9> kPeople = {"李娜", "陈静", "赵磊", "周敏",  "吴强",
                                                "郑洁", "孙涛", "何平", "system"};

Act Expected(const ClaimFile& file) {
  switch (file.state) {
    case v1::CLAIM_STATE_SUBMITTED:
      return Act::kAccept;
    case v1::CLAIM_STATE_ACCEPTED:
      return Act::kCompute;
    case v1::CLAIM_STATE_COMPUTED:
      return Act::kPropose;
    case v1::CLAIM_STATE_PROPOSED:
    case v1::CLAIM_STATE_DECIDED:
      return Act::kOpenNotice;
    case v1::CLAIM_STATE_NOTICE_OPEN:
      return Act::kCloseNotice;
    case v1::CLAIM_STATE_NOTICE_CLOSED:
      return Act::kGrant;
    case v1::CLAIM_STATE_GRANTED:
    case v1::CLAIM_STATE_PAYMENT_RETURNED:
      return Act::kOrder;
    case v1::CLAIM_STATE_ORDERED:
      return Act::kSettle;
    case v1::CLAIM_STATE_PAID:
    case v1::CLAIM_STATE_RECOVERED:
    case v1::CLAIM_STATE_WRITTEN_OFF:
      return Act::kProposeClawback;
    case v1::CLAIM_STATE_CLAWBACK_PROPOSED:
      return Act::kApproveClawback;
    case v1::CLAIM_STATE_CLAWBACK_APPROVED:
    case v1::CLAIM_STATE_PARTLY_RECOVERED:
      return Act::kRecover;
    default:
      return Act::kSubmit;
  }
}

}  // namespace

RandomOffice::RandomOffice(std::uint64_t seed) : random_(seed) {
  Story first = StoryOf(1);
  first.price = Fen(Between(1, 500'000'000));
  Story more = first;
  more.contract_id = "C-1b";
  more.price = Fen(Between(1, 500'000'000));
  Story second = StoryOf(2);
  second.price = Fen(Between(1, 900'000'000));
  second.level = certification::v1::LEVEL_INTERNATIONAL;
  const History joined = FirstEntry(more);
  Record(PolicyOf2020(kShortPolicy) + Maker(first) + Maker(second) + Product(first) +
         Product(second) + FirstEntry(first) + FirstEntry(second) + History{joined[0], joined[2]});
  for (Story story : {first, more, second}) {
    Record(Of(Received(Fen(Between(0, 4) * story.price.count / 4), story)));
  }
  OpenRound("R-1", "3/2021");
  OpenRound("R-2", "3/2022");
}

void RandomOffice::Step() {
  const auto overtaken = std::exchange(waiting_, nullptr);
  const std::size_t number = static_cast<std::size_t>(Between(0, 4));
  PlannedClaim claim = kClaims[number];
  claim.claim_id += fmt::format(".{}", tries_[number]);
  const ClaimFile file = views_(ClaimFile{claim.claim_id}).value();
  date_ += static_cast<int>(Between(0, 4));
  const bool likely = Between(0, 9) < 8;
  const auto review = likely               ? review_.Expected(file)
                      : Between(0, 2) == 0 ? std::optional(review_.Any())
                                           : std::nullopt;
  if (review.has_value()) {
    Review(*review, file);
  } else {
    Do(likely ? Expected(file) : static_cast<Act>(Between(0, static_cast<int>(Act::kCount) - 1)),
       claim, file);
  }
  if (overtaken != nullptr) overtaken();
  const bool ended =
      file.state == v1::CLAIM_STATE_REFUSED || file.state == v1::CLAIM_STATE_WITHDRAWN;
  if (ended) ++tries_[number];
}

std::vector<eventstore::SequencedEvent> RandomOffice::Log() const {
  const auto log = eventstore::ReadAll(store_, eventstore::Query{});
  ENSURE(log.ok(), log.status().ToString());
  return log->events;
}

Auditor RandomOffice::Audit() const {
  Auditor auditor({{"m3/P-1", 100'000'000}, {"m3/P-2", 200'000'000}});
  auditor.DemandEntitlements();
  for (const auto& event : Log()) auditor.Look(event);
  return auditor;
}

std::string RandomOffice::Somebody() {
  return kPeople[static_cast<std::size_t>(Between(0, kPeople.size() - 1))];
}

void RandomOffice::Record(const History& events) {
  const auto appended = store_.Append(events, std::nullopt);
  ENSURE(appended.ok(), appended.status().ToString());
}

void RandomOffice::OpenRound(const std::string& round_id, const std::string& budget_id) {
  Story story;
  story.round_id = round_id;
  story.budget_id = budget_id;
  v1::RoundOpened round = Round(story);
  round.set_budget_year(budget_id == "3/2021" ? 2021 : 2022);
  round.set_policy_digest(policy::PolicyDigest(kShortPolicy));
  round.set_closes_date("2021-12-31");
  round.set_meeting_required(round_id == ReviewActs::kMeetingRound);
  Record(Of(Budget(Fen(Between(1, 250'000'000)), story), round));
}

void RandomOffice::Submit(const PlannedClaim& claim) {
  SubmitClaim asked;
  asked.claim_id = claim.claim_id;
  asked.round_id = claim.round_id;
  asked.submitted_date = date_;
  asked.claimant = registry::Party(claim.enterprise_id);
  asked.facts = MeasureFacts(FirstMarketEntry::ClaimFor(claim.product_id, claim.contract_ids));
  Run(Prepared(asked, views_).value(), "clerk");
}

void RandomOffice::Do(Act act, const PlannedClaim& claim, const ClaimFile& file) {
  const std::string by = Somebody();
  const ClaimKeys keys = KeysOfClaim(claim.claim_id, views_).value();
  switch (act) {
    case Act::kSubmit:
      return Submit(claim);
    case Act::kAccept:
      return Run(AcceptClaim{keys, date_}, by);
    case Act::kCompute:
      return Run(ComputeAward{keys, by}, by);
    case Act::kPropose:
      return Run(ProposeAward{keys, by, date_}, by);
    case Act::kOpenNotice:
      return Run(OpenNotice{keys, date_, &calendar::StateCouncilCalendar()}, by);
    case Act::kCloseNotice:
      return Run(CloseNotice{claim.claim_id, date_}, by);
    case Act::kGrant:
      return Run(GrantSubsidy{keys, by, "G-" + claim.claim_id, date_, "资助决定"}, by);
    case Act::kOrder:
      return Run(OrderPayment{keys, by, fmt::format("O-{}", ++orders_count_), date_}, by);
    case Act::kRefuse:
      return Run(RefuseClaim{claim.claim_id, "不符合条件", date_}, by);
    case Act::kWithdraw:
      return Run(WithdrawClaim{claim.claim_id, "主动撤回", date_}, by);
    case Act::kAdjust:
      return Run(AdjustAward{keys, by, "合同金额变更", date_}, by);
    case Act::kProposeClawback:
      return Run(ProposeClawback{keys, by, "多付", date_}, by);
    default:
      DoPayment(act, claim, file);
      DoClawback(act, claim, file);
      DoBudget(act);
      Happen(act);
  }
}

void RandomOffice::DoPayment(Act act, const PlannedClaim& claim, const ClaimFile& file) {
  const std::string claim_id = file.order_id.empty() ? "" : claim.claim_id;
  if (act == Act::kSettle) {
    Run(SettlePayment{file.order_id, date_, "B-1", claim_id}, Somebody());
  }
  if (act == Act::kReturn) {
    Run(ReturnPayment{file.order_id, date_, "退票", claim_id}, Somebody());
  }
}

void RandomOffice::DoClawback(Act act, const PlannedClaim& claim, const ClaimFile& file) {
  const std::string by = Somebody();
  if (act == Act::kApproveClawback) {
    Run(ApproveClawback{claim.claim_id, by, "追回决定", date_}, by);
  }
  if (act == Act::kDismissClawback) {
    Run(DismissClawback{claim.claim_id, by, "证据不足", date_}, by);
  }
  if (act == Act::kRecover) {
    const Fen outstanding = file.payment.clawback.Outstanding();
    const Fen part = Between(0, 2) > 0 ? outstanding : Fen(Between(1, outstanding.count + 2));
    Run(RecordRecovery{claim.claim_id, std::max(part, Fen(1)), date_,
                       fmt::format("R-{}", ++recoveries_count_)},
        by);
  }
  if (act == Act::kWriteOff) {
    Run(WriteOffClawback{claim.claim_id, by, "核销决定", "企业已破产", date_}, by);
  }
}

void RandomOffice::DoBudget(Act act) {
  const auto measure = policy::v1::MEASURE_FIRST_MARKET_ENTRY;
  if (act == Act::kTransfer) {
    TransferBudget transfer{.from_measure = measure,
                            .to_measure = policy::v1::MEASURE_FINANCING,
                            .budget_year = 2021,
                            .amount = Fen(Between(1, 60'000'000)),
                            .document = "预算调剂",
                            .transferred_date = date_};
    if (Between(0, 1) == 0) std::swap(transfer.from_measure, transfer.to_measure);
    Run(transfer, Somebody());
  }
  if (act == Act::kLapse) {
    Run(LapseBudget{.measure = measure,
                    .budget_year = 2021,
                    .document = "结余收回",
                    .lapsed_date = Between(0, 9) == 0 ? absl::CivilDay(2021, 12, 31) : date_},
        Somebody());
  }
}

void RandomOffice::Happen(Act act) {
  Story story = StoryOf(static_cast<int>(Between(1, 2)));
  if (act == Act::kAmend) {
    market::v1::ContractAmended amended = Amended(Fen(Between(1, 900'000'000)), story);
    amended.set_amended_date("2021-01-04");
    Record(Of(amended));
  }
  if (Between(0, 3) > 0) return;
  if (act == Act::kTerminate) {
    story.contract_id = "C-1b";
    Record(Of(Terminated(story)));
  }
  if (act == Act::kVoid) {
    Record(Of(certification::testing::Delisted("P-2", "E-2", certification::v1::DELISTING_KIND_VOID,
                                               "2021-01-04")));
  }
}

void RandomOffice::Review(ReviewActs::Act act, const ClaimFile& file) {
  std::vector<std::string> others;
  for (std::size_t i = 0; i < kClaims.size(); ++i) {
    others.push_back(fmt::format("{}.{}", kClaims[i].claim_id, tries_[i]));
  }
  const std::string by = Somebody();
  review_.Do(act, file, others, date_, by, [&](const auto& command) { Run(command, by); });
}

decision::CommandContext RandomOffice::ContextOf(const std::string& by) {
  decision::CommandContext context;
  context.principal = by;
  return context;
}

void RandomOffice::Answer(const absl::Status& status) {
  if (status.ok() || absl::IsAborted(status)) return;
  const auto rejection = decision::RejectionOf(status);
  ENSURE(rejection.has_value(), status.ToString());
  ++refusals_[rejection->reason];
}

}  // namespace debut::grants::testing
