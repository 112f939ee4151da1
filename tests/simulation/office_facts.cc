#include <fmt/format.h>

#include <utility>

#include "decision/loader.h"
#include "domain/certification/testing/certification_facts.h"
#include "domain/financing/testing/financing_facts.h"
#include "domain/grants/awarded_evidence.h"
#include "tests/simulation/log_as_of.h"
#include "tests/simulation/office.h"
#include "tests/simulation/office_frame.h"

// What happens to the claims' grounds, and what has happened before the history.
namespace debut::simulation {

using eventstore::Position;
using eventstore::SequencedEvent;
using grants::ClaimFile;
using grants::testing::History;
using grants::testing::Of;
using money::Fen;

namespace {

constexpr int kDaysBefore = 7;

// Facts that another service records: under no condition but that of the request.
struct RecordFacts {
  History facts;
  std::tuple<> Reads() const { return {}; }
  decision::Decision Decide() const { return std::vector<eventstore::Event>(facts); }
};

eventstore::Event PaidOn(const Source& source, const std::string& voucher, std::int64_t amount) {
  return source.is_policy ? Of(insurance::testing::Paid(source.id, voucher, "2020-12-31", amount,
                                                        source.enterprise_id))
                                .front()
                          : Of(financing::testing::Paid(source.id, voucher, "2020-12-31", amount,
                                                        source.enterprise_id))
                                .front();
}

}  // namespace

History Office::Before(absl::CivilDay today) {
  const auto price = [&] { return Fen(Between(1, 600'000'000)); };
  History history = FrameOf({price(), price(), price()});
  hot_ = static_cast<Hot>(Between(0, 3));
  const auto allot = [&](policy::v1::Measure measure, std::int64_t most) {
    for (const std::uint32_t year : {2021u, 2022u}) {
      history = history + Of(grants::testing::BudgetOf(measure, year, Fen(Between(1, most))));
    }
  };
  allot(policy::v1::MEASURE_FIRST_MARKET_ENTRY, 250'000'000);
  allot(policy::v1::MEASURE_INSURANCE, 180'000'000);
  allot(policy::v1::MEASURE_FINANCING, 110'000'000);
  for (const Source& source : kSources) {
    if (OneIn(4)) continue;
    const std::int64_t amount = Between(1, 180'000'000);
    history.push_back(PaidOn(source, "V-0", amount));
    paid_[grants::PaymentSubject(source.id, "V-0")] = amount;
  }
  return history + ClaimsBefore(history, today);
}

// Some claims have come so far already, as if nobody had disturbed anybody.
History Office::ClaimsBefore(const History& facts, absl::CivilDay today) {
  std::vector<SequencedEvent> log;
  const auto record = [&](const std::vector<eventstore::Event>& events) {
    for (const auto& event : events) {
      log.push_back({Position{log.size() + 1}, absl::UnixEpoch(), event});
    }
  };
  record(facts);
  const auto decide = [&](const QuestionPtr& question) {
    auto decided = DecideOn(LogAsOf(log, log.size()), *question);
    if (!decided.ok()) return;
    for (auto& event : *decided) event.principal = question->context.principal;
    record(*decided);
    if (question->done) question->done();
  };
  const bool in_step = OneIn(2);
  for (std::int64_t left = Between(2, 6); left > 0; --left) {
    const std::size_t before = claims_.size();
    decide(Submit(today - kDaysBefore));
    if (claims_.size() == before) continue;
    // Just before the limits, or anywhere.
    for (std::int64_t steps = in_step ? 2 : Between(2, 11); steps > 0; --steps) {
      const LogAsOf now(log, log.size());
      const auto file = decision::Loader(now)(ClaimFile{claims_.back()});
      const Act act = Expected(*file);
      decide(Take(act, *file, today - (act < Act::kCloseNotice ? kDaysBefore : 1)));
    }
  }
  History claims;
  for (std::size_t i = facts.size(); i < log.size(); ++i) claims.push_back(log[i].event);
  return claims;
}

// The history's own, or any.
const Source& Office::Somewhere() {
  if (OneIn(3) || hot_ == Hot::kFirstEntry || hot_ == Hot::kNone) {
    return kSources[random_() % kSources.size()];
  }
  return kSources[(hot_ == Hot::kInsurance ? 0 : 3) + random_() % 2];
}

template <typename... Facts>
std::shared_ptr<Question> Office::Record(const Facts&... facts) {
  return Recorded(Of(facts...));
}

std::shared_ptr<Question> Office::Recorded(History facts) {
  auto question = NewQuestion("李娜");
  question->prepare =
      [facts = std::move(facts)](
          const eventstore::EventStore&) -> absl::StatusOr<std::unique_ptr<decision::AnyCommand>> {
    return decision::Box(RecordFacts{facts});
  };
  return question;
}

// The premium or the interest of somebody, often more than what the caps take.
QuestionPtr Office::Pay() {
  const Source& source = Somewhere();
  const std::string voucher = fmt::format("V-{}", numbers_count_ + 1);
  const std::int64_t amount = Between(1, OneIn(2) ? 150'000'000 : 99'999);
  const auto question = Recorded({PaidOn(source, voucher, amount)});
  question->done = [this, subject = grants::PaymentSubject(source.id, voucher), amount] {
    paid_[subject] = amount;
  };
  return question;
}

// The facts that somebody was, or will be, awarded for.
QuestionPtr Office::Lower() {
  if (OneIn(10) && lowered_.insert("P-2").second) {
    return Record(certification::testing::Delisted(
        "P-2", "E-2", certification::v1::DELISTING_KIND_VOID, "2021-01-04"));
  }
  if (OneIn(3) || paid_.empty()) return Amend(static_cast<int>(Between(1, 2)));
  const auto paid =
      std::next(paid_.begin(), Between(0, static_cast<std::int64_t>(paid_.size()) - 1));
  return Refund(paid->first);
}

// Those that this claim was awarded for.
QuestionPtr Office::LowerFor(const ClaimFile& file) {
  for (const grants::Evidence& use : file.evidence) {
    if (paid_.contains(use.subject_id)) return Refund(use.subject_id);
  }
  return Amend(file.terms.enterprise_id == "E-1" ? 1 : 2);
}

QuestionPtr Office::Amend(int story) {
  auto amended = grants::testing::Amended(Fen(Between(1, OneIn(2) ? 600'000'000 : 60'000'000)),
                                          grants::testing::StoryOf(story));
  amended.set_amended_date("2021-01-04");
  return Record(amended);
}

QuestionPtr Office::Refund(const std::string& subject) {
  if (!lowered_.insert(subject).second) return Pay();
  const auto [id, voucher] = grants::PartsOf(subject);
  const std::int64_t amount = Between(1, paid_.at(subject));
  const std::string number = fmt::format("T-{}", numbers_count_ + 1);
  for (const Source& source : kSources) {
    if (source.id != id) continue;
    auto premium = insurance::testing::Refunded(id, voucher, "2021-01-04", amount, number);
    auto interest = financing::testing::Refunded(id, voucher, "2021-01-04", amount, number);
    premium.set_enterprise_id(source.enterprise_id);
    interest.set_enterprise_id(source.enterprise_id);
    return source.is_policy ? Record(premium) : Record(interest);
  }
  return nullptr;
}

}  // namespace debut::simulation
