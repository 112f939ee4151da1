#include <fmt/format.h>

#include "debut/privacy/v1/privacy_service.pb.h"
#include "services/debut/audit.h"
#include "services/debut/list_output.h"
#include "services/debut/methods.h"
#include "services/debut/office_commands.h"

namespace debut::cli {
namespace {

namespace v1 = privacy::v1;
using Align = Table::Align;

constexpr char kPrivacy[] = "debut.privacy.v1.PrivacyService/";

struct PrivacyOptions {
  std::string subject;
  std::string grounds;
  std::string purpose;
  std::string date;
  std::string state;
  std::string request_id;
  bool final = false;
};

template <typename Response, typename Request>
absl::StatusOr<Response> Ask(Session& session, const char* method, const Request& request) {
  Response response;
  RETURN_IF_ERROR(session.client().Call(std::string(kPrivacy) + method, request, response));
  return response;
}

// "ContactRecorded.phone"
std::string ShortField(const std::string& field) {
  const auto dot = field.rfind('.', field.rfind('.') - 1);
  return dot == std::string::npos ? field : field.substr(dot + 1);
}

absl::Status List(const PrivacyOptions& options, Session& session) {
  v1::ListSubjectsRequest request;
  v1::SubjectState state = v1::SUBJECT_STATE_UNSPECIFIED;
  RETURN_IF_ERROR(SetEnum("--state", options.state, state));
  request.set_state(state);
  return PrintList<v1::ListSubjectsResponse>(
      session, std::string(kPrivacy) + "ListSubjects", request,
      Table({{"SUBJECT"}, {"STATE"}, {"HOLD"}, {"RETAINED UNTIL"}, {"SHOWN", Align::kRight}}),
      [](const auto& response) { return response.subjects(); },
      [](const v1::Subject& row) -> std::vector<std::string> {
        return {row.subject(), ShortName(row.state()), row.legal_hold() ? "yes" : "",
                row.retained_until_date(), std::to_string(row.readings_count())};
      });
}

absl::Status ShowStatus(const PrivacyOptions& options, Session& session) {
  v1::GetSubjectRequest request;
  request.set_subject(options.subject);
  ASSIGN_OR_RETURN(const auto response,
                   Ask<v1::GetSubjectResponse>(session, "GetSubject", request));
  if (session.json()) {
    fmt::print("{}\n", ToJson(response));
    return absl::OkStatus();
  }
  const v1::Subject& subject = response.subject();
  fmt::print("{}  {}{}\n", subject.subject(), ShortName(subject.state()),
             subject.legal_hold() ? ", under a legal hold" : "");
  if (!subject.erase_on_date().empty()) fmt::print("erased on    {}\n", subject.erase_on_date());
  if (!subject.retained_until_date().empty()) {
    fmt::print("retained     until {}\n", subject.retained_until_date());
  }
  fmt::print("shown        {} times\n", subject.readings_count());
  Table fields({{"SEALED FIELD"}, {"POSITION", Align::kRight}});
  for (const v1::SealedField& field : subject.fields()) {
    fields.Add({ShortField(field.field()), std::to_string(field.position())});
  }
  fmt::print("{}", fields.Render());
  for (const auto& same : response.same_texts()) {
    fmt::print("the same {} as {}, at {}\n", ShortField(same.field()), same.subject(),
               same.position());
  }
  return absl::OkStatus();
}

absl::Status Read(const PrivacyOptions& options, Session& session) {
  v1::ReadSealedFieldsRequest request;
  request.set_request_id(options.request_id);
  request.set_subject(options.subject);
  request.set_purpose(options.purpose);
  EnsureRequestId(request);
  ASSIGN_OR_RETURN(const auto response,
                   Ask<v1::ReadSealedFieldsResponse>(session, "ReadSealedFields", request));
  if (session.json()) {
    fmt::print("{}\n", ToJson(response));
    return absl::OkStatus();
  }
  Table texts({{"FIELD"}, {"POSITION", Align::kRight}, {"TEXT"}});
  for (const v1::SealedField& field : response.fields()) {
    texts.Add({ShortField(field.field()), std::to_string(field.position()), field.text()});
  }
  fmt::print("{}recorded at {}\n", texts.Render(), response.recorded().position());
  return absl::OkStatus();
}

void PrintRecorded(const PrivacyOptions& options, std::string_view what,
                   const rpc::v1::Recorded& recorded) {
  if (recorded.events_count() == 0) {
    fmt::print("{} {} already\n", options.subject, what);
  } else {
    fmt::print("{} {}, recorded at {}\n", options.subject, what, recorded.position());
  }
}

// An act on record that answers with nothing but where it was recorded.
// `set_date(request, date)`.
template <typename Request, typename Response>
absl::Status Act(const char* method, std::string_view what,
                 void (*set_date)(Request&, const std::string&), const PrivacyOptions& options,
                 Session& session) {
  Request request;
  request.set_request_id(options.request_id);
  request.set_subject(options.subject);
  request.set_grounds(options.grounds);
  set_date(request, options.date);
  EnsureRequestId(request);
  ASSIGN_OR_RETURN(const auto response, Ask<Response>(session, method, request));
  if (session.json()) {
    fmt::print("{}\n", ToJson(response));
  } else {
    PrintRecorded(options, what, response.recorded());
  }
  return absl::OkStatus();
}

absl::Status Restrict(const PrivacyOptions& options, Session& session) {
  return Act<v1::RestrictSubjectRequest, v1::RestrictSubjectResponse>(
      "RestrictSubject", "is restricted",
      [](auto& request, const std::string& date) { request.set_restricted_date(date); }, options,
      session);
}

absl::Status Lift(const PrivacyOptions& options, Session& session) {
  return Act<v1::LiftRestrictionRequest, v1::LiftRestrictionResponse>(
      "LiftRestriction", "is not restricted any more",
      [](auto& request, const std::string& date) { request.set_lifted_date(date); }, options,
      session);
}

absl::Status Hold(const PrivacyOptions& options, Session& session) {
  return Act<v1::PlaceLegalHoldRequest, v1::PlaceLegalHoldResponse>(
      "PlaceLegalHold", "is under a legal hold",
      [](auto& request, const std::string& date) { request.set_placed_date(date); }, options,
      session);
}

absl::Status Release(const PrivacyOptions& options, Session& session) {
  return Act<v1::ReleaseLegalHoldRequest, v1::ReleaseLegalHoldResponse>(
      "ReleaseLegalHold", "is under no legal hold any more",
      [](auto& request, const std::string& date) { request.set_released_date(date); }, options,
      session);
}

absl::Status Erase(const PrivacyOptions& options, Session& session) {
  if (!options.final) {
    return absl::InvalidArgumentError(
        fmt::format("an erasure is final: look at `debut privacy status {}`, and say --final",
                    options.subject));
  }
  v1::EraseSubjectRequest request;
  request.set_request_id(options.request_id);
  request.set_subject(options.subject);
  request.set_grounds(options.grounds);
  request.set_requested_date(options.date);
  EnsureRequestId(request);
  ASSIGN_OR_RETURN(const auto response,
                   Ask<v1::EraseSubjectResponse>(session, "EraseSubject", request));
  if (session.json()) {
    fmt::print("{}\n", ToJson(response));
  } else if (response.state() == v1::SUBJECT_STATE_RESTRICTED) {
    fmt::print("{} is retained by law: it is shown to nobody, and erased on {}\n", options.subject,
               response.erase_on_date());
  } else {
    PrintRecorded(options, "is erased: the key is destroyed, the sealed texts are gone",
                  response.recorded());
  }
  return absl::OkStatus();
}

using Options = std::shared_ptr<PrivacyOptions>;
using Run = absl::Status (*)(const PrivacyOptions& options, Session& session);

CLI::App* AddSubjectVerb(CLI::App& privacy, Session& session, const Options& options,
                         const char* name, const char* description, const std::string& examples,
                         Run run) {
  CLI::App* verb = session.AddVerb(privacy, name, description, examples,
                                   [=, &session] { return run(*options, session); });
  verb->add_option("SUBJECT", options->subject, "whom it is about: contact:CT-1, objection:OB-1")
      ->required();
  return verb;
}

CLI::App* AddAct(CLI::App& privacy, Session& session, const Options& options, const char* name,
                 const char* description, const std::string& examples, Run run) {
  CLI::App* verb = AddSubjectVerb(privacy, session, options, name, description, examples, run);
  verb->add_option("--grounds", options->grounds, "why, in the record for ever: no personal data")
      ->required();
  verb->add_option("--date", options->date, "of the act; default: today in Asia/Shanghai");
  verb->add_option("--request-id", options->request_id, "the same again after a time-out");
  return verb;
}

void AddActs(CLI::App& privacy, Session& session, const Options& options) {
  AddAct(privacy, session, options, "restrict", "Keep the texts, and show them to nobody",
         "  debut --as 王芳 privacy restrict contact:CT-1 --grounds 本人申请", Restrict);
  AddAct(privacy, session, options, "lift",
         "Take a restriction back, and an erasure that waits with it",
         "  debut --as 王芳 privacy lift contact:CT-1 --grounds 本人撤回", Lift);
  AddAct(privacy, session, options, "hold", "Let nothing be erased: a dispute, an audit, a court",
         "  debut --as 王芳 privacy hold contact:CT-1 --grounds '(2021)京01行初12号'", Hold);
  AddAct(privacy, session, options, "release", "End a legal hold",
         "  debut --as 王芳 privacy release contact:CT-1 --grounds 判决生效", Release);
  CLI::App* erase = AddAct(
      privacy, session, options, "erase",
      "Destroy the key and the sealed texts: final, unless a retention runs, which is waited for",
      "  debut --as 王芳 privacy erase contact:CT-1 --grounds 本人申请 --final", Erase);
  erase->add_flag("--final", options->final, "that this is meant");
}

}  // namespace

void AddPrivacyCommand(CLI::App& app, Session& session) {
  const auto options = std::make_shared<PrivacyOptions>();
  CLI::App* privacy = app.add_subcommand(
      "privacy", "Personal data: what is sealed, who was shown it, its restriction and erasure");
  privacy->require_subcommand(1);
  privacy->fallthrough();
  CLI::App* list = session.AddVerb(*privacy, "list", "Whom personal data is about, and its state",
                                   "  debut privacy list\n"
                                   "  debut privacy list --state restricted",
                                   [=, &session] { return List(*options, session); });
  list->add_option("--state", options->state, "active, restricted, erasing, erased");
  AddSubjectVerb(*privacy, session, options, "status",
                 "What is known of a subject, without any text",
                 "  debut privacy status contact:CT-1\n"
                 "  debut --json privacy status objection:OB-1",
                 ShowStatus);
  CLI::App* read = AddSubjectVerb(
      *privacy, session, options, "read",
      "Show the texts that your roles may read; that you were shown them is recorded first",
      "  debut --as 陈静 privacy read contact:CT-1 --purpose 通知申报人补正", Read);
  read->alias("show");
  read->add_option("--purpose", options->purpose, "why, in the record for ever")->required();
  read->add_option("--request-id", options->request_id, "the same again after a time-out");
  AddActs(*privacy, session, options);
  session.AddVerb(*privacy, "verify",
                  "Hold every commitment of the log against what lies beside it",
                  "  debut privacy verify\n"
                  "  debut audit verify /backup/data --key \"$KEY\"    # of a stopped server, too",
                  [&session] { return VerifySealedOnServer(session); });
}

}  // namespace debut::cli
