#include "eventstore/event_id.h"

#include <cstdint>
#include <cstring>

#include "absl/random/random.h"

namespace debut::eventstore {

std::string MakeEventId() {
  thread_local absl::BitGen random;
  const std::uint64_t words[2] = {absl::Uniform<std::uint64_t>(random),
                                  absl::Uniform<std::uint64_t>(random)};
  std::string id(sizeof(words), '\0');
  std::memcpy(id.data(), words, sizeof(words));
  id[6] = static_cast<char>((id[6] & 0x0f) | 0x40);
  id[8] = static_cast<char>((id[8] & 0x3f) | 0x80);
  return id;
}

std::string FormatEventId(const std::string& bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes.size() == 16 && (i == 4 || i == 6 || i == 8 || i == 10)) text += '-';
    const auto byte = static_cast<unsigned char>(bytes[i]);
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

}  // namespace debut::eventstore
