#include "services/grants/guide_messages.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace debut::grants {
namespace {

using runtime::FieldErrors;

constexpr std::int64_t kAmountMax = money::kAmountMax.count;

void RequireCap(const std::string& guide, bool has_cap, const v1::GuideCap& cap,
                FieldErrors& errors) {
  const std::string field = guide + ".cap_per_enterprise_year";
  errors.Require(has_cap && cap.cap_case() != v1::GuideCap::CAP_NOT_SET, field,
                 "is neither an amount nor 'none'");
  if (cap.has_fen()) errors.InRange(field + ".fen", cap.fen(), 0, kAmountMax);
  if (cap.has_none()) errors.Require(cap.none(), field + ".none", "is false: give an amount");
}

// `check(row, field)` looks at one row's fields, and answers what the row is for.
template <typename Rows, typename Check>
void RequireRows(const std::string& guide, const Rows& rows, FieldErrors& errors, Check check) {
  errors.Count(guide + ".rows", rows.size(), kGuideRowsMax);
  std::set<decltype(check(rows[0], std::string()))> seen;
  for (int i = 0; i < std::min(rows.size(), kGuideRowsMax); ++i) {
    const std::string field = fmt::format("{}.rows[{}]", guide, i);
    errors.Require(seen.insert(check(rows[i], field)).second, field, "is there twice");
  }
}

}  // namespace

Guide ReadGuide(const v1::OpenRoundRequest& request, FieldErrors& errors) {
  errors.Require(!request.has_standards_guide() || !request.has_exchange_guide(), "exchange_guide",
                 "is a second guide");
  if (request.has_standards_guide()) {
    const v1::StandardsGuide& guide = request.standards_guide();
    RequireRows("standards_guide", guide.rows(), errors,
                [&](const v1::StandardsGuideRow& row, const std::string& field) {
                  errors.EnumSet(field + ".tier", row.tier());
                  errors.EnumSet(field + ".role", row.role());
                  errors.Positive(field + ".amount_fen", row.amount_fen(), kAmountMax);
                  return StandardsGuide::Row(row.tier(), row.role());
                });
    RequireCap("standards_guide", guide.has_cap_per_enterprise_year(),
               guide.cap_per_enterprise_year(), errors);
    return GuideOf(guide);
  }
  if (!request.has_exchange_guide()) return {};
  const v1::ExchangeGuide& guide = request.exchange_guide();
  RequireRows("exchange_guide", guide.rows(), errors,
              [&](const v1::ExchangeGuideRow& row, const std::string& field) {
                errors.EnumSet(field + ".event_kind", row.event_kind());
                errors.EnumSet(field + ".category", row.category());
                errors.Positive(field + ".limit_fen", row.limit_fen(), kAmountMax);
                return ExchangeGuide::Row(row.event_kind(), row.category());
              });
  RequireCap("exchange_guide", guide.has_cap_per_enterprise_year(), guide.cap_per_enterprise_year(),
             errors);
  return GuideOf(guide);
}

}  // namespace debut::grants
