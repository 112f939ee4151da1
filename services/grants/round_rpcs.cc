#include "domain/grants/open_round.h"
#include "domain/grants/reasons.h"
#include "runtime/acts.h"
#include "services/grants/claim_messages.h"
#include "services/grants/grants_rpcs.h"
#include "services/grants/grants_service.h"
#include "services/grants/guide_messages.h"
#include "services/grants/preparation.h"
#include "services/grants/scheduler.h"
#include "services/grants/years.h"

// Rounds.
namespace debut::grants {
namespace {

using runtime::Caller;
using runtime::FieldErrors;

constexpr int kNoticeWorkingDaysMax = 250;

// Whether the measure's rounds have a rate is for the policy to say.
std::optional<money::Ratio> ReadRate(const v1::OpenRoundRequest& asked, FieldErrors& errors) {
  if (asked.rate_numerator() == 0 && asked.rate_denominator() == 0) return std::nullopt;
  const std::int64_t numerator = errors.Positive("rate_numerator", asked.rate_numerator());
  const std::int64_t denominator = errors.Positive("rate_denominator", asked.rate_denominator());
  if (denominator <= 0) return std::nullopt;
  return money::Ratio(numerator, denominator);
}

grants::OpenRound ReadOpenRound(const v1::OpenRoundRequest& asked, FieldErrors& errors) {
  grants::OpenRound command{
      .round_id = runtime::NewId(errors, "round_id", asked.round_id(), "R", asked.request_id()),
      .measure = errors.EnumSet("measure", asked.measure()),
      .round_year = ReadYear("round_year", asked.round_year(), errors),
      .budget_year = ReadYear("budget_year", asked.budget_year(), errors),
      .rate = ReadRate(asked, errors),
      .notice_working_days = static_cast<std::uint32_t>(errors.InRange(
          "notice_working_days", asked.notice_working_days(), 0, kNoticeWorkingDaysMax)),
      .opens_date = errors.Date("opens_date", asked.opens_date()),
      .closes_date = errors.Date("closes_date", asked.closes_date()),
      .guide = ReadGuide(asked, errors),
      .reduction_mode = asked.reduction_mode(),
      .document = errors.Text("document", asked.document()),
      .meeting_required = asked.meeting_required()};
  errors.Require(v1::ReductionMode_IsValid(asked.reduction_mode()), "reduction_mode",
                 "is none of the modes");
  errors.Require(command.opens_date <= command.closes_date, "closes_date",
                 "lies before opens_date");
  return command;
}

}  // namespace

grpc::Status GrantsService::OpenRound(grpc::ServerContext* context,
                                      const v1::OpenRoundRequest* request,
                                      v1::OpenRoundResponse* response) {
  return runtime::ServeCommand(
      context_, kDomain, context, request, response,
      [](const v1::OpenRoundRequest& asked, const Caller&, FieldErrors& errors) {
        return ReadOpenRound(asked, errors);
      },
      [&](const grants::OpenRound& command, const decision::Outcome& outcome,
          v1::OpenRoundResponse& answer) -> absl::Status {
        answer.set_round_id(command.round_id);
        if (const auto opened = decision::FactIn<v1::RoundOpened>(outcome)) {
          answer.set_policy_version_id(opened->policy_version_id());
        } else {
          ASSIGN_OR_RETURN(const auto round,
                           decision::Load(context_.store, RoundFile{command.round_id}));
          answer.set_policy_version_id(round.view.policy_version_id);
        }
        return absl::OkStatus();
      });
}

grpc::Status GrantsService::GetRound(grpc::ServerContext* context,
                                     const v1::GetRoundRequest* request,
                                     v1::GetRoundResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [](const v1::GetRoundRequest& asked, const Caller&, FieldErrors& errors) {
        return errors.Id("round_id", asked.round_id());
      },
      [&](const Caller&, const std::string& round_id) -> absl::StatusOr<v1::GetRoundResponse> {
        ASSIGN_OR_RETURN(const auto round, decision::Load(context_.store, RoundFile{round_id}));
        if (!round.view.opened) {
          return runtime::ReasonError(absl::StatusCode::kNotFound, kDomain, kRoundUnknown,
                                      fmt::format("there is no round {}", round_id),
                                      {{"round_id", round_id}});
        }
        ASSIGN_OR_RETURN(const auto claims, decision::Load(context_.store, RoundClaims{round_id},
                                                           {.up_to = round.head}));
        v1::GetRoundResponse answer;
        *answer.mutable_round() = MessageOf(round.view);
        answer.set_opened_position(round.view.position.value);
        answer.set_claims_count(claims.view.claims_count);
        answer.set_position(round.head.value);
        return answer;
      });
}

absl::StatusOr<runtime::HostedService> MakeGrantsService(const runtime::ServiceContext& context) {
  runtime::HostedService hosted =
      runtime::Hosted<v1::GrantsService>(std::make_unique<GrantsService>(context));
  const config::v1::Scheduler& config = context.config.scheduler();
  if (config.off()) return hosted;
  auto scheduler = std::make_unique<Scheduler>(
      context.store, context.decider, context.clock,
      config.interval_ms() == 0 ? kSchedulerInterval : absl::Milliseconds(config.interval_ms()));
  // It begins nothing that the drain would have to wait for.
  hosted.end_streams = [behind = scheduler.get()] { behind->Stop(); };
  hosted.background = std::move(scheduler);
  return hosted;
}

}  // namespace debut::grants
