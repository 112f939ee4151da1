#pragma once

#include <cstdint>
#include <random>

namespace debut::cli::demonstration {

// Draws numbers from a seed: the same on every machine, unlike the distributions of the standard
// library.
class Drawing {
 public:
  explicit Drawing(std::uint64_t seed) : random_(seed) {}

  // Both ends included.
  std::int64_t Between(std::int64_t least, std::int64_t most) {
    const auto span = static_cast<std::uint64_t>(most - least + 1);
    return least + static_cast<std::int64_t>(random_() % span);
  }
  bool OneIn(std::int64_t count) { return Between(1, count) == 1; }

 private:
  std::mt19937_64 random_;
};

}  // namespace debut::cli::demonstration
