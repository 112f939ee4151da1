#include "services/privacy/privacy_service.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <set>

#include "debut/privacy/v1/privacy_service.grpc.pb.h"
#include "decision/execute.h"
#include "decision/rejection_status.h"
#include "domain/privacy/inspection.h"
#include "domain/privacy/reasons.h"
#include "domain/privacy/same_texts.h"
#include "runtime/serve_command.h"
#include "services/privacy/answers.h"
#include "services/privacy/eraser.h"
#include "services/privacy/requests.h"

namespace debut::privacy {
namespace {

using grpc::ServerContext;
using runtime::Caller;
using runtime::FieldErrors;

constexpr std::size_t kTextCharactersMax = 200;
constexpr std::uint32_t kPageSizeMax = 1'000;
constexpr std::uint32_t kPageSizeDefault = 100;

class PrivacyService final : public v1::PrivacyService::Service {
 public:
  PrivacyService(const runtime::ServiceContext& context, Eraser& eraser)
      : context_(context), vault_(*context.vault), eraser_(eraser) {}

  grpc::Status SealText(ServerContext* context, const v1::SealTextRequest* request,
                        v1::SealTextResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [](const v1::SealTextRequest& asked, const Caller&, FieldErrors& errors) {
          errors.Text("text", asked.text(), kTextCharactersMax);
          ReadSubject(asked.subject(), errors);
          errors.Require(sealing::FindSealedField(asked.field()) != nullptr, "field",
                         "is no sealed field of a fact");
          return &asked;
        },
        [&](const Caller&,
            const v1::SealTextRequest* asked) -> absl::StatusOr<v1::SealTextResponse> {
          ASSIGN_OR_RETURN(const sealing::SealedValue value,
                           vault_.Seal(asked->field(), asked->subject(), asked->text()));
          v1::SealTextResponse answer;
          *answer.mutable_sealed() = sealing::TextOf(value);
          return answer;
        });
  }

  grpc::Status ReadSealedFields(ServerContext* context, const v1::ReadSealedFieldsRequest* request,
                                v1::ReadSealedFieldsResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [&](const v1::ReadSealedFieldsRequest& asked, const Caller&, FieldErrors& errors) {
          return Read(asked, errors, context_.clock);
        },
        [&](const Caller& caller, const RecordReading& asked) {
          return Show(*context, caller, asked);
        });
  }

  grpc::Status GetSubject(ServerContext* context, const v1::GetSubjectRequest* request,
                          v1::GetSubjectResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [](const v1::GetSubjectRequest& asked, const Caller&, FieldErrors& errors) {
          return ReadSubject(asked.subject(), errors);
        },
        [&](const Caller&, const std::string& subject) -> absl::StatusOr<v1::GetSubjectResponse> {
          ASSIGN_OR_RETURN(const auto loaded, decision::Load(context_.store, SubjectLedger{}));
          const auto file = loaded.view.files.find(subject);
          if (file == loaded.view.files.end()) return UnknownError(subject);
          v1::GetSubjectResponse answer;
          *answer.mutable_subject() = MessageOf(file->second);
          for (const SameText& each : SameTextsOf(loaded.view, subject)) {
            *answer.add_same_texts() = MessageOf(each);
          }
          answer.set_position(loaded.head.value);
          return answer;
        });
  }

  grpc::Status ListSubjects(ServerContext* context, const v1::ListSubjectsRequest* request,
                            v1::ListSubjectsResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [](const v1::ListSubjectsRequest& asked, const Caller&, FieldErrors& errors) {
          errors.Require(asked.page_size() <= kPageSizeMax, "page_size", "is 1,000 at most");
          return &asked;
        },
        [&](const Caller&, const v1::ListSubjectsRequest* asked) { return List(*asked); });
  }

  grpc::Status RestrictSubject(ServerContext* context, const v1::RestrictSubjectRequest* request,
                               v1::RestrictSubjectResponse* response) override {
    return Command(context, request, response);
  }
  grpc::Status LiftRestriction(ServerContext* context, const v1::LiftRestrictionRequest* request,
                               v1::LiftRestrictionResponse* response) override {
    return Command(context, request, response);
  }
  grpc::Status PlaceLegalHold(ServerContext* context, const v1::PlaceLegalHoldRequest* request,
                              v1::PlaceLegalHoldResponse* response) override {
    return Command(context, request, response);
  }
  grpc::Status ReleaseLegalHold(ServerContext* context, const v1::ReleaseLegalHoldRequest* request,
                                v1::ReleaseLegalHoldResponse* response) override {
    return Command(context, request, response);
  }

  grpc::Status EraseSubject(ServerContext* context, const v1::EraseSubjectRequest* request,
                            v1::EraseSubjectResponse* response) override {
    return runtime::ServeCommand(
        context_, kDomain, context, request, response,
        [&](const v1::EraseSubjectRequest& asked, const Caller&, FieldErrors& errors) {
          return Read(asked, errors, context_.clock);
        },
        [&](const RequestErasure& asked, const decision::Outcome&,
            v1::EraseSubjectResponse& answer) { return Erase(asked.subject, answer); });
  }

  grpc::Status VerifySealedFields(ServerContext* context,
                                  const v1::VerifySealedFieldsRequest* request,
                                  v1::VerifySealedFieldsResponse* response) override {
    return context_.reception.Serve(
        context, request, response,
        [&](const Caller&, const v1::VerifySealedFieldsRequest&) { return Verify(); });
  }

 private:
  template <typename Request, typename Response>
  grpc::Status Command(ServerContext* context, const Request* request, Response* response) const {
    return runtime::ServeCommand(context_, kDomain, context, request, response,
                                 [&](const Request& asked, const Caller&, FieldErrors& errors) {
                                   return Read(asked, errors, context_.clock);
                                 });
  }

  static absl::Status UnknownError(const std::string& subject) {
    return runtime::ReasonError(absl::StatusCode::kNotFound, kDomain, kSubjectUnknown,
                                fmt::format("no fact has a sealed text of {}", subject),
                                {{"subject", subject}});
  }

  bool MayRead(const ServerContext& context, const std::string& field) const {
    const auto* descriptor = sealing::FindSealedField(field);
    return descriptor != nullptr &&
           std::ranges::any_of(sealing::ReadersOf(*descriptor), [&](const std::string& role) {
             return context_.reception.Has(context, role);
           });
  }

  // What the caller may read is recorded first, and shown then.
  absl::StatusOr<v1::ReadSealedFieldsResponse> Show(const ServerContext& context,
                                                    const Caller& caller,
                                                    const RecordReading& asked) const {
    ASSIGN_OR_RETURN(const auto loaded, decision::Load(context_.store, SubjectFile{asked.subject}));
    std::set<std::string> fields;
    for (const Commitment& each : loaded.view.commitments) {
      if (MayRead(context, each.field)) fields.insert(each.field);
    }
    if (fields.empty() && loaded.view.Known()) {
      return runtime::ReasonError(
          absl::StatusCode::kPermissionDenied, kDomain, kSealedReadersOnly,
          fmt::format("{} has no role that may read {}", caller.principal, asked.subject),
          {{"subject", asked.subject}});
    }
    RecordReading reading = asked;
    reading.fields.assign(fields.begin(), fields.end());
    v1::ReadSealedFieldsResponse shown;
    for (const Commitment& each : loaded.view.commitments) {
      if (fields.contains(each.field)) *shown.add_fields() = MessageOf(each);
    }
    ASSIGN_OR_RETURN(auto answer, runtime::DecideAndAnswer<v1::ReadSealedFieldsResponse>(
                                      context_.decider, kDomain, caller, reading,
                                      [](const decision::Outcome&, const auto&) {}));
    *shown.mutable_recorded() = answer.recorded();
    for (v1::SealedField& each : *shown.mutable_fields()) {
      ASSIGN_OR_RETURN(std::string text, vault_.Open(each.field(), asked.subject, each.digest()));
      each.set_text(std::move(text));
    }
    return shown;
  }

  absl::StatusOr<v1::ListSubjectsResponse> List(const v1::ListSubjectsRequest& asked) const {
    ASSIGN_OR_RETURN(const auto loaded, decision::Load(context_.store, SubjectLedger{}));
    const std::uint32_t size = asked.page_size() == 0 ? kPageSizeDefault : asked.page_size();
    v1::ListSubjectsResponse answer;
    answer.set_position(loaded.head.value);
    const auto& files = loaded.view.files;
    for (auto each = files.upper_bound(asked.page_token()); each != files.end(); ++each) {
      v1::Subject subject = MessageOf(each->second);
      const bool wanted =
          asked.state() == v1::SUBJECT_STATE_UNSPECIFIED || asked.state() == subject.state();
      if (!wanted) continue;
      if (static_cast<std::uint32_t>(answer.subjects_size()) == size) {
        answer.set_next_page_token(answer.subjects().rbegin()->subject());
        break;
      }
      subject.clear_fields();
      *answer.add_subjects() = std::move(subject);
    }
    return answer;
  }

  absl::Status Erase(const std::string& subject, v1::EraseSubjectResponse& answer) const {
    RETURN_IF_ERROR(eraser_.Complete(subject));
    ASSIGN_OR_RETURN(const auto loaded, decision::Load(context_.store, SubjectFile{subject}));
    const v1::Subject after = MessageOf(loaded.view);
    answer.set_state(after.state());
    answer.set_erase_on_date(after.erase_on_date());
    return absl::OkStatus();
  }

  absl::StatusOr<v1::VerifySealedFieldsResponse> Verify() const {
    ASSIGN_OR_RETURN(const auto loaded, decision::Load(context_.store, SubjectLedger{}));
    v1::VerifySealedFieldsResponse answer;
    for (const archive::Finding& problem : ProblemsOf(loaded.view, vault_)) {
      auto& shown = *answer.add_problems();
      shown.set_code(std::string(archive::NameOf(problem.code)));
      shown.set_position(problem.position);
      shown.set_text(problem.text);
    }
    answer.set_checked_count(CommitmentsCount(loaded.view));
    answer.set_position(loaded.head.value);
    return answer;
  }

  const runtime::ServiceContext context_;
  sealing::Vault& vault_;
  Eraser& eraser_;
};

}  // namespace

absl::StatusOr<runtime::HostedService> MakePrivacyService(const runtime::ServiceContext& context) {
  if (context.vault == nullptr) {
    return absl::InvalidArgumentError("the keys are where the log is");
  }
  auto eraser =
      std::make_unique<Eraser>(context.store, context.decider, *context.vault, context.clock);
  auto hosted =
      runtime::Hosted<v1::PrivacyService>(std::make_unique<PrivacyService>(context, *eraser));
  hosted.background = std::move(eraser);
  return hosted;
}

}  // namespace debut::privacy
