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

}  // namespace debut::eventstore
