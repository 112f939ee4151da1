#include "decision/view_cache.h"

#include <gtest/gtest.h>

#include "decision/testing/accounts.h"

namespace debut::decision {
namespace {

using testing::AccountBalance;
using testing::AccountStatus;

template <View V>
std::shared_ptr<const KeyedView> Key(V view) {
  return std::make_shared<const KeyedView>(std::make_unique<BoxedView<V>>(std::move(view)));
}

// Selects the same for every threshold.
struct LargeDeposits {
  std::int64_t threshold_fen = 0;
  int count = 0;
  eventstore::Query Selects() const { return AccountBalance{"42"}.Selects(); }
  void Apply(const eventstore::SequencedEvent& event) {
    On<testing::FundsDeposited>(event, [&](const auto& fact) {
      if (fact.amount_fen() >= threshold_fen) ++count;
    });
  }
  bool operator==(const LargeDeposits&) const = default;
};

TEST(ViewCache, GivesTheSameStateToEqualViews) {
  ViewCache cache(8);
  const auto first = cache.Get(Key(AccountBalance{"42"}));
  first->Fold({{3}, {}, EncodeFact(testing::Deposited("42", 100))});
  EXPECT_EQ(cache.Get(Key(AccountBalance{"42"})), first) << "folded since: found by its beginning";
  EXPECT_EQ(first->position, eventstore::Position{3});
}

TEST(ViewCache, KeepsViewsOfOtherTypesAndKeysApart) {
  ViewCache cache(8);
  const auto balance = cache.Get(Key(AccountBalance{"42"}));
  EXPECT_NE(cache.Get(Key(AccountBalance{"43"})), balance);
  EXPECT_NE(cache.Get(Key(AccountStatus{"42"})), balance);
  EXPECT_EQ(cache.size(), 3u);
}

TEST(ViewCache, KeepsViewsApartThatSelectTheSameButFoldOtherwise) {
  ViewCache cache(8);
  const auto all = cache.Get(Key(LargeDeposits{0}));
  const auto large = cache.Get(Key(LargeDeposits{100}));
  EXPECT_NE(all, large);
  EXPECT_EQ(cache.Get(Key(LargeDeposits{100})), large);
  EXPECT_EQ(cache.Get(Key(LargeDeposits{0})), all);
}

TEST(ViewCache, DropsTheViewThatWasUsedLeastRecently) {
  ViewCache cache(2);
  const auto first = cache.Get(Key(AccountBalance{"1"}));
  const auto second = cache.Get(Key(AccountBalance{"2"}));
  cache.Get(Key(AccountBalance{"1"}));
  cache.Get(Key(AccountBalance{"3"}));
  EXPECT_EQ(cache.size(), 2u);
  EXPECT_EQ(cache.Get(Key(AccountBalance{"1"})), first);
  EXPECT_NE(cache.Get(Key(AccountBalance{"2"})), second);
  EXPECT_EQ(second.use_count(), 1) << "who holds a dropped view may go on with it";
}

TEST(ViewCache, KeepsNothingWithoutRoom) {
  ViewCache cache(0);
  const auto view = cache.Get(Key(AccountBalance{"1"}));
  EXPECT_EQ(cache.size(), 0u);
  EXPECT_NE(cache.Get(Key(AccountBalance{"1"})), view);
}

TEST(ViewCache, ForgetsAllWhenItIsCleared) {
  ViewCache cache(2);
  const auto view = cache.Get(Key(AccountBalance{"1"}));
  cache.Clear();
  EXPECT_EQ(cache.size(), 0u);
  EXPECT_NE(cache.Get(Key(AccountBalance{"1"})), view);
}

TEST(ConfirmedView, FoldsNoEventTwice) {
  ConfirmedView confirmed(Key(AccountBalance{"42"}));
  const eventstore::SequencedEvent deposit{{3}, {}, EncodeFact(testing::Deposited("42", 100))};
  confirmed.Fold(deposit);
  confirmed.Fold(deposit);
  const auto& state = static_cast<const BoxedView<AccountBalance>&>(*confirmed.state);
  EXPECT_EQ(state.view().amount_fen, 100);
}

}  // namespace
}  // namespace debut::decision
