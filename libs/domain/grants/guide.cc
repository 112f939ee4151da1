#include "domain/grants/guide.h"

#include "policy/cap_figure.h"

namespace debut::grants {
namespace {

using money::Fen;

void WriteCap(const std::optional<Fen>& cap, v1::GuideCap& written) {
  if (cap.has_value()) {
    written.set_fen(cap->count);
  } else {
    written.set_none(true);
  }
}

}  // namespace

StandardsGuide GuideOf(const v1::StandardsGuide& message) {
  StandardsGuide guide;
  for (const v1::StandardsGuideRow& row : message.rows()) {
    guide.rewards.emplace(StandardsGuide::Row(row.tier(), row.role()), Fen(row.amount_fen()));
  }
  guide.cap = policy::CapIn(message.cap_per_enterprise_year());
  return guide;
}

ExchangeGuide GuideOf(const v1::ExchangeGuide& message) {
  ExchangeGuide guide;
  for (const v1::ExchangeGuideRow& row : message.rows()) {
    guide.limits.emplace(ExchangeGuide::Row(row.event_kind(), row.category()),
                         Fen(row.limit_fen()));
  }
  guide.cap = policy::CapIn(message.cap_per_enterprise_year());
  return guide;
}

Guide GuideIn(const v1::RoundOpened& opened) {
  if (opened.has_standards_guide()) return GuideOf(opened.standards_guide());
  if (opened.has_exchange_guide()) return GuideOf(opened.exchange_guide());
  return {};
}

void WriteGuide(const Guide& guide, v1::RoundOpened& opened) {
  if (const auto* standards = std::get_if<StandardsGuide>(&guide)) {
    v1::StandardsGuide& written = *opened.mutable_standards_guide();
    for (const auto& [key, amount] : standards->rewards) {
      v1::StandardsGuideRow& row = *written.add_rows();
      row.set_tier(key.first);
      row.set_role(key.second);
      row.set_amount_fen(amount.count);
    }
    WriteCap(standards->cap, *written.mutable_cap_per_enterprise_year());
  }
  if (const auto* exchange = std::get_if<ExchangeGuide>(&guide)) {
    v1::ExchangeGuide& written = *opened.mutable_exchange_guide();
    for (const auto& [key, limit] : exchange->limits) {
      v1::ExchangeGuideRow& row = *written.add_rows();
      row.set_event_kind(key.first);
      row.set_category(key.second);
      row.set_limit_fen(limit.count);
    }
    WriteCap(exchange->cap, *written.mutable_cap_per_enterprise_year());
  }
}

}  // namespace debut::grants
