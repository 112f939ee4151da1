#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "debut/promotion/v1/promotion_service.pb.h"
#include "domain/promotion/publish_match_list.h"
#include "eventstore/event_store.h"

// Questions about promotion, answered by folding the log at one position.
// NOT_FOUND, FAILED_PRECONDITION: the reasons of domain/promotion/reasons.h.
namespace debut::promotion {

inline constexpr std::string_view kDomain = "promotion";

struct ExhibitsAsked {
  absl::CivilDay as_of_date;
  certification::v1::Field field = certification::v1::FIELD_UNSPECIFIED;
  certification::v1::Level level = certification::v1::LEVEL_UNSPECIFIED;
  std::string enterprise_id;
  std::size_t page_size = 100;
  std::string after;  // Product id.
};

struct YearsAsked {
  std::uint32_t from_year = 0;
  std::uint32_t to_year = 0;  // 0: to the last.
};

absl::StatusOr<v1::GetDemandResponse> FindDemand(const eventstore::EventStore& store,
                                                 const std::string& demand_id);
// Of a command that is prepared; refused as it would be.
absl::StatusOr<v1::RankProductsResponse> FindRanking(const eventstore::EventStore& store,
                                                     const PublishMatchList& asked);
absl::StatusOr<v1::GetMatchListResponse> FindMatchList(const eventstore::EventStore& store,
                                                       const std::string& match_list_id);
absl::StatusOr<v1::GetCooperationResponse> FindCooperation(const eventstore::EventStore& store,
                                                           const std::string& cooperation_id);
absl::StatusOr<v1::ListExhibitsResponse> FindExhibits(const eventstore::EventStore& store,
                                                      const ExhibitsAsked& asked);
absl::StatusOr<v1::GetStatisticsResponse> FindStatistics(const eventstore::EventStore& store,
                                                         const YearsAsked& asked);

}  // namespace debut::promotion
