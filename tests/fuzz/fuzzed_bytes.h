#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace debut::fuzz {

// The bytes of a fuzzer, as the choices and the texts that a target makes of them. Never fails: at
// the end there are zeros and empty texts. Not thread-safe.
class FuzzedBytes {
 public:
  FuzzedBytes(const std::uint8_t* bytes, std::size_t size)
      : rest_(reinterpret_cast<const char*>(bytes), size) {}

  std::uint8_t Byte();
  // 0 to `max`, of two bytes.
  std::uint64_t UpTo(std::uint64_t max);
  // Eight bytes.
  std::uint64_t Number();
  // What stands before the next 0xFF, which can't be in UTF-8, or everything.
  std::string_view Text();
  std::string_view Rest();
  bool AtEnd() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

}  // namespace debut::fuzz
