#include "services/promotion/promotion_service.h"

#include <memory>
#include <string>

#include "calendar/date.h"
#include "debut/promotion/v1/promotion_service.grpc.pb.h"
#include "runtime/acts.h"
#include "runtime/serve_command.h"
#include "services/promotion/preparation.h"
#include "services/promotion/promotion_queries.h"
#include "services/promotion/requests.h"

namespace debut::promotion {
namespace {

using grpc::ServerContext;
using runtime::Caller;
using runtime::FieldErrors;

class PromotionService final : public v1::PromotionService::Service {
 public:
  explicit PromotionService(const runtime::ServiceContext& context) : context_(context) {}

  grpc::Status PublishDemand(ServerContext* context, const v1::PublishDemandRequest* request,
                             v1::PublishDemandResponse* response) override {
    return Command(context, request, response);
  }
  grpc::Status CloseDemand(ServerContext* context, const v1::CloseDemandRequest* request,
                           v1::CloseDemandResponse* response) override {
    return Command(context, request, response);
  }
  grpc::Status WithdrawDemand(ServerContext* context, const v1::WithdrawDemandRequest* request,
                              v1::WithdrawDemandResponse* response) override {
    return Command(context, request, response);
  }
  grpc::Status OfferProduct(ServerContext* context, const v1::OfferProductRequest* request,
                            v1::OfferProductResponse* response) override {
    return Command(context, request, response);
  }
  grpc::Status WithdrawOffer(ServerContext* context, const v1::WithdrawOfferRequest* request,
                             v1::WithdrawOfferResponse* response) override {
    return Command(context, request, response);
  }
  grpc::Status PublishMatchList(ServerContext* context, const v1::PublishMatchListRequest* request,
                                v1::PublishMatchListResponse* response) override {
    return Command(context, request, response);
  }
  grpc::Status HoldMeeting(ServerContext* context, const v1::HoldMeetingRequest* request,
                           v1::HoldMeetingResponse* response) override {
    return Command(context, request, response);
  }
  grpc::Status HoldLaunch(ServerContext* context, const v1::HoldLaunchRequest* request,
                          v1::HoldLaunchResponse* response) override {
    return Command(context, request, response);
  }
  grpc::Status SignCooperation(ServerContext* context, const v1::SignCooperationRequest* request,
                               v1::SignCooperationResponse* response) override {
    return Command(context, request, response);
  }
  grpc::Status EndCooperation(ServerContext* context, const v1::EndCooperationRequest* request,
                              v1::EndCooperationResponse* response) override {
    return Command(context, request, response);
  }
  grpc::Status HoldActivity(ServerContext* context, const v1::HoldActivityRequest* request,
                            v1::HoldActivityResponse* response) override {
    return Command(context, request, response);
  }
  grpc::Status RecordExhibitPage(ServerContext* context,
                                 const v1::RecordExhibitPageRequest* request,
                                 v1::RecordExhibitPageResponse* response) override {
    return Command(context, request, response);
  }
  grpc::Status RecordOutcome(ServerContext* context, const v1::RecordOutcomeRequest* request,
                             v1::RecordOutcomeResponse* response) override {
    return Command(context, request, response);
  }
  grpc::Status WithdrawOutcome(ServerContext* context, const v1::WithdrawOutcomeRequest* request,
                               v1::WithdrawOutcomeResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status GetDemand(ServerContext* context, const v1::GetDemandRequest* request,
                         v1::GetDemandResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [](const v1::GetDemandRequest& asked, const Caller&, FieldErrors& errors) {
          return errors.Id("demand_id", asked.demand_id());
        },
        [&](const Caller&, const std::string& id) { return FindDemand(context_.store, id); });
  }
  grpc::Status RankProducts(ServerContext* context, const v1::RankProductsRequest* request,
                            v1::RankProductsResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [&](const v1::RankProductsRequest& asked, const Caller&, FieldErrors& errors) {
          return Read(asked, errors, context_.clock);
        },
        [&](const Caller&, const promotion::PublishMatchList& asked) {
          return FindRanking(context_.store, asked);
        });
  }
  grpc::Status GetMatchList(ServerContext* context, const v1::GetMatchListRequest* request,
                            v1::GetMatchListResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [](const v1::GetMatchListRequest& asked, const Caller&, FieldErrors& errors) {
          return errors.Id("match_list_id", asked.match_list_id());
        },
        [&](const Caller&, const std::string& id) { return FindMatchList(context_.store, id); });
  }
  grpc::Status GetCooperation(ServerContext* context, const v1::GetCooperationRequest* request,
                              v1::GetCooperationResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [](const v1::GetCooperationRequest& asked, const Caller&, FieldErrors& errors) {
          return errors.Id("cooperation_id", asked.cooperation_id());
        },
        [&](const Caller&, const std::string& id) { return FindCooperation(context_.store, id); });
  }
  grpc::Status ListExhibits(ServerContext* context, const v1::ListExhibitsRequest* request,
                            v1::ListExhibitsResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [&](const v1::ListExhibitsRequest& asked, const Caller&, FieldErrors& errors) {
          return ReadExhibits(asked, errors);
        },
        [&](const Caller&, const ExhibitsAsked& asked) {
          return FindExhibits(context_.store, asked);
        });
  }
  grpc::Status GetStatistics(ServerContext* context, const v1::GetStatisticsRequest* request,
                             v1::GetStatisticsResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [](const v1::GetStatisticsRequest& asked, const Caller&, FieldErrors& errors) {
          errors.InRange("from_year", asked.from_year(), 0, calendar::kYearMax);
          errors.InRange("to_year", asked.to_year(), 0, calendar::kYearMax);
          errors.Require(asked.to_year() == 0 || asked.from_year() <= asked.to_year(), "to_year",
                         "lies before from_year");
          return YearsAsked{asked.from_year(), asked.to_year()};
        },
        [&](const Caller&, const YearsAsked& asked) {
          return FindStatistics(context_.store, asked);
        });
  }

 private:
  ExhibitsAsked ReadExhibits(const v1::ListExhibitsRequest& asked, FieldErrors& errors) const {
    ExhibitsAsked read;
    read.as_of_date = errors.OptionalDate("as_of_date", asked.as_of_date())
                          .value_or(calendar::DateInShanghai(context_.clock.Now()));
    read.field = asked.field();
    if (read.field != certification::v1::FIELD_UNSPECIFIED) errors.EnumSet("field", read.field);
    read.level = asked.level();
    if (read.level != certification::v1::LEVEL_UNSPECIFIED) errors.EnumSet("level", read.level);
    if (!asked.enterprise_id().empty()) {
      read.enterprise_id = errors.Id("enterprise_id", asked.enterprise_id());
    }
    errors.InRange("page_size", asked.page_size(), 0, kExhibitsPageMax);
    if (asked.page_size() > 0) read.page_size = static_cast<std::size_t>(asked.page_size());
    if (!asked.page_token().empty()) read.after = errors.Id("page_token", asked.page_token());
    return read;
  }

  template <typename Request, typename Response>
  grpc::Status Command(ServerContext* context, const Request* request, Response* response) const {
    return runtime::ServeCommand(
        context_, kDomain, context, request, response,
        [&](const Request& asked, const Caller&, FieldErrors& errors) {
          return Read(asked, errors, context_.clock);
        },
        [](const auto& asked, const decision::Outcome& outcome, Response& answer) {
          Fill(asked, outcome, answer);
        });
  }

  // What the response says besides what was recorded: the new thing's id, if it has one.
  template <typename Asked, typename Response>
  static void Fill(const Asked& asked, const decision::Outcome& outcome, Response& answer) {
    if constexpr (requires { answer.set_offer_id(asked.offer_id); }) {
      answer.set_offer_id(asked.offer_id);
    } else if constexpr (requires { answer.set_match_list_id(asked.match_list_id); }) {
      answer.set_match_list_id(asked.match_list_id);
      if (const auto list = decision::FactIn<v1::MatchListPublished>(outcome)) {
        *answer.mutable_products() = list->products();
      }
    } else if constexpr (requires { answer.set_meeting_id(asked.meeting_id); }) {
      answer.set_meeting_id(asked.meeting_id);
    } else if constexpr (requires { answer.set_launch_id(asked.launch_id); }) {
      answer.set_launch_id(asked.launch_id);
    } else if constexpr (requires { answer.set_activity_id(asked.activity_id); }) {
      answer.set_activity_id(asked.activity_id);
    } else if constexpr (requires { answer.set_outcome_id(asked.outcome_id); }) {
      answer.set_outcome_id(asked.outcome_id);
    } else if constexpr (requires { answer.set_cooperation_id(asked.cooperation_id); }) {
      answer.set_cooperation_id(asked.cooperation_id);
    } else if constexpr (requires { answer.set_demand_id(asked.demand_id); }) {
      answer.set_demand_id(asked.demand_id);
    }
  }

  const runtime::ServiceContext context_;
};

}  // namespace

absl::StatusOr<runtime::HostedService> MakePromotionService(
    const runtime::ServiceContext& context) {
  return runtime::Hosted<v1::PromotionService>(std::make_unique<PromotionService>(context));
}

}  // namespace debut::promotion
