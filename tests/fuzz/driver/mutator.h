#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace debut::fuzz {

// Changes inputs as a fuzzer does, from a seed alone: the same seed, seeds and dictionary give the
// same inputs everywhere. Knows nothing of coverage. Not thread-safe.
class Mutator {
 public:
  static constexpr std::size_t kInputBytesMax = 65'536;

  // Requires at least one seed, which may be empty. `dictionary`: words of the format.
  Mutator(std::vector<std::string> seeds, std::vector<std::string> dictionary, std::uint64_t seed);

  // A seed after one to kStepsMax changes.
  std::string Next();

 private:
  static constexpr std::size_t kStepsMax = 6;

  // Below `end`, which is not zero. std::uniform_int_distribution differs between libraries.
  std::size_t Below(std::size_t end) { return static_cast<std::size_t>(random_() % end); }
  std::size_t PlaceIn(std::string_view text) { return Below(text.size() + 1); }
  const std::string& OneOf(const std::vector<std::string>& texts) {
    return texts[Below(texts.size())];
  }

  void Change(std::string& input);
  void FlipBit(std::string& input);
  void SetByte(std::string& input);
  void InsertBytes(std::string& input);
  void Remove(std::string& input);
  void RepeatPart(std::string& input);
  void InsertWord(std::string& input);
  void ChangeNumber(std::string& input);
  void SetBigNumber(std::string& input);
  void Splice(std::string& input);

  const std::vector<std::string> seeds_;
  const std::vector<std::string> dictionary_;
  std::mt19937_64 random_;
};

}  // namespace debut::fuzz
