// Random lives of awards: every model against books that are kept in another way, and against
// crashes anywhere.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "eventstore/in_memory_event_store.h"
#include "projection/fold.h"
#include "projection/testing/crash.h"
#include "services/readmodels/budgets_projector.h"
#include "services/readmodels/caps_projector.h"
#include "services/readmodels/catalogue_projector.h"
#include "services/readmodels/claim_indexes.h"
#include "services/readmodels/claims_projector.h"
#include "services/readmodels/evidence_projector.h"
#include "services/readmodels/limits_projector.h"
#include "services/readmodels/names_projector.h"
#include "services/readmodels/products_projector.h"
#include "services/readmodels/testing/random_history.h"
#include "services/readmodels/work_items.h"

namespace debut::readmodels {
namespace {

using eventstore::InMemoryEventStore;
using projection::Rows;
using testing::Award;
using testing::Books;
using testing::RandomHistory;
using testing::Stage;
using testing::Sums;

std::uint64_t Seed() {
  const char* given = std::getenv("DEBUT_SEED");
  const std::uint64_t seed =
      given == nullptr ? std::random_device()() : std::strtoull(given, nullptr, 10);
  fmt::print("DEBUT_SEED={}\n", seed);
  return seed;
}

// Forgets that a reserve can be released: the planted bug.
class ForgetfulCaps final : public projection::Projector {
 public:
  std::string name() const override { return caps_.name(); }
  std::uint32_t version() const override { return caps_.version(); }
  eventstore::Query Selects() const override { return caps_.Selects(); }
  void Apply(const eventstore::SequencedEvent& event, Rows& rows) const override {
    if (event.event.type != "debut.grants.v1.ReserveReleased") caps_.Apply(event, rows);
  }

 private:
  CapsProjector caps_;
};

Rows FoldAll(const eventstore::EventStore& log, const projection::Projector& projector) {
  auto rows = projection::Fold(log, projector, projector.Selects(), *log.Head());
  EXPECT_TRUE(rows.ok()) << rows.status();
  return *std::move(rows);
}

template <typename Row>
std::map<std::string, Row> AllOf(const Rows& rows, projection::Table<Row> table) {
  std::map<std::string, Row> all;
  const absl::Status scanned = rows.Scan(table, {}, [&](std::string_view key, Row row) {
    all.emplace(key, std::move(row));
    return true;
  });
  EXPECT_TRUE(scanned.ok()) << scanned;
  return all;
}

template <typename Row>
std::map<std::string, Sums> SumsIn(const Rows& rows, projection::Table<Row> table) {
  std::map<std::string, Sums> sums;
  for (const auto& [key, row] : AllOf(rows, table)) {
    sums[key] = {row.reserved_fen(), row.granted_fen(), row.paid_fen(), row.recovered_fen(),
                 row.awards_count()};
  }
  return sums;
}

std::string CapKeyOf(const Award& award) { return award.cap_key; }
std::string LimitKeyOf(const Award& award) {
  return fmt::format("{}/{}/{}", award.enterprise_id, static_cast<int>(award.measure),
                     award.round_year);
}
std::string BudgetIdOf(const Award& award) { return award.budget_id; }

void ExpectBudgets(const eventstore::EventStore& log, const Books& books) {
  std::map<std::string, Sums> spent = books.SumsBy(BudgetIdOf);
  std::map<std::string, std::int64_t> allotted = books.allotted_fen;
  for (const auto& [id, row] : AllOf(FoldAll(log, BudgetsProjector()), kBudgets)) {
    EXPECT_EQ(row.allotted_fen(), allotted[id]) << id;
    const Sums& sums = spent[id];
    EXPECT_EQ(row.reserved_fen(), sums.reserved_fen) << id;
    EXPECT_EQ(row.committed_fen(), sums.granted_fen) << id;
    EXPECT_EQ(row.spent_fen(), sums.paid_fen) << id;
    EXPECT_EQ(RoomIn(row) + sums.reserved_fen + sums.granted_fen + sums.paid_fen, allotted[id]);
    spent.erase(id);
    allotted.erase(id);
  }
  EXPECT_TRUE(spent.empty() && allotted.empty());
}

void ExpectClaims(const eventstore::EventStore& log, const Books& books) {
  const auto claims = AllOf(FoldAll(log, ClaimsProjector()), kClaims);
  ASSERT_EQ(claims.size(), books.entries.size());
  for (const auto& [id, entry] : books.entries) {
    const v1::ClaimRow& claim = claims.at(id);
    EXPECT_EQ(claim.state(), entry.state) << id;
    EXPECT_EQ(claim.due_date().empty(), entry.state != grants::v1::CLAIM_STATE_NOTICE_OPEN);
    EXPECT_EQ(claim.enterprise_id(), entry.award.enterprise_id);
  }
}

// What follows from the claims: the sums of measures and years, the work, the enterprises' claims.
void ExpectClaimIndexes(const eventstore::EventStore& log, const Books& books) {
  const Rows rows = FoldAll(log, ClaimsProjector());
  std::map<std::string, Sums> by_year = books.SumsBy([](const Award& award) {
    return fmt::format("1/{}/{}", award.round_year, static_cast<int>(award.measure));
  });
  std::map<std::string, std::uint32_t> claims;
  std::size_t waiting_count = 0;
  for (const auto& [id, entry] : books.entries) {
    ++claims[fmt::format("1/{}/{}", entry.award.round_year, static_cast<int>(entry.award.measure))];
    v1::ClaimRow claim;
    claim.set_state(entry.state);
    claim.set_spent_fen(entry.award.amount_fen);
    claim.set_recovered_fen(entry.recovered_fen);
    claim.set_performance_reported(entry.reported);
    SetNextStep(claim);
    waiting_count += claim.next_step().empty() ? 0 : 1;
  }
  for (const auto& [key, sums] : AllOf(rows, kMeasureYears)) {
    if (sums.basis() != v1::YEAR_BASIS_ROUND) continue;
    EXPECT_EQ(sums.claims_count(), claims[key]) << key;
    EXPECT_EQ(sums.reserved_fen(), by_year[key].reserved_fen) << key;
    EXPECT_EQ(sums.committed_fen(), by_year[key].granted_fen) << key;
    EXPECT_EQ(sums.spent_fen(), by_year[key].paid_fen) << key;
    std::uint32_t states_count = 0;
    for (const v1::StateCount& state : sums.states()) states_count += state.claims_count();
    EXPECT_EQ(states_count, sums.claims_count()) << key;
  }
  EXPECT_EQ(AllOf(rows, kWork).size(), waiting_count);
  EXPECT_EQ(AllOf(rows, kClaimsByEnterprise).size(), books.entries.size());
}

void ExpectEvidence(const eventstore::EventStore& log, const Books& books) {
  const auto evidence = AllOf(FoldAll(log, EvidenceProjector()), kEvidence);
  std::size_t live_count = 0;
  for (const auto& [id, entry] : books.entries) {
    const bool live = entry.stage != Stage::kNone && entry.stage != Stage::kReleased &&
                      entry.recovered_fen < entry.award.amount_fen;
    live_count += live ? 1 : 0;
    EXPECT_EQ(evidence.contains(entry.award.evidence_key), live) << id;
  }
  EXPECT_EQ(evidence.size(), live_count);
}

void ExpectProducts(const eventstore::EventStore& log, const Books& books) {
  const auto paid = books.SumsBy([](const Award& award) { return award.product_id; });
  for (const auto& [id, product] : AllOf(FoldAll(log, ProductsProjector()), kProducts)) {
    const auto sums = paid.find(id);
    EXPECT_EQ(product.paid_fen(), sums == paid.end() ? 0 : sums->second.paid_fen) << id;
    EXPECT_EQ(product.granted_fen(), sums == paid.end() ? 0 : sums->second.granted_fen) << id;
    EXPECT_EQ(product.recovered_fen(), sums == paid.end() ? 0 : sums->second.recovered_fen) << id;
  }
}

TEST(AnyHistory, GivesTheRowsOfBooksThatAreKeptInAnotherWay) {
  RandomHistory history(Seed());
  InMemoryEventStore log;
  for (int round = 0; round < 20; ++round) {
    for (int step = 0; step < 100; ++step) history.Step(log);
    const Books& books = history.books();
    EXPECT_EQ(SumsIn(FoldAll(log, CapsProjector()), kCaps), books.SumsBy(CapKeyOf));
    EXPECT_EQ(SumsIn(FoldAll(log, LimitsProjector()), kLimits), books.SumsBy(LimitKeyOf));
    ExpectBudgets(log, books);
    ExpectClaims(log, books);
    ExpectClaimIndexes(log, books);
    ExpectEvidence(log, books);
    ExpectProducts(log, books);
    const auto names = AllOf(FoldAll(log, NamesProjector()), kNames);
    for (const auto& [id, name] : books.names) {
      EXPECT_EQ(NameOn(names.at(id), calendar::Date(2022, 1, 1)), name) << id;
    }
  }
}

TEST(AnyHistory, ShowsThatAProjectorForgetsTheRelease) {
  RandomHistory history(Seed());
  InMemoryEventStore log;
  for (int step = 0; step < 1000; ++step) history.Step(log);
  EXPECT_NE(SumsIn(FoldAll(log, ForgetfulCaps()), kCaps), history.books().SumsBy(CapKeyOf))
      << "the books must find the planted bug";
}

TEST(AnyHistory, GivesTheSameRowsForOneKeyAsForAll) {
  RandomHistory history(Seed());
  InMemoryEventStore log;
  for (int step = 0; step < 500; ++step) history.Step(log);
  const CapsProjector caps;
  const LimitsProjector limits;
  for (const auto& [key, cap] : AllOf(FoldAll(log, caps), kCaps)) {
    auto one = projection::Fold(log, caps, projection::Narrow(caps.Selects(), {"cap:" + key}),
                                *log.Head());
    EXPECT_EQ(one->Find(kCaps, key)->SerializeAsString(), cap.SerializeAsString()) << key;
  }
  for (const auto& [key, limit] : AllOf(FoldAll(log, limits), kLimits)) {
    const std::string tag = "enterprise:" + limit.enterprise_id();
    auto one =
        projection::Fold(log, limits, projection::Narrow(limits.Selects(), {tag}), *log.Head());
    EXPECT_EQ(one->Find(kLimits, key)->SerializeAsString(), limit.SerializeAsString()) << key;
  }
}

template <typename P>
projection::testing::MakeProjector Make() {
  return [] { return std::make_unique<P>(); };
}

class EveryProjector : public ::testing::TestWithParam<projection::testing::MakeProjector> {};

TEST_P(EveryProjector, HasTheRowsOfARebuildAfterACrashAnywhere) {
  RandomHistory history(Seed());
  InMemoryEventStore log;
  for (int step = 0; step < 250; ++step) history.Step(log);
  for (const auto death :
       {projection::testing::Death::kBeforeTheWrite, projection::testing::Death::kAfterTheWrite}) {
    const auto sweep = projection::testing::DieAtEveryWrite(
        {.log = &log, .projector = GetParam(), .batch_bytes_max = 4096, .death = death});
    ASSERT_TRUE(sweep.ok()) << sweep.status();
    EXPECT_GT(sweep->deaths_count, 1U);
    EXPECT_EQ(sweep->inconsistent_count, 0U);
  }
}

INSTANTIATE_TEST_SUITE_P(Models, EveryProjector,
                         ::testing::Values(Make<BudgetsProjector>(), Make<CapsProjector>(),
                                           Make<CatalogueProjector>(), Make<ClaimsProjector>(),
                                           Make<EvidenceProjector>(), Make<LimitsProjector>(),
                                           Make<NamesProjector>(), Make<ProductsProjector>()),
                         [](const auto& projector) { return projector.param()->name(); });

TEST(AnyHistory, ShowsThatACheckpointIsWrittenBeforeItsRows) {
  RandomHistory history(Seed());
  InMemoryEventStore log;
  for (int step = 0; step < 250; ++step) history.Step(log);
  const auto sweep = projection::testing::DieAtEveryWrite(
      {.log = &log,
       .projector = Make<CapsProjector>(),
       .batch_bytes_max = 4096,
       .death = projection::testing::Death::kBetweenRowsAndCheckpoint,
       .fault = projection::testing::Fault::kCheckpointFirst});
  ASSERT_TRUE(sweep.ok()) << sweep.status();
  EXPECT_GT(sweep->inconsistent_count, 0U) << "the harness must find the planted bug";
}

}  // namespace
}  // namespace debut::readmodels
