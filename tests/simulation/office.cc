#include "tests/simulation/office.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/status_macros.h"
#include "calendar/working_calendar.h"
#include "domain/grants/accept_claim.h"
#include "domain/grants/adjust_award.h"
#include "domain/grants/compute_award.h"
#include "domain/grants/decide_clawback.h"
#include "domain/grants/end_claim.h"
#include "domain/grants/end_clawback.h"
#include "domain/grants/end_payment.h"
#include "domain/grants/grant_subsidy.h"
#include "domain/grants/notice.h"
#include "domain/grants/order_payment.h"
#include "domain/grants/propose_award.h"
#include "domain/grants/propose_clawback.h"
#include "domain/grants/submit_claim.h"
#include "services/grants/preparation.h"
#include "tests/simulation/office_frame.h"

namespace debut::simulation {

using grants::ClaimFile;
using grants::ClaimKeys;
using grants::MeasureFacts;
using money::Fen;

namespace v1 = grants::v1;

namespace {

constexpr std::array<const char*, 8> kPeople = {"李娜", "陈静", "赵磊", "周敏",
                                                "吴强", "郑洁", "何平", "system"};

// As the services' handlers prepare; these two need no preparation there.
template <typename Command>
absl::StatusOr<Command> PreparedFor(const eventstore::EventStore& store, const Command& asked) {
  if constexpr (requires { grants::Prepared(store, asked); }) {
    return grants::Prepared(store, asked);
  } else {
    return asked;
  }
}

ClaimKeys Keys(const std::string& claim_id) {
  ClaimKeys keys;
  keys.claim_id = claim_id;
  return keys;
}

}  // namespace

std::map<std::string, std::int64_t> Office::Caps() {
  return {{"m3/P-1", 100'000'000},
          {"m3/P-2", 200'000'000},
          {"m4/E-1/2020", 100'000'000},
          {"m4/E-2/2020", 100'000'000},
          {"m7/E-1/CREDIT/2020", 50'000'000},
          {"m7/E-1/GUARANTEED/2020", 50'000'000},
          {"m7/E-2/CREDIT/2020", 50'000'000}};
}

QuestionPtr Office::Next(const eventstore::EventStore& screen, absl::CivilDay today) {
  if (OneIn(10)) return Pay();
  if (OneIn(16)) return Lower();
  if (claims_.size() < 2 || OneIn(8)) return Submit(today);
  const auto file = Pick(screen);
  if (!file.ok()) return nullptr;
  if (file->state == v1::CLAIM_STATE_PAID && !OneIn(3)) return LowerFor(*file);
  const Act act = OneIn(12) ? Any() : Expected(*file);
  if (act == Act::kPropose) {
    proposed_date_ = today;
    proposed_claim_ = file->claim_id;
  }
  return Take(act, *file, today);
}

QuestionPtr Office::Alongside(const eventstore::EventStore& screen) {
  const auto date = std::exchange(proposed_date_, std::nullopt);
  if (!date) return nullptr;
  for (const std::string& claim_id : claims_) {
    if (claim_id == proposed_claim_) continue;
    const auto file = decision::Loader(screen)(ClaimFile{claim_id});
    if (file.ok() && Expected(*file) == Act::kPropose) return Take(Act::kPropose, *file, *date);
  }
  return nullptr;
}

// Of two claims mostly the one that is less far: so they come to a limit together.
absl::StatusOr<ClaimFile> Office::Pick(const eventstore::EventStore& screen) {
  const auto load = [&]() -> absl::StatusOr<ClaimFile> {
    const std::string claim_id = claims_[random_() % claims_.size()];
    auto file = decision::Loader(screen)(ClaimFile{claim_id});
    if (file.ok() && Expected(*file) == Act::kSubmit) std::erase(claims_, claim_id);
    return file;
  };
  ASSIGN_OR_RETURN(ClaimFile one, load());
  if (claims_.empty()) return one;
  ASSIGN_OR_RETURN(ClaimFile other, load());
  const bool farther = OneIn(3);
  return (Expected(one) <= Expected(other)) != farther ? one : other;
}

Office::Act Office::Expected(const ClaimFile& file) {
  switch (file.state) {
    case v1::CLAIM_STATE_SUBMITTED:
      return Act::kAccept;
    case v1::CLAIM_STATE_ACCEPTED:
      return Act::kCompute;
    case v1::CLAIM_STATE_COMPUTED:
      return Act::kPropose;
    case v1::CLAIM_STATE_PROPOSED:
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

// Mostly the one whose step it is, so that makers rarely are their own checkers.
std::string Office::PersonFor(Act act) {
  if (OneIn(8)) return kPeople[random_() % kPeople.size()];
  switch (act) {
    case Act::kCompute:
      return kPeople[1];
    case Act::kPropose:
    case Act::kOpenNotice:
    case Act::kCloseNotice:
      return kPeople[2];
    case Act::kGrant:
      return kPeople[3];
    case Act::kOrder:
    case Act::kSettle:
    case Act::kReturn:
    case Act::kRecover:
      return kPeople[4];
    case Act::kProposeClawback:
      return kPeople[5];
    case Act::kApproveClawback:
    case Act::kDismissClawback:
    case Act::kWriteOff:
      return kPeople[6];
    default:
      return kPeople[0];
  }
}

std::shared_ptr<Question> Office::NewQuestion(const std::string& by) {
  auto question = std::make_shared<Question>();
  const int number = ++numbers_count_;
  question->context.principal = by;
  question->context.request_id = fmt::format("q-{}", number);
  question->context.request_digest = fmt::format("{:032}", number);
  question->context.domain = "grants";
  return question;
}

template <typename Command>
std::shared_ptr<Question> Office::Ask(const Command& asked, const std::string& by) {
  auto question = NewQuestion(by);
  question->prepare = [asked](const eventstore::EventStore& store)
      -> absl::StatusOr<std::unique_ptr<decision::AnyCommand>> {
    ASSIGN_OR_RETURN(Command command, PreparedFor(store, asked));
    return decision::Box(std::move(command));
  };
  return question;
}

QuestionPtr Office::Submit(absl::CivilDay today) {
  grants::SubmitClaim asked;
  asked.claim_id = fmt::format("CL-{}", ++claims_count_);
  asked.submitted_date = today;
  const Source& source = Somewhere();
  const int number = OneIn(2) ? 1 : 2;
  std::string enterprise_id = source.enterprise_id;
  if (hot_ == Hot::kFirstEntry ? !OneIn(4) : OneIn(6)) {
    const PlannedClaim& planned = kPlannedClaims[random_() % kPlannedClaims.size()];
    enterprise_id = planned.enterprise_id;
    asked.round_id = fmt::format("R-3-{}", number);
    asked.facts = MeasureFacts(grants::FirstMarketEntry::ClaimFor(
        planned.product_id, planned.contract_id == nullptr
                                ? std::vector<std::string>{}
                                : std::vector<std::string>{planned.contract_id}));
  } else if (source.is_policy) {
    asked.round_id = fmt::format("R-4-{}", number);
    std::vector<std::string> ids;
    if (!OneIn(3)) ids.emplace_back(source.id);
    asked.facts = MeasureFacts(grants::Insurance::ClaimFor(enterprise_id, 2020, today, ids));
  } else {
    asked.round_id = fmt::format("R-7-{}", number);
    std::set<std::string> ids;
    if (!OneIn(3)) ids.insert(source.id);
    asked.facts = MeasureFacts(grants::Financing::ClaimFor({enterprise_id, today, ids}, source.type,
                                                           2020, source.product_id));
  }
  asked.claimant = registry::Party(enterprise_id);
  const auto question = Ask(asked, PersonFor(Act::kSubmit));
  question->done = [this, id = asked.claim_id] {
    if (std::ranges::find(claims_, id) == claims_.end()) claims_.push_back(id);
  };
  return question;
}

QuestionPtr Office::Take(Act act, const ClaimFile& file, absl::CivilDay today) {
  const std::string& id = file.claim_id;
  const std::string by = PersonFor(act);
  const std::string number = std::to_string(numbers_count_ + 1);
  const std::string claim_of_order = file.order_id.empty() ? "" : id;
  switch (act) {
    case Act::kAccept:
      return Ask(grants::AcceptClaim{Keys(id), today}, by);
    case Act::kCompute:
      return Ask(grants::ComputeAward{Keys(id), by}, by);
    case Act::kPropose:
      return Ask(grants::ProposeAward{Keys(id), by, today}, by);
    case Act::kOpenNotice:
      return Ask(grants::OpenNotice{Keys(id), today, &calendar::StateCouncilCalendar()}, by);
    case Act::kCloseNotice:
      return Ask(grants::CloseNotice{id, today}, by);
    case Act::kGrant:
      return Ask(grants::GrantSubsidy{Keys(id), by, "G-" + number, today, "资助决定"}, by);
    case Act::kOrder:
      return Ask(grants::OrderPayment{Keys(id), by, "O-" + number, today}, by);
    case Act::kSettle:
      return Ask(grants::SettlePayment{file.order_id, today, "B-" + number, claim_of_order}, by);
    case Act::kReturn:
      return Ask(grants::ReturnPayment{file.order_id, today, "退票", claim_of_order}, by);
    case Act::kRefuse:
      return Ask(grants::RefuseClaim{id, "不符合条件", today}, by);
    case Act::kWithdraw:
      return Ask(grants::WithdrawClaim{id, "主动撤回", today}, by);
    case Act::kAdjust:
      return Ask(grants::AdjustAward{Keys(id), by, "金额变更", today}, by);
    case Act::kSubmit:
    case Act::kCount:
      return Submit(today);
    default:
      return Reclaim(act, file, today, by);
  }
}

QuestionPtr Office::Reclaim(Act act, const ClaimFile& file, absl::CivilDay today,
                            const std::string& by) {
  const std::string& id = file.claim_id;
  switch (act) {
    case Act::kProposeClawback:
      return Ask(grants::ProposeClawback{Keys(id), by, "多付", today}, by);
    case Act::kApproveClawback:
      return Ask(grants::ApproveClawback{id, by, "追回决定", today}, by);
    case Act::kDismissClawback:
      return Ask(grants::DismissClawback{id, by, "证据不足", today}, by);
    case Act::kWriteOff:
      return Ask(grants::WriteOffClawback{id, by, "核销决定", "企业已破产", today}, by);
    default:
      break;
  }
  const Fen outstanding = file.payment.clawback.Outstanding();
  const Fen part = OneIn(3) ? Fen(Between(1, outstanding.count + 2)) : outstanding;
  return Ask(grants::RecordRecovery{id, std::max(part, Fen(1)), today,
                                    fmt::format("R-{}", numbers_count_ + 1)},
             by);
}

}  // namespace debut::simulation
