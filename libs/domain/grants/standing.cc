#include "domain/grants/standing.h"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/date.h"
#include "domain/grants/guards.h"
#include "domain/grants/reasons.h"

namespace debut::grants {

using calendar::FormatDate;
using certification::Delisting;
using certification::ProductFile;

Refusal RefusalOfClaimant(const registry::Party& claimant, absl::CivilDay date,
                          const policy::v1::FlagFigure& in_zone,
                          const policy::v1::FlagFigure& is_sme) {
  if (in_zone.value() && !claimant.ZoneRegisteredOn(date)) {
    return Refuse(
        kEnterpriseNotInZone,
        fmt::format("{} is not registered in the zone on {}", claimant.id(), FormatDate(date)),
        {{"enterprise_id", claimant.id()}});
  }
  if (is_sme.value() && !claimant.SmeOn(date)) {
    return Refuse(kEnterpriseNotSme,
                  fmt::format("{} is no small or medium-sized enterprise on {}", claimant.id(),
                              FormatDate(date)),
                  {{"enterprise_id", claimant.id()}});
  }
  return {};
}

const Delisting* DelistingThatCounts(const ProductFile& product, const Occasion& occasion) {
  for (const Delisting& delisting : product.delistings) {
    if (delisting.kind == certification::v1::DELISTING_KIND_VOID) return &delisting;
    if (delisting.kind == certification::v1::DELISTING_KIND_REVOKED &&
        delisting.effective_date <= occasion.date && occasion.stage < Stage::kPayment) {
      return &delisting;
    }
  }
  return occasion.stage == Stage::kSubmission ? product.DelistingOn(occasion.date) : nullptr;
}

bool IsVoid(const ProductFile& product) {
  return std::ranges::any_of(product.delistings, [](const Delisting& delisting) {
    return delisting.kind == certification::v1::DELISTING_KIND_VOID;
  });
}

Refusal RefusalOfDelisting(const ProductFile& product, const Occasion& occasion) {
  const Delisting* delisting = DelistingThatCounts(product, occasion);
  if (delisting == nullptr) return {};
  const std::string kind =
      certification::v1::DelistingKind_Name(delisting->kind).substr(sizeof("DELISTING_KIND"));
  return Refuse(kProductDelisted,
                fmt::format("{} was delisted ({}) from {} on", product.product_id, kind,
                            FormatDate(delisting->effective_date)),
                {{"product_id", product.product_id},
                 {"delisting_kind", kind},
                 {"effective_date", FormatDate(delisting->effective_date)}});
}

Refusal RefusalOfNamedProduct(const ProductFile& product, const Occasion& occasion,
                              const policy::v1::FlagFigure& certified) {
  const std::string& id = product.product_id;
  if (!product.submitted) {
    return RefuseNotFound(kProductUnknown, fmt::format("there is no product {}", id),
                          {{"product_id", id}});
  }
  if (auto refusal = RefusalOfDelisting(product, occasion)) return refusal;
  if (occasion.stage != Stage::kSubmission || !certified.value() ||
      product.CertifiedOn(occasion.date)) {
    return {};
  }
  return Refuse(kProductNotCertified,
                fmt::format("{} is not certified on {}", id, FormatDate(occasion.date)),
                {{"product_id", id}});
}

std::vector<std::string> CapKeysOf(const std::string& measure, const std::string& own_id,
                                   const registry::Party& party, const std::string& rest) {
  std::vector<std::string> keys{fmt::format("{}/{}/{}", measure, own_id, rest)};
  for (const std::string& id : party.MemberIds()) {
    if (id == own_id || party.file(id).IsBranch()) continue;
    keys.push_back(fmt::format("{}/{}/{}", measure, id, rest));
  }
  return keys;
}

}  // namespace debut::grants
