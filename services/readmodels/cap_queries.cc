#include <fmt/format.h>

#include "runtime/rpc_status.h"
#include "services/readmodels/caps_projector.h"
#include "services/readmodels/queries.h"
#include "services/readmodels/reasons.h"

namespace debut::readmodels {

using eventstore::Position;
using runtime::Caller;
using runtime::FieldErrors;

struct Queries::CapQuestion {
  std::string cap_key;
  Moment moment;
  Position as_of_position;  // Zero: not asked.
};

namespace {

struct CapsQuestion {
  Page page;
  Position at_least;
  policy::v1::Measure measure;
  bool exhausted_only = false;
};

bool IsExhausted(const v1::Cap& cap) { return !cap.unlimited() && cap.room_fen() <= 0; }

absl::Status CapUnknown(const std::string& cap_key, Position position) {
  return runtime::ReasonError(
      absl::StatusCode::kNotFound, kDomain, kCapUnknown,
      fmt::format("no award was proposed under {} up to position {}", cap_key, position.value),
      {{"cap_key", cap_key}});
}

absl::StatusOr<v1::GetCapResponse> AnswerWith(std::optional<v1::Cap> cap,
                                              const std::string& cap_key, Position position) {
  if (!cap) return CapUnknown(cap_key, position);
  cap->set_room_fen(RoomUnder(*cap));
  v1::GetCapResponse answer;
  *answer.mutable_cap() = *std::move(cap);
  answer.set_position(position.value);
  return answer;
}

}  // namespace

grpc::Status Queries::ListCaps(grpc::ServerContext* context, const v1::ListCapsRequest* request,
                               v1::ListCapsResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [](const v1::ListCapsRequest& asked, const Caller&, FieldErrors& errors) {
        return CapsQuestion{.page = ReadPage(asked, errors),
                            .at_least = {asked.at_least_position()},
                            .measure = ReadFilterEnum(errors, "measure", asked.measure()),
                            .exhausted_only = asked.exhausted_only()};
      },
      [&](const Caller& caller,
          const CapsQuestion& question) -> absl::StatusOr<v1::ListCapsResponse> {
        RETURN_IF_ERROR(reader_.WaitFor({&models_.caps()}, question.at_least, caller));
        const projection::ModelView view = models_.caps().View();
        ASSIGN_OR_RETURN(const auto page,
                         ScanPage(view.rows, kCaps, "", question.page, [&](v1::Cap& cap) {
                           cap.set_room_fen(RoomUnder(cap));
                           return (question.measure == policy::v1::MEASURE_UNSPECIFIED ||
                                   question.measure == cap.measure()) &&
                                  (!question.exhausted_only || IsExhausted(cap));
                         }));
        v1::ListCapsResponse answer;
        answer.mutable_caps()->Add(page.rows.begin(), page.rows.end());
        answer.set_next_page_token(TokenAfter(question.page, page.last_key));
        answer.set_position(view.position.value);
        return answer;
      });
}

grpc::Status Queries::GetCap(grpc::ServerContext* context, const v1::GetCapRequest* request,
                             v1::GetCapResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const v1::GetCapRequest& asked, const Caller&, FieldErrors& errors) {
        errors.Require(asked.as_of_date().empty() || asked.as_of_position() == 0, "as_of_date",
                       "can't be asked for together with as_of_position");
        return CapQuestion{.cap_key = errors.Text("cap_key", asked.cap_key()),
                           .moment = ReadMoment(asked, errors),
                           .as_of_position = {asked.as_of_position()}};
      },
      [&](const Caller& caller, const CapQuestion& question) { return FindCap(caller, question); });
}

absl::StatusOr<v1::GetCapResponse> Queries::FindCap(const Caller& caller,
                                                    const CapQuestion& question) const {
  const std::string& key = question.cap_key;
  Position position = question.as_of_position;
  if (position.value > 0) {
    ASSIGN_OR_RETURN(const Position head, context_.store.Head());
    FieldErrors errors;
    errors.Require(position <= head, "as_of_position",
                   fmt::format("lies beyond the end of the log, {}", head.value));
    RETURN_IF_ERROR(errors.ToStatus());
  } else if (question.moment.as_of_date) {
    ASSIGN_OR_RETURN(position, reader_.PositionOn(*question.moment.as_of_date));
  } else {
    RETURN_IF_ERROR(reader_.WaitFor({&models_.caps()}, question.moment.at_least, caller));
    const projection::ModelView view = models_.caps().View();
    ASSIGN_OR_RETURN(auto cap, view.rows.Get(kCaps, key));
    return AnswerWith(std::move(cap), key, view.position);
  }
  ASSIGN_OR_RETURN(const projection::Rows past,
                   reader_.Past(models_.caps(), {decision::Tag("cap", key)}, position));
  ASSIGN_OR_RETURN(auto cap, past.Get(kCaps, key));
  return AnswerWith(std::move(cap), key, position);
}

}  // namespace debut::readmodels
