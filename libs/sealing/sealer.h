#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "base/status_macros.h"
#include "sealing/sealed_fields.h"

namespace debut::sealing {

// Takes personal data out of what becomes a fact. Thread-safe.
class Sealer {
 public:
  virtual ~Sealer() = default;

  // Returns when the sealed bytes and the subject's key are durable: before the fact is decided, so
  // that no entry commits to bytes that a crash can lose. `field`: the full name of a sealed field.
  // INVALID_ARGUMENT: it is none, or the subject doesn't fit it. FAILED_PRECONDITION: the subject
  // was erased. UNAVAILABLE: the disk, or whoever has the keys, can't be reached.
  virtual absl::StatusOr<SealedValue> Seal(std::string_view field, const std::string& subject,
                                           std::string_view text) = 0;
};

// Seals a field of `Fact`, by its number, in the fact whose tag has the value `id`. No text: empty.
template <typename Fact>
absl::StatusOr<SealedValue> SealFieldOf(Sealer& sealer, int number, std::string_view id,
                                        std::string_view text) {
  if (text.empty()) return SealedValue{};
  const auto& field = *Fact::descriptor()->FindFieldByNumber(number);
  return sealer.Seal(field.full_name(), SubjectOf(field, id), text);
}

}  // namespace debut::sealing
