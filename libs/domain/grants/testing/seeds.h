#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <random>

namespace debut::grants::testing {

// The seeds of random histories: kHistoriesCount for each property, from a random one on, spread
// over shards that run beside each other. A failure names its seed.
//
//   DEBUT_SEED=4711 domain_grants_histories_test          # That history alone, in every shard.
//   DEBUT_HISTORIES=100000 domain_grants_histories_test   # So many for each property.
class Seeds {
 public:
  static constexpr int kHistoriesCount = 10'000;
  static constexpr int kShardsCount = 8;

  static Seeds OfShard(int shard) {
    if (const char* one = std::getenv("DEBUT_SEED")) return {std::strtoull(one, nullptr, 10), 1};
    const char* asked = std::getenv("DEBUT_HISTORIES");
    const int all = asked == nullptr ? kHistoriesCount : std::atoi(asked);
    const int count = all / kShardsCount + (shard < all % kShardsCount ? 1 : 0);
    return {std::random_device{}(), count};
  }

  // Until the first failure.
  template <typename Check>
  void ForEach(Check&& check) const {
    for (int i = 0; i < count_; ++i) {
      const std::uint64_t seed = first_ + static_cast<std::uint64_t>(i);
      check(seed);
      ASSERT_FALSE(::testing::Test::HasFailure()) << "repeat with DEBUT_SEED=" << seed;
    }
  }

 private:
  Seeds(std::uint64_t first, int count) : first_(first), count_(count) {}

  std::uint64_t first_;
  int count_;
};

}  // namespace debut::grants::testing
