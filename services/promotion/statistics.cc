#include "services/promotion/statistics.h"

#include <tuple>

#include "debut/promotion/v1/promotion_events.pb.h"
#include "decision/fact_codec.h"
#include "decision/recorded_date.h"

namespace debut::promotion {
namespace {

using certification::v1::Field;
using decision::On;
using decision::Tag;

std::uint32_t YearOf(const std::string& date) {
  return static_cast<std::uint32_t>(decision::RecordedDate(date).year());
}

template <typename Ids>
std::set<std::string> SetOf(const Ids& ids) {
  return {ids.begin(), ids.end()};
}

v1::StatisticKind KindOf(const v1::DemandPublished& fact) {
  return fact.kind() == v1::DEMAND_KIND_KEY_CONSTRUCTION
             ? v1::STATISTIC_KIND_DEMAND_OF_KEY_CONSTRUCTION
             : v1::STATISTIC_KIND_DEMAND_OF_GOVERNMENT_INVESTMENT;
}

v1::StatisticKind KindOf(const v1::OutcomeRecorded& fact) {
  switch (fact.origin_case()) {
    case v1::OutcomeRecorded::kLaunchId:
      return v1::STATISTIC_KIND_OUTCOME_OF_LAUNCH;
    case v1::OutcomeRecorded::kActivityId:
      return v1::STATISTIC_KIND_OUTCOME_OF_ACTIVITY;
    default:
      return v1::STATISTIC_KIND_OUTCOME_OF_DEMAND;
  }
}

std::int64_t AmountOf(const Deed& deed, const ContractFiles& contracts) {
  const auto contract = contracts.files.find(deed.contract_id);
  if (contract == contracts.files.end() || contract->second.terminated_date.has_value()) return 0;
  return contract->second.LineOf(*deed.product_ids.begin()).count;
}

}  // namespace

eventstore::Query Deeds::Selects() const {
  return {{{.types = decision::TypesOf<
                v1::DemandPublished, v1::DemandWithdrawn, v1::ProductOffered, v1::OfferWithdrawn,
                v1::MatchListPublished, v1::MeetingHeld, v1::LaunchHeld, v1::CooperationSigned,
                v1::CooperationActivityHeld, v1::OutcomeRecorded, v1::OutcomeWithdrawn>(),
            .tags = {}}}};
}

void Deeds::Apply(const eventstore::SequencedEvent& event) {
  ApplyDemands(event);
  ApplyEvents(event);
  ApplyOutcomes(event);
}

void Deeds::ApplyDemands(const eventstore::SequencedEvent& event) {
  On<v1::DemandPublished>(event, [&](const auto& fact) {
    Deed deed{.kind = KindOf(fact), .year = YearOf(fact.published_date())};
    for (const int field : fact.wanted().fields()) deed.fields.insert(static_cast<Field>(field));
    deeds[Tag("demand", fact.demand_id())] = deed;
  });
  On<v1::DemandWithdrawn>(event,
                          [&](const auto& fact) { deeds.erase(Tag("demand", fact.demand_id())); });
  On<v1::ProductOffered>(event, [&](const auto& fact) {
    deeds[Tag("offer", fact.offer_id())] = {.kind = v1::STATISTIC_KIND_OFFER,
                                            .year = YearOf(fact.offered_date()),
                                            .product_ids = {fact.product_id()}};
  });
  On<v1::OfferWithdrawn>(event,
                         [&](const auto& fact) { deeds.erase(Tag("offer", fact.offer_id())); });
  On<v1::MatchListPublished>(event, [&](const auto& fact) {
    deeds[Tag("match_list", fact.match_list_id())] = {.kind = v1::STATISTIC_KIND_MATCH_LIST,
                                                      .year = YearOf(fact.published_date())};
  });
}

void Deeds::ApplyEvents(const eventstore::SequencedEvent& event) {
  On<v1::MeetingHeld>(event, [&](const auto& fact) {
    deeds[Tag("meeting", fact.meeting_id())] = {.kind = v1::STATISTIC_KIND_MEETING,
                                                .year = YearOf(fact.held_date()),
                                                .product_ids = SetOf(fact.product_ids())};
  });
  On<v1::LaunchHeld>(event, [&](const auto& fact) {
    deeds[Tag("launch", fact.launch_id())] = {.kind = v1::STATISTIC_KIND_LAUNCH,
                                              .year = YearOf(fact.held_date()),
                                              .product_ids = {fact.product_id()}};
  });
  On<v1::CooperationSigned>(event, [&](const auto& fact) {
    deeds[Tag("cooperation", fact.cooperation_id())] = {.kind = v1::STATISTIC_KIND_COOPERATION,
                                                        .year = YearOf(fact.signed_date())};
  });
  On<v1::CooperationActivityHeld>(event, [&](const auto& fact) {
    deeds[Tag("activity", fact.activity_id())] = {.kind = v1::STATISTIC_KIND_ACTIVITY,
                                                  .year = YearOf(fact.held_date()),
                                                  .product_ids = SetOf(fact.product_ids())};
  });
}

void Deeds::ApplyOutcomes(const eventstore::SequencedEvent& event) {
  On<v1::OutcomeRecorded>(event, [&](const auto& fact) {
    deeds[Tag("outcome", fact.outcome_id())] = {.kind = KindOf(fact),
                                                .year = YearOf(fact.signed_date()),
                                                .product_ids = {fact.product_id()},
                                                .contract_id = fact.contract_id()};
  });
  On<v1::OutcomeWithdrawn>(
      event, [&](const auto& fact) { deeds.erase(Tag("outcome", fact.outcome_id())); });
}

std::set<std::string> Deeds::ContractIds() const {
  std::set<std::string> ids;
  for (const auto& [key, deed] : deeds) {
    if (!deed.contract_id.empty()) ids.insert(deed.contract_id);
  }
  return ids;
}

ContractFiles::ContractFiles(const std::set<std::string>& contract_ids) {
  for (const std::string& id : contract_ids) files.emplace(id, market::ContractFile{id});
}

eventstore::Query ContractFiles::Selects() const {
  eventstore::Query query;
  for (const auto& [id, file] : files) query.items.push_back(file.Selects().items.front());
  return query;
}

void ContractFiles::Apply(const eventstore::SequencedEvent& event) {
  for (auto& [id, file] : files) {
    if (decision::Selected(file.Selects(), event)) file.Apply(event);
  }
}

std::vector<v1::StatisticsRow> StatisticsOf(const Deeds& deeds,
                                            const certification::Catalogue& catalogue,
                                            const ContractFiles& contracts) {
  std::map<std::tuple<std::uint32_t, v1::StatisticKind, Field>, v1::StatisticsRow> rows;
  for (const auto& [key, deed] : deeds.deeds) {
    std::set<Field> fields = deed.fields;
    for (const std::string& id : deed.product_ids) {
      if (const auto found = catalogue.products.find(id); found != catalogue.products.end()) {
        fields.insert(found->second.field);
      }
    }
    fields.insert(certification::v1::FIELD_UNSPECIFIED);
    const std::int64_t amount = AmountOf(deed, contracts);
    for (const Field field : fields) {
      v1::StatisticsRow& row = rows[{deed.year, deed.kind, field}];
      row.set_year(deed.year);
      row.set_kind(deed.kind);
      row.set_field(field);
      row.set_count(row.count() + 1);
      row.set_amount_fen(row.amount_fen() + amount);
    }
  }
  std::vector<v1::StatisticsRow> sorted;
  for (auto& [key, row] : rows) sorted.push_back(std::move(row));
  return sorted;
}

}  // namespace debut::promotion
