#include "domain/promotion/publish_match_list.h"

#include <fmt/format.h>

#include <iterator>

#include "calendar/date.h"
#include "domain/promotion/guards.h"

namespace debut::promotion {
namespace {

using certification::ProductFile;

// Requires a product that is listed on that date.
Candidate CandidateOn(const ProductFile& product, absl::CivilDay date) {
  const auto& [listed_date, edition_ids] = *std::prev(product.listings.upper_bound(date));
  return {.product_id = product.product_id,
          .enterprise_id = product.enterprise_id,
          .name = product.name,
          .edition_id = *edition_ids.rbegin(),
          .listed_date = product.listings.begin()->first,
          .field = product.field,
          .type = product.type,
          .level = product.LevelOn(date),
          .text = product.name};
}

v1::RankedProduct MessageOf(const Match& match, std::size_t rank) {
  v1::RankedProduct message;
  message.set_rank(static_cast<std::uint32_t>(rank));
  message.set_product_id(match.candidate.product_id);
  message.set_enterprise_id(match.candidate.enterprise_id);
  message.set_name(match.candidate.name);
  message.set_points(match.points);
  for (const MatchReason& reason : match.reasons) {
    v1::MatchReason& added = *message.add_reasons();
    added.set_kind(reason.kind);
    added.set_points(reason.points);
    added.set_detail(reason.detail);
  }
  return message;
}

}  // namespace

std::tuple<DemandFile, IdInUse<v1::MatchListPublished>, registry::Party, certification::Catalogue,
           registry::Premises, ExhibitPages, policy::PolicyInForce>
PublishMatchList::Reads() const {
  return {DemandFile{demand_id},
          IdInUse<v1::MatchListPublished>("match_list", match_list_id),
          demander,
          certification::Catalogue{},
          registry::Premises{},
          ExhibitPages{""},
          policy::PolicyInForce{published_date}};
}

decision::Decision PublishMatchList::Decide(const DemandFile& demand,
                                            const IdInUse<v1::MatchListPublished>& match_list,
                                            const registry::Party& demander_file,
                                            const certification::Catalogue& catalogue,
                                            const registry::Premises& premises,
                                            const ExhibitPages& pages,
                                            const policy::PolicyInForce& policy) const {
  if (demand.party_id != demander.id() || !demander_file.Complete()) return decision::Stale{};
  if (auto refusal = RefusalOfDemandOn(demand, published_date)) return *std::move(refusal);
  if (match_list.in_use) {
    return decision::RejectAlreadyExists(kMatchListAlreadyPublished,
                                         fmt::format("there is a list {}", match_list_id),
                                         {{"match_list_id", match_list_id}});
  }
  if (policy.InForce() == nullptr) return RejectPolicyNotInForce(published_date);

  const std::set<std::string> offered = demand.OfferedOn(published_date);
  const std::string& region = demand.wanted.region_code;
  std::vector<Candidate> candidates;
  for (const ProductFile* product : catalogue.ListedOn(published_date)) {
    if (demander_file.Contains(product->enterprise_id)) continue;
    Candidate candidate = CandidateOn(*product, published_date);
    if (const ExhibitPage* page = pages.PageOn(product->product_id, published_date)) {
      // A keyword does not reach from one text into the next.
      candidate.text += fmt::format("|{}|{}", page->title, page->text);
    }
    candidate.in_region = !region.empty() && premises.AnyIn(product->enterprise_id, region);
    candidate.offered = offered.contains(product->product_id);
    candidates.push_back(std::move(candidate));
  }
  const std::vector<Match> matches =
      Rank(candidates, demand.wanted, policy.InForce()->version.promotion());
  if (matches.empty()) {
    return decision::Reject(
        kProductsNotMatching,
        fmt::format("none of {} listed products fits {}", candidates.size(), demand_id),
        {{"listed_products_count", std::to_string(candidates.size())}});
  }

  v1::MatchListPublished fact;
  fact.set_match_list_id(match_list_id);
  fact.set_demand_id(demand_id);
  fact.set_party_id(demand.party_id);
  fact.set_published_date(calendar::FormatDate(published_date));
  fact.set_policy_version_id(policy.InForce()->version_id);
  fact.set_listed_products_count(static_cast<std::uint32_t>(candidates.size()));
  for (const Match& match : matches) {
    *fact.add_products() = MessageOf(match, static_cast<std::size_t>(fact.products_size()) + 1);
  }
  return decision::Record(fact);
}

}  // namespace debut::promotion
