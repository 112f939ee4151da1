#pragma once

#include <google/protobuf/generated_enum_reflection.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "calendar/date.h"

namespace debut::runtime {

// Every offending field of a request, so that a client can mend all of them at once. Each
// requirement returns what it has read; after an error that value is a placeholder which must not
// be used.
//
//   errors.Id("product_id", request.product_id());
//   const calendar::Date signed_on = errors.Date("signed_on", request.signed_on());
//   RETURN_IF_ERROR(errors.ToStatus());
//
// Not thread-safe.
class FieldErrors {
 public:
  // `field` is the path in the request: "contract.lines[0].amount_fen".
  void Add(std::string field, std::string description);

  // Not empty, valid UTF-8, no control characters, and `characters_max` code points at most.
  std::string Text(std::string_view field, std::string_view value,
                   std::size_t characters_max = 200);
  // The same, but may be empty.
  std::string OptionalText(std::string_view field, std::string_view value,
                           std::size_t characters_max = 200);
  // 1 to kIdBytesMax of A-Z a-z 0-9 . _ : -
  std::string Id(std::string_view field, std::string_view value);
  // AIP-155: 1 to kRequestIdBytesMax of A-Z a-z 0-9 . _ : -
  std::string RequestId(std::string_view field, std::string_view value);
  // "2020-10-09", a day that exists; see calendar::ParseDate.
  calendar::Date Date(std::string_view field, std::string_view value);
  // The same; nothing if empty.
  std::optional<calendar::Date> OptionalDate(std::string_view field, std::string_view value);
  // 1 to `max`: money in fen, counts, years.
  std::int64_t Positive(std::string_view field, std::int64_t value, std::int64_t max = kAmountMax);
  // `min` to `max`.
  std::int64_t InRange(std::string_view field, std::int64_t value, std::int64_t min,
                       std::int64_t max);
  // A value that the enum names, and not the unspecified zero. E is a protobuf enum.
  template <typename E>
  E EnumSet(std::string_view field, E value) {
    RequireNamed(field, static_cast<int>(value), *google::protobuf::GetEnumDescriptor<E>());
    return value;
  }
  // Added unless `holds`.
  void Require(bool holds, std::string_view field, std::string_view description);
  // The message field is there.
  void Present(std::string_view field, bool has);
  // 1 to `max` elements.
  void Count(std::string_view field, int size, int max);

  bool ok() const { return violations_.empty(); }
  // OK, or INVALID_ARGUMENT with a debut.rpc.v1.BadRequest of all fields, all in the message too.
  absl::Status ToStatus() const;

  static constexpr std::size_t kIdBytesMax = 100;
  static constexpr std::int64_t kAmountMax = 1'000'000'000'000'000;  // Ten trillion yuan in fen.

 private:
  std::string Name(std::string_view field, std::string_view value, std::size_t bytes_max);
  void RequireNamed(std::string_view field, int value,
                    const google::protobuf::EnumDescriptor& names);

  std::vector<std::pair<std::string, std::string>> violations_;
};

}  // namespace debut::runtime
