#include "domain/certification/submit_product.h"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/date.h"
#include "domain/certification/guards.h"
#include "domain/certification/reasons.h"

namespace debut::certification {

using calendar::FormatDate;
using decision::Decision;
using decision::Reject;

std::tuple<ProductFile, ProductFile, registry::Party, policy::PolicyInForce> SubmitProduct::Reads()
    const {
  return {ProductFile{product_id}, ProductFile{previous_product_id}, maker,
          policy::PolicyInForce{accepted_date}};
}

Decision SubmitProduct::Decide(const ProductFile& product, const ProductFile& previous,
                               const registry::Party& maker_file,
                               const policy::PolicyInForce& policy) const {
  if (!maker_file.Known()) return RejectEnterpriseUnknown(maker.id());
  if (!maker_file.Complete()) return decision::Stale{};
  if (product.submitted) {
    return decision::RejectAlreadyExists(
        kProductAlreadySubmitted,
        fmt::format("{} was submitted by {}", product_id, product.enterprise_id),
        {{"product_id", product_id}});
  }
  if (auto refusal = RefusalOfVersion(previous, maker_file)) return *std::move(refusal);
  if (policy.InForce() == nullptr) return RejectPolicyNotInForce(accepted_date);
  if (auto refusal = RefusalOfMaker(maker_file)) return *std::move(refusal);
  if (auto refusal = RefusalOfResearch(*policy.InForce())) return *std::move(refusal);
  if (has_market_record) {
    return Reject(kMarketRecordExists, fmt::format("{} was on the market before", product_id));
  }
  const auto& rights = policy.InForce()->version.certification().ip_rights_min();
  // A version from before the figure was one asks for one right.
  if (ip_rights.size() < std::max<std::size_t>(1, rights.value())) {
    return Reject(kIpRightMissing,
                  fmt::format("{} shows {} rights of its own in {}", maker.id(), ip_rights.size(),
                              product_id),
                  {{"article", rights.article()}});
  }
  return decision::Record(Fact(previous_product_id.empty() ? product_id : previous.family_id));
}

std::optional<Decision> SubmitProduct::RefusalOfVersion(const ProductFile& previous,
                                                        const registry::Party& maker_file) const {
  if (previous_product_id.empty()) return std::nullopt;
  if (auto refusal = RefusalOfUnknown(previous)) return refusal;
  if (maker_file.Contains(previous.enterprise_id)) return std::nullopt;
  return Reject(kProductOfAnotherMaker,
                fmt::format("{} is made by {}", previous_product_id, previous.enterprise_id),
                {{"product_id", previous_product_id}, {"maker_id", previous.enterprise_id}});
}

std::optional<Decision> SubmitProduct::RefusalOfMaker(const registry::Party& maker_file) const {
  const std::string date = FormatDate(accepted_date);
  if (maker_file.file().IsBranch()) {
    const std::string legal_person_id = maker_file.LegalPersonIdOn(accepted_date);
    return Reject(kMakerIsBranch, fmt::format("{} is a branch of {}", maker.id(), legal_person_id),
                  {{"legal_person_id", legal_person_id}});
  }
  if (const std::string id = maker_file.LegalPersonIdOn(accepted_date); id != maker.id()) {
    return Reject(kMakerMerged, fmt::format("{} had merged into {}", maker.id(), id),
                  {{"successor_id", id}});
  }
  if (!maker_file.ZoneRegisteredOn(accepted_date)) {
    return Reject(kMakerNotInZone,
                  fmt::format("{} is not registered in the zone on {}", maker.id(), date),
                  {{"enterprise_id", maker.id()}});
  }
  if (!maker_file.SmeOn(accepted_date)) {
    return Reject(kMakerNotSme,
                  fmt::format("{} is no small or medium-sized enterprise on {}", maker.id(), date),
                  {{"enterprise_id", maker.id()}});
  }
  if (const registry::Ban* ban = maker_file.BanOn(accepted_date)) {
    return Reject(kMakerBanned, fmt::format("{} is banned on {}", maker.id(), date),
                  {{"ban_id", ban->ban_id}});
  }
  return std::nullopt;
}

std::optional<Decision> SubmitProduct::RefusalOfResearch(
    const policy::AdoptedPolicy& adopted) const {
  if (research_completed_date > accepted_date) {
    return Reject(kResearchNotCompleted,
                  fmt::format("the research is completed on {}, after the acceptance on {}",
                              FormatDate(research_completed_date), FormatDate(accepted_date)));
  }
  const auto& figure = adopted.version.certification().research_completed_within_years();
  const int years = static_cast<int>(figure.value());
  if (calendar::IsWithinYearsBefore(research_completed_date, years, accepted_date)) {
    return std::nullopt;
  }
  const std::string earliest = FormatDate(calendar::AddYears(accepted_date, -years));
  return Reject(kResearchTooOld,
                fmt::format("the research was completed on {}, before {} (article {})",
                            FormatDate(research_completed_date), earliest, figure.article()),
                {{"earliest_date", earliest}, {"article", figure.article()}});
}

v1::ProductSubmitted SubmitProduct::Fact(const std::string& family_id) const {
  v1::ProductSubmitted fact;
  fact.set_product_id(product_id);
  fact.set_family_id(family_id);
  fact.set_enterprise_id(maker.id());
  fact.set_name(name);
  fact.set_type(type);
  fact.set_field(field);
  fact.set_claimed_level(claimed_level);
  fact.set_research_completed_date(FormatDate(research_completed_date));
  fact.set_accepted_date(FormatDate(accepted_date));
  for (const std::string& right : ip_rights) fact.add_ip_rights(right);
  fact.set_previous_product_id(previous_product_id);
  fact.set_what_is_new(what_is_new);
  return fact;
}

}  // namespace debut::certification
