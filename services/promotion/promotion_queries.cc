#include "services/promotion/promotion_queries.h"

#include <fmt/format.h>

#include <iterator>
#include <optional>
#include <tuple>
#include <utility>

#include "base/status_macros.h"
#include "calendar/date.h"
#include "decision/execute.h"
#include "decision/recorded_date.h"
#include "domain/promotion/cooperation.h"
#include "domain/promotion/guards.h"
#include "services/promotion/answers.h"
#include "services/promotion/preparation.h"
#include "services/promotion/statistics.h"

namespace debut::promotion {
namespace {

using eventstore::EventStore;
using eventstore::Position;

// Each contract is an item of a query.
constexpr std::size_t kContractsReadMax = 500;

template <decision::View V>
absl::StatusOr<V> LoadAt(const EventStore& store, V view, Position up_to) {
  ASSIGN_OR_RETURN(auto loaded, decision::Load(store, std::move(view), {.up_to = up_to}));
  return std::move(loaded.view);
}

// What the command decides over the log up to a position.
template <decision::Command C>
absl::StatusOr<decision::Decision> DecideAt(const EventStore& store, const C& command,
                                            Position up_to) {
  absl::Status trouble;
  auto views = command.Reads();
  const auto load = [&](auto& view) {
    if (!trouble.ok()) return;
    auto loaded = LoadAt(store, std::move(view), up_to);
    trouble = loaded.status();
    if (loaded.ok()) view = *std::move(loaded);
  };
  std::apply([&](auto&... view) { (load(view), ...); }, views);
  RETURN_IF_ERROR(trouble);
  return decision::DecideOn(command, views);
}

// A list that was published, with where it stands.
struct MatchListFile {
  std::string match_list_id;

  std::optional<v1::MatchListPublished> published = {};
  std::string payload = {};
  Position position = {};

  eventstore::Query Selects() const {
    return {{{.types = decision::TypesOf<v1::MatchListPublished>(),
              .tags = {decision::Tag("match_list", match_list_id)}}}};
  }
  void Apply(const eventstore::SequencedEvent& event) {
    decision::On<v1::MatchListPublished>(event, [&](const auto& fact) {
      published = fact;
      payload = event.event.payload;
      position = event.position;
    });
  }
  bool operator==(const MatchListFile& other) const {
    return match_list_id == other.match_list_id && payload == other.payload;
  }
};

}  // namespace

absl::StatusOr<v1::GetDemandResponse> FindDemand(const EventStore& store,
                                                 const std::string& demand_id) {
  ASSIGN_OR_RETURN(const auto demand, decision::Load(store, DemandFile{demand_id}));
  if (!demand.view.published)
    return decision::RejectionStatus(RejectDemandUnknown(demand_id), kDomain);
  v1::GetDemandResponse answer;
  *answer.mutable_demand() = DemandOf(demand.view);
  answer.set_position(demand.head.value);
  return answer;
}

absl::StatusOr<v1::RankProductsResponse> FindRanking(const EventStore& store,
                                                     const PublishMatchList& asked) {
  ASSIGN_OR_RETURN(const PublishMatchList command, Prepared(store, asked));
  ASSIGN_OR_RETURN(const Position head, store.Head());
  ASSIGN_OR_RETURN(const decision::Decision decided, DecideAt(store, command, head));
  if (std::holds_alternative<decision::Stale>(decided)) {
    return absl::AbortedError("the demander changed while it was read: ask again");
  }
  if (std::holds_alternative<decision::Rejection>(decided))
    return decision::RejectionStatus(decided, kDomain);
  v1::RankProductsResponse answer;
  const auto& events = std::get<std::vector<eventstore::Event>>(decided);
  decision::On<v1::MatchListPublished>({{}, {}, events.front()}, [&](const auto& fact) {
    *answer.mutable_products() = fact.products();
    answer.set_policy_version_id(fact.policy_version_id());
    answer.set_listed_products_count(fact.listed_products_count());
  });
  answer.set_position(head.value);
  return answer;
}

absl::StatusOr<v1::GetMatchListResponse> FindMatchList(const EventStore& store,
                                                       const std::string& match_list_id) {
  ASSIGN_OR_RETURN(const auto list, decision::Load(store, MatchListFile{match_list_id}));
  if (!list.view.published.has_value()) {
    return decision::RejectionStatus(
        decision::RejectNotFound(kMatchListUnknown,
                                 fmt::format("there is no list {}", match_list_id),
                                 {{"match_list_id", match_list_id}}),
        kDomain);
  }
  const v1::MatchListPublished& published = *list.view.published;
  const Position before{list.view.position.value - 1};
  PublishMatchList command;
  command.match_list_id = match_list_id;
  command.demand_id = published.demand_id();
  command.published_date = decision::RecordedDate(published.published_date());
  ASSIGN_OR_RETURN(const auto demander, registry::ResolveParty(published.party_id(), [&](auto p) {
                     return LoadAt(store, std::move(p), before);
                   }));
  command.demander = registry::Party(published.party_id(), demander.MemberIds());
  ASSIGN_OR_RETURN(const decision::Decision decided, DecideAt(store, command, before));
  const auto* events = std::get_if<std::vector<eventstore::Event>>(&decided);

  v1::GetMatchListResponse answer;
  answer.set_match_list_id(match_list_id);
  answer.set_demand_id(published.demand_id());
  answer.set_published_date(published.published_date());
  answer.set_policy_version_id(published.policy_version_id());
  answer.set_listed_products_count(published.listed_products_count());
  *answer.mutable_products() = published.products();
  answer.set_published_position(list.view.position.value);
  answer.set_reproduced(events != nullptr && events->front().payload == list.view.payload);
  answer.set_position(list.head.value);
  return answer;
}

absl::StatusOr<v1::GetCooperationResponse> FindCooperation(const EventStore& store,
                                                           const std::string& cooperation_id) {
  ASSIGN_OR_RETURN(const auto cooperation, decision::Load(store, CooperationFile{cooperation_id}));
  if (!cooperation.view.recorded)
    return decision::RejectionStatus(RejectCooperationUnknown(cooperation_id), kDomain);
  v1::GetCooperationResponse answer;
  *answer.mutable_cooperation() = CooperationOf(cooperation.view);
  answer.set_position(cooperation.head.value);
  return answer;
}

absl::StatusOr<v1::ListExhibitsResponse> FindExhibits(const EventStore& store,
                                                      const ExhibitsAsked& asked) {
  ASSIGN_OR_RETURN(const Position head, store.Head());
  ASSIGN_OR_RETURN(const auto catalogue, LoadAt(store, certification::Catalogue{}, head));
  ASSIGN_OR_RETURN(const auto pages, LoadAt(store, ExhibitPages{""}, head));
  v1::ListExhibitsResponse answer;
  answer.set_position(head.value);
  const absl::CivilDay date = asked.as_of_date;
  for (const certification::ProductFile* product : catalogue.ListedOn(date)) {
    const std::string& id = product->product_id;
    if (id <= asked.after) continue;
    if (asked.field != certification::v1::FIELD_UNSPECIFIED && asked.field != product->field) {
      continue;
    }
    if (asked.level != certification::v1::LEVEL_UNSPECIFIED &&
        asked.level != product->LevelOn(date)) {
      continue;
    }
    if (!asked.enterprise_id.empty() && asked.enterprise_id != product->enterprise_id) continue;
    if (answer.exhibits_size() == static_cast<int>(asked.page_size)) {
      answer.set_next_page_token(answer.exhibits().rbegin()->product_id());
      break;
    }
    *answer.add_exhibits() = ExhibitOn(*product, pages.PageOn(id, date), date);
  }
  return answer;
}

absl::StatusOr<v1::GetStatisticsResponse> FindStatistics(const EventStore& store,
                                                         const YearsAsked& asked) {
  ASSIGN_OR_RETURN(const Position head, store.Head());
  ASSIGN_OR_RETURN(const auto deeds, LoadAt(store, Deeds{}, head));
  ASSIGN_OR_RETURN(const auto catalogue, LoadAt(store, certification::Catalogue{}, head));
  ContractFiles contracts({});
  const std::set<std::string> ids = deeds.ContractIds();
  for (auto begin = ids.begin(); begin != ids.end();) {
    auto end = begin;
    for (std::size_t i = 0; i < kContractsReadMax && end != ids.end(); ++i) ++end;
    ASSIGN_OR_RETURN(auto part, LoadAt(store, ContractFiles({begin, end}), head));
    contracts.files.merge(part.files);
    begin = end;
  }
  v1::GetStatisticsResponse answer;
  for (const v1::StatisticsRow& row : StatisticsOf(deeds, catalogue, contracts)) {
    if (row.year() < asked.from_year) continue;
    if (asked.to_year != 0 && row.year() > asked.to_year) continue;
    *answer.add_rows() = row;
  }
  answer.set_position(head.value);
  return answer;
}

}  // namespace debut::promotion
