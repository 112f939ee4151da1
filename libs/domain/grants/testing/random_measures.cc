#include "domain/grants/testing/random_measures.h"

#include <fmt/format.h>

#include <array>

#include "domain/certification/testing/certification_facts.h"
#include "domain/exchange/testing/exchange_facts.h"
#include "domain/financing/testing/financing_facts.h"
#include "domain/insurance/testing/insurance_facts.h"
#include "domain/policy/testing/policy_facts.h"
#include "domain/standards/testing/standards_facts.h"

namespace debut::grants::testing {
namespace {

using absl::CivilDay;
using exchange::v1::EVENT_KIND_EXHIBITION_ABROAD;
using exchange::v1::EXPENSE_CATEGORY_BOOTH;
using exchange::v1::EXPENSE_CATEGORY_FREIGHT;
using financing::v1::LOAN_TYPE_CREDIT;
using financing::v1::LOAN_TYPE_GUARANTEED;
using money::Fen;
using policy::v1::Measure;

// Enough of a policy for rounds of these measures, quick to read again and again.
constexpr char kShortPolicy[] = R"(
  version_id: "2020-12-30"
  insurance {
    rate { numerator: 80 denominator: 100 article: "4-1" }
    cap_per_enterprise_year { fen: 100000000 article: "4-2" }
  }
  exchange { rate_max { numerator: 1 denominator: 1 article: "6-1" } }
  financing {
    rate { numerator: 40 denominator: 100 article: "7-1" }
    cap_per_enterprise_credit_product_year { fen: 50000000 article: "7-2" }
    revenue_max { fen: 20000000000 article: "7-3" }
    claimed_years_after { value: 1 article: "7-6" }
  })";

constexpr Fen kStandardsCap{38'000'000};
constexpr Fen kExchangeCap{9'000'000};

// Two loans are of one credit product (W7).
struct Source {
  const char* id;
  bool is_policy;
  financing::v1::LoanType type;
};
constexpr std::array<Source, 5> kSources = {{{"IP-1", true, {}},
                                             {"IP-2", true, {}},
                                             {"L-1", false, LOAN_TYPE_CREDIT},
                                             {"L-2", false, LOAN_TYPE_CREDIT},
                                             {"L-3", false, LOAN_TYPE_GUARANTEED}}};

struct Standard {
  const char* id;
  const char* product_id;
  standards::v1::Tier tier;
  standards::v1::DrafterRole role;
};
constexpr std::array<Standard, 4> kStandards = {
    {{"S-1", "P-1", standards::v1::TIER_NATIONAL, standards::v1::DRAFTER_ROLE_LEAD},
     {"S-2", "P-2", standards::v1::TIER_NATIONAL, standards::v1::DRAFTER_ROLE_PARTICIPANT},
     {"S-3", "P-1", standards::v1::TIER_GROUP, standards::v1::DRAFTER_ROLE_LEAD},
     {"S-4", "P-2", standards::v1::TIER_GROUP, standards::v1::DRAFTER_ROLE_LEAD}}};

void WriteGuideOf(Measure measure, v1::RoundOpened& round) {
  if (measure == policy::v1::MEASURE_STANDARDS) {
    round.clear_rate_numerator();
    round.clear_rate_denominator();
    using namespace standards::v1;  // NOLINT
    WriteGuide(
        StandardsGuide{.rewards = {{{TIER_NATIONAL, DRAFTER_ROLE_LEAD}, Fen(30'000'000)},
                                   {{TIER_NATIONAL, DRAFTER_ROLE_PARTICIPANT}, Fen(9'999'999)},
                                   {{TIER_GROUP, DRAFTER_ROLE_LEAD}, Fen(5'000'001)}},
                       .cap = kStandardsCap},
        round);
  }
  if (measure == policy::v1::MEASURE_INTERNATIONAL_EXCHANGE) {
    WriteGuide(
        ExchangeGuide{
            .limits = {{{EVENT_KIND_EXHIBITION_ABROAD, EXPENSE_CATEGORY_BOOTH}, Fen(8'000'001)},
                       {{EVENT_KIND_EXHIBITION_ABROAD, EXPENSE_CATEGORY_FREIGHT}, Fen(3'000'000)}},
            .cap = kExchangeCap},
        round);
  }
}

constexpr std::array<std::pair<Measure, int>, 4> kRatePercents = {
    {{policy::v1::MEASURE_STANDARDS, 0},
     {policy::v1::MEASURE_INSURANCE, 80},
     {policy::v1::MEASURE_INTERNATIONAL_EXCHANGE, 33},
     {policy::v1::MEASURE_FINANCING, 40}}};

constexpr Fen kBudget(95'000'000);  // Less than both caps of measure 7 together.

v1::RoundOpened OpenedRound(Measure measure, int rate_percent, const std::string& number) {
  v1::RoundOpened round = RoundOf(measure, 2021, rate_percent,
                                  fmt::format("R-{}-{}", static_cast<int>(measure), number));
  round.set_policy_digest(policy::PolicyDigest(kShortPolicy));
  round.set_closes_date("2021-12-31");
  WriteGuideOf(measure, round);
  return round;
}

exchange::ExpenseTerms TermsOf(const std::string& event_id, bool is_booth) {
  exchange::ExpenseTerms terms = exchange::testing::BoothTerms(
      "E-1", is_booth ? EXPENSE_CATEGORY_BOOTH : EXPENSE_CATEGORY_FREIGHT);
  terms.event_id = event_id;
  terms.voucher_number += event_id;
  terms.paid_date = CivilDay(2020, 9, 10);
  return terms;
}

std::string ExpenseId(const std::string& event_id, bool is_booth) {
  return event_id + (is_booth ? "-1" : "-2");
}

History Exhibition(const std::string& event_id) {
  exchange::v1::ExchangeEventPlanned planned = exchange::testing::Planned(event_id);
  planned.set_begins_date("2020-10-05");
  planned.set_ends_date("2020-10-08");
  exchange::v1::EnterpriseParticipated participated = exchange::testing::Participated();
  participated.set_event_id(event_id);
  History history = Of(planned, participated);
  for (const bool is_booth : {true, false}) {
    exchange::v1::ExpenseApproved approved =
        exchange::testing::Approved(7'543'207, "", ExpenseId(event_id, is_booth));
    approved.set_event_id(event_id);
    approved.set_approved_date("2020-11-02");
    history = history + Of(exchange::testing::Paid(ExpenseId(event_id, is_booth),
                                                   TermsOf(event_id, is_booth)),
                           approved);
  }
  return history;
}

History MakeFrame() {
  History frame = PolicyOf2020(kShortPolicy) + Maker() + Product() + Product(StoryOf(2)) +
                  Of(financing::testing::Revenue("E-1", 2019, 1));
  for (const auto& [measure, rate_percent] : kRatePercents) {
    frame = frame + Of(BudgetOf(measure, 2021, kBudget), OpenedRound(measure, rate_percent, "1"),
                       OpenedRound(measure, rate_percent, "2"));
  }
  for (const Source& source : kSources) {
    frame = frame + (source.is_policy ? Of(insurance::testing::Bound(source.id, 1'000'000'000))
                                      : Of(financing::testing::Signed(source.id, source.type)));
  }
  for (const Standard& standard : kStandards) {
    standards::v1::StandardProposed proposed =
        standards::testing::Proposed(standard.id, standard.tier);
    proposed.set_product_ids(0, standard.product_id);
    frame =
        frame + Of(proposed, standards::testing::DrafterNamed("E-1", standard.role, 1, standard.id),
                   standards::testing::Published(
                       standard.id, fmt::format("GB/T {}-2020", standard.id), "2020-12-08"));
  }
  return frame + Exhibition("X-1") + Exhibition("X-2");
}

const History& Frame() {
  static const History frame = MakeFrame();
  return frame;
}

}  // namespace

RandomMeasures::RandomMeasures(std::uint64_t seed) : random_(seed), desk_(Frame()) {}

std::vector<std::string> RandomMeasures::CapKeys() {
  return {"m2/E-1/2020", "m4/E-1/2020", "m6/E-1/2020", "m7/E-1/CREDIT/2020",
          "m7/E-1/GUARANTEED/2020"};
}

std::vector<std::string> RandomMeasures::BudgetIds() {
  return {"2/2021", "4/2021", "6/2021", "7/2021"};
}

std::vector<eventstore::SequencedEvent> RandomMeasures::Log() const {
  return eventstore::ReadAll(desk_.store(), eventstore::Query{}).value().events;
}

Auditor RandomMeasures::Audit() const {
  Auditor auditor({{"m2/E-1/2020", kStandardsCap.count},
                   {"m4/E-1/2020", 100'000'000},
                   {"m6/E-1/2020", kExchangeCap.count},
                   {"m7/E-1/CREDIT/2020", 50'000'000},
                   {"m7/E-1/GUARANTEED/2020", 50'000'000}});
  auditor.DemandEntitlements();
  for (const auto& event : Log()) auditor.Look(event);
  return auditor;
}

void RandomMeasures::Step() {
  const std::int64_t act = Between(0, 12);
  if (act < 3) return Pay();
  if (act == 3) return Lower();
  if (act < 7 || claims_.empty()) return Submit();
  if (act > 10) return Reclaim();
  const std::string& claim = AnyClaim(6);
  if (act == 7 && OneIn(2)) return Count(desk_.Withdraw(claim));
  if (act == 8) return Count(desk_.Lead(claim, v1::CLAIM_STATE_PAID));
  Count(desk_.Step(claim));
}

// Up to the recovery of a part of it, or as far as nothing is due.
void RandomMeasures::Reclaim() {
  const std::string& claim = AnyClaim(claims_.size());
  for (int step = 0; step < 3; ++step) {
    const std::string refusal = desk_.Reclaim(claim, Fen(Between(1, 50'000'000)));
    Count(refusal);
    if (!refusal.empty()) return;
  }
}

const std::string& RandomMeasures::AnyClaim(std::size_t latest_count) {
  const std::size_t first = claims_.size() - std::min(latest_count, claims_.size());
  return claims_[static_cast<std::size_t>(
      Between(static_cast<std::int64_t>(first), static_cast<std::int64_t>(claims_.size()) - 1))];
}

void RandomMeasures::Count(const std::string& reason) {
  if (!reason.empty()) ++refusals_[reason];
}

void RandomMeasures::Pay() {
  const Source& source = kSources[static_cast<std::size_t>(Between(0, 4))];
  const std::string voucher = fmt::format("V-{}", ++numbers_count_);
  const std::int64_t amount = Between(1, OneIn(3) ? 100'000'000 : 99);
  paid_[PaymentSubject(source.id, voucher)] = amount;
  desk_.Record(source.is_policy
                   ? Of(insurance::testing::Paid(source.id, voucher, "2020-12-31", amount))
                   : Of(financing::testing::Paid(source.id, voucher, "2020-12-31", amount)));
}

void RandomMeasures::Lower() {
  const std::string event_id = OneIn(2) ? "X-1" : "X-2";
  const bool is_booth = OneIn(2);
  const std::string expense_id = ExpenseId(event_id, is_booth);
  switch (Between(0, 7)) {
    case 0: {
      auto approved = exchange::testing::Approved(Between(1, 7'543'207), "核减", expense_id);
      approved.set_event_id(event_id);
      return desk_.Record(Of(approved));
    }
    case 1:
      if (!refunded_.insert(expense_id).second) return;
      return desk_.Record(Of(exchange::testing::Voided(expense_id, TermsOf(event_id, is_booth))));
    case 2:
      if (!OneIn(4) || !refunded_.insert("P-2").second) return;
      return desk_.Record(Of(certification::testing::Delisted(
          "P-2", "E-2", certification::v1::DELISTING_KIND_VOID, "2021-01-04")));
    default:
      return Refund();
  }
}

// Of one payment, once.
void RandomMeasures::Refund() {
  if (paid_.empty()) return;
  auto paid = std::next(paid_.begin(), Between(0, static_cast<std::int64_t>(paid_.size()) - 1));
  if (!refunded_.insert(paid->first).second) return;
  const auto [id, voucher] = PartsOf(paid->first);
  const std::int64_t amount = Between(1, paid->second);
  const std::string number = fmt::format("T-{}", ++numbers_count_);
  desk_.Record(id.starts_with("IP")
                   ? Of(insurance::testing::Refunded(id, voucher, "2021-01-04", amount, number))
                   : Of(financing::testing::Refunded(id, voucher, "2021-01-04", amount, number)));
}

MeasureFacts RandomMeasures::SomeStandards() {
  StandardsBasis basis{.drafter_id = "E-1", .limit_year = 2020, .standards = {}};
  while (basis.standards.empty()) {
    for (const Standard& standard : kStandards) {
      if (OneIn(2)) basis.standards.push_back({standard.id, standard.product_id});
    }
  }
  return MeasureFacts(Standards(std::move(basis)));
}

MeasureFacts RandomMeasures::SomeExpenses() {
  const std::string event_id = OneIn(2) ? "X-1" : "X-2";
  std::vector<std::string> ids;
  while (ids.empty()) {
    for (const bool is_booth : {true, false}) {
      if (OneIn(2)) ids.push_back(ExpenseId(event_id, is_booth));
    }
  }
  return MeasureFacts(InternationalExchange(
      {.event_id = event_id, .participant_id = "E-1", .product_id = "P-1", .expense_ids = ids}));
}

void RandomMeasures::Submit() {
  const CivilDay date(2021, 1, 11);
  if (OneIn(5)) return Claim(policy::v1::MEASURE_STANDARDS, SomeStandards());
  if (OneIn(5)) return Claim(policy::v1::MEASURE_INTERNATIONAL_EXCHANGE, SomeExpenses());
  const Source& source = kSources[static_cast<std::size_t>(Between(0, 4))];
  const bool one_only = OneIn(2);
  if (source.is_policy) {
    const std::vector<std::string> ids =
        one_only ? std::vector<std::string>{source.id} : std::vector<std::string>{};
    return Claim(policy::v1::MEASURE_INSURANCE,
                 MeasureFacts(Insurance::ClaimFor("E-1", 2020, date, ids)));
  }
  const std::set<std::string> ids =
      one_only ? std::set<std::string>{source.id} : std::set<std::string>{};
  Claim(policy::v1::MEASURE_FINANCING,
        MeasureFacts(Financing::ClaimFor({"E-1", date, ids}, source.type, 2020, "P-1")));
}

void RandomMeasures::Claim(Measure measure, const MeasureFacts& facts) {
  const std::string claim = fmt::format("CL-{}", ++numbers_count_);
  const std::string refusal =
      desk_.Submit(claim, fmt::format("R-{}-{}", static_cast<int>(measure), Between(1, 2)), facts);
  if (refusal.empty()) claims_.push_back(claim);
  Count(refusal);
}

}  // namespace debut::grants::testing
