#include <fmt/format.h>
#include <google/protobuf/message.h>

#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "debut/eventlog/v1/transparency_service.pb.h"
#include "debut/privacy/v1/privacy_service.pb.h"
#include "eventstore/entry_codec.h"
#include "redecision/run.h"
#include "services/debut/audit_verbs.h"
#include "services/debut/audited_log.h"
#include "services/debut/exit_codes.h"
#include "services/debut/json_text.h"
#include "services/debut/list_output.h"
#include "services/debut/model_rows.h"
#include "services/debut/progress_bar.h"
#include "services/debut/report_tables.h"
#include "transparency/checkpoint.h"
#include "transparency/frontier.h"
#include "transparency/note.h"

namespace debut::cli {
namespace {

using eventstore::SequencedEvent;
using redecision::Verdict;

struct ReportOptions {
  std::string key;
  std::string out;
};

// The four headings of DA/T 94.
enum class Heading { kAuthenticity, kIntegrity, kUsability, kSecurity };
constexpr std::array kHeadings = {"真实性 Authenticity", "完整性 Integrity", "可用性 Usability",
                                  "安全性 Security"};

// One question that was put to the log.
struct Check {
  Heading heading;
  std::string question;
  std::string answer;
  std::uint64_t findings = 0;
};

// What one pass over all events finds.
struct Pass {
  transparency::Frontier tree;  // Of as many events as are signed.
  std::uint64_t events = 0;
  std::uint64_t misplaced = 0;  // Not where they should be.
  std::uint64_t unreadable = 0;
  std::uint64_t unknown_types = 0;
  std::uint64_t nameless = 0;  // Without a principal.
  std::map<std::string, std::uint64_t> by_principal;
};

struct SignedHead {
  transparency::Checkpoint head;
  bool good = false;
  std::string problem;
};

absl::StatusOr<SignedHead> FetchSignedHead(const ReportOptions& options, Session& session) {
  eventlog::v1::GetCheckpointResponse response;
  RETURN_IF_ERROR(session.client().Call("debut.eventlog.v1.TransparencyService/GetCheckpoint",
                                        eventlog::v1::GetCheckpointRequest(), response));
  ASSIGN_OR_RETURN(const auto key,
                   transparency::NoteVerifier::FromText(
                       options.key.empty() ? response.verifier_key() : options.key));
  SignedHead result{.head = {}, .problem = response.problem()};
  const auto opened = transparency::OpenNote(response.note(), std::vector{key});
  if (!opened.ok()) {
    result.problem = std::string(opened.status().message());
    return result;
  }
  ASSIGN_OR_RETURN(result.head, transparency::Checkpoint::FromText(opened->text));
  result.good = true;
  return result;
}

void Look(const SequencedEvent& event, std::uint64_t signed_size, Pass& pass) {
  ++pass.events;
  pass.misplaced += event.position.value == pass.events ? 0 : 1;
  pass.nameless += event.event.principal.empty() ? 1 : 0;
  ++pass.by_principal[event.event.principal];
  if (pass.events <= signed_size) {
    std::string entry = eventstore::EncodeEntry(event.event);
    eventstore::PlaceEntry(event.position, absl::ToUnixMicros(event.recorded_time), entry);
    pass.tree.Append(transparency::LeafHash(entry));
  }
  const auto* type =
      google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(event.event.type);
  if (type == nullptr) {
    ++pass.unknown_types;
    return;
  }
  const std::unique_ptr<google::protobuf::Message> fact(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
  pass.unreadable += fact->ParseFromString(event.event.payload) ? 0 : 1;
}

absl::StatusOr<Pass> LookAtAll(const eventstore::EventStore& log, std::uint64_t signed_size) {
  Pass pass;
  ASSIGN_OR_RETURN(const auto head, log.Head());
  ProgressBar bar("read", head.value);
  RETURN_IF_ERROR(log.Read({}, {.up_to = head},
                           [&](const SequencedEvent& event) {
                             Look(event, signed_size, pass);
                             bar.Advance();
                             return true;
                           })
                      .status());
  return pass;
}

void AddChecksOfPass(const Pass& pass, const SignedHead& head, std::vector<Check>& checks) {
  checks.push_back({Heading::kAuthenticity, "签名 The signed head",
                    head.good ? fmt::format("signed over {} events", head.head.size) : head.problem,
                    head.good ? 0u : 1u});
  const bool same_root =
      head.good && pass.tree.size() == head.head.size && pass.tree.Root() == head.head.root;
  checks.push_back({Heading::kIntegrity, "逐条重算散列 Every signed event, hashed again",
                    same_root ? fmt::format("root {}", transparency::ToHex(head.head.root))
                              : "the events do not give the signed root",
                    same_root ? 0u : 1u});
  checks.push_back({Heading::kIntegrity, "连续 Positions without gaps",
                    fmt::format("{} events, {} of them not yet signed", pass.events,
                                pass.events - std::min(pass.events, head.head.size)),
                    pass.misplaced});
  checks.push_back(
      {Heading::kUsability, "可读 Every event can be read by the contract",
       fmt::format("{} of unknown types, {} damaged", pass.unknown_types, pass.unreadable),
       pass.unknown_types + pass.unreadable});
  checks.push_back({Heading::kSecurity, "责任人 Every event names who acted",
                    fmt::format("{} principals", pass.by_principal.size()), pass.nameless});
}

absl::Status AddChecksOfDecisions(const eventstore::EventStore& log, std::vector<Check>& checks) {
  std::optional<ProgressBar> bar;
  std::uint64_t shown = 0;
  std::string first;
  ASSIGN_OR_RETURN(
      const redecision::Tally tally,
      redecision::RedecideAll(log, {}, redecision::KnownAt::kRecorded,
                              {.on_decision =
                                   [&](const redecision::Redecision& each) {
                                     if (each.verdict == Verdict::kSame || !first.empty()) return;
                                     first = fmt::format("; the first at {}: {}",
                                                         each.position.value, each.explanation);
                                   },
                               .on_progress =
                                   [&](eventstore::Position done, eventstore::Position last) {
                                     if (!bar) bar.emplace("redecide", last.value);
                                     bar->Advance(done.value - std::exchange(shown, done.value));
                                   }}));
  const auto count = [&](std::initializer_list<Verdict> verdicts) {
    std::uint64_t sum = 0;
    for (const Verdict verdict : verdicts) {
      const auto found = tally.counts.find(verdict);
      sum += found == tally.counts.end() ? 0 : found->second;
    }
    return sum;
  };
  checks.push_back({Heading::kAuthenticity, "重新决定 Every decision about money, made again",
                    fmt::format("{} decisions{}", tally.Total(), first),
                    count({Verdict::kAmountDiff, Verdict::kOutcomeDiff, Verdict::kSheetDiff,
                           Verdict::kEngineDiff})});
  checks.push_back({Heading::kAuthenticity, "政策 Each by the policy that its round has pinned",
                    fmt::format("{} decisions", tally.Total()),
                    count({Verdict::kWrongPolicy, Verdict::kPolicyMissing})});
  checks.push_back({Heading::kIntegrity, "依据 Every fact that a calculation sheet names is there",
                    fmt::format("{} decisions", tally.Total()),
                    count({Verdict::kInputMissing, Verdict::kErasedInput})});
  return absl::OkStatus();
}

absl::Status AddChecksOfModels(const eventstore::EventStore& log, Session& session,
                               std::vector<Check>& checks) {
  for (const readmodels::ModelKind& kind : readmodels::AllModelKinds()) {
    const std::string name = kind.projector->name();
    ASSIGN_OR_RETURN(const auto served,
                     RebuildOnServer(session, name, readmodels::v1::REBUILD_MODE_COMPARE));
    ASSIGN_OR_RETURN(const projection::Rows rows, MakeRows(log, kind, {served.position()}));
    const projection::RowDigest digest = projection::DigestOf(rows.changes());
    checks.push_back({Heading::kUsability, fmt::format("查询模型 Read model {}, made again", name),
                      fmt::format("{} rows at {}, {}", digest.rows_count, served.position(),
                                  digest.hex.substr(0, 16)),
                      served.result().differences_count()});
  }
  return absl::OkStatus();
}

absl::Status AddChecksOfSealedTexts(Session& session, std::vector<Check>& checks) {
  privacy::v1::VerifySealedFieldsResponse response;
  RETURN_IF_ERROR(session.client().Call("debut.privacy.v1.PrivacyService/VerifySealedFields",
                                        privacy::v1::VerifySealedFieldsRequest(), response));
  const std::string first =
      response.problems().empty() ? "" : "; the first: " + response.problems(0).text();
  checks.push_back({Heading::kSecurity, "个人信息 Every sealed text is there, or erased",
                    fmt::format("{} texts{}", response.checked_count(), first),
                    static_cast<std::uint64_t>(response.problems_size())});
  return absl::OkStatus();
}

std::vector<ReportTable> TablesOf(const std::vector<Check>& checks, const Pass& pass) {
  std::vector<ReportTable> tables;
  for (std::size_t i = 0; i < kHeadings.size(); ++i) {
    ReportTable table{.title = kHeadings[i],
                      .header = {"检查 Check", "结果 Answer", "问题 Findings"},
                      .rows = {},
                      .text_columns = 2};
    for (const Check& check : checks) {
      if (static_cast<std::size_t>(check.heading) != i) continue;
      table.rows.push_back({check.question, check.answer, std::to_string(check.findings)});
    }
    tables.push_back(std::move(table));
  }
  ReportTable people{
      .title = "责任人 Who acted", .header = {"责任人 Principal", "事件 Events"}, .rows = {}};
  for (const auto& [principal, events] : pass.by_principal) {
    people.rows.push_back({principal.empty() ? "?" : principal, std::to_string(events)});
  }
  tables.push_back(std::move(people));
  return tables;
}

absl::Status Report(const ReportOptions& options, Session& session) {
  ASSIGN_OR_RETURN(const SignedHead head, FetchSignedHead(options, session));
  ASSIGN_OR_RETURN(const auto log, OpenAuditedLog(session));
  ASSIGN_OR_RETURN(const Pass pass, LookAtAll(*log, head.head.size));
  std::vector<Check> checks;
  AddChecksOfPass(pass, head, checks);
  RETURN_IF_ERROR(AddChecksOfDecisions(*log, checks));
  RETURN_IF_ERROR(AddChecksOfModels(*log, session, checks));
  RETURN_IF_ERROR(AddChecksOfSealedTexts(session, checks));
  std::uint64_t findings = 0;
  for (const Check& check : checks) findings += check.findings;
  if (findings > 0) session.SetExitCode(kExitRefused);
  if (session.json()) {
    for (const Check& check : checks) {
      fmt::print("{}\n", JsonLine(nlohmann::json{
                             {"heading", kHeadings[static_cast<std::size_t>(check.heading)]},
                             {"check", check.question},
                             {"answer", check.answer},
                             {"findings", check.findings}}));
    }
    return absl::OkStatus();
  }
  const std::vector<ReportTable> tables = TablesOf(checks, pass);
  if (options.out.empty()) {
    fmt::print("{}\n{} findings over {} events\n", TablesText(tables), findings, pass.events);
    return absl::OkStatus();
  }
  const std::string summary =
      findings == 0 ? "未发现问题。No findings."
                    : fmt::format("发现 {} 个问题。Findings: {}.", findings, findings);
  RETURN_IF_ERROR(WriteReport(
      PageHtml(
          {.title = "审计报告 Audit report",
           .heading = "审计报告 Audit report",
           .introduction = fmt::format("{} {} 个事件已检查。Key {}.", summary, pass.events,
                                       options.key.empty() ? "as the server names it: have it from "
                                                             "elsewhere"
                                                           : options.key),
           .charts = {},
           .tables = tables,
           .footer = fmt::format("{}, {} events, root {}; DA/T 94", head.head.origin,
                                 head.head.size, transparency::ToHex(head.head.root))}),
      options.out));
  fmt::print("{} findings over {} events; written to {}\n", findings, pass.events, options.out);
  return absl::OkStatus();
}

}  // namespace

void AddAuditReportVerb(CLI::App& audit, Session& session) {
  auto options = std::make_shared<ReportOptions>();
  CLI::App* verb = session.AddVerb(
      audit, "report",
      "All checks of a live server under the four headings of DA/T 94: authenticity, integrity, "
      "usability, security",
      "  debut audit report\n  debut audit report --key \"$KEY\" --out report.html",
      [=, &session] { return Report(*options, session); });
  verb->add_option("--key", options->key, "whom to trust: <name>+<key id>+<base64>")
      ->envname("DEBUT_LOG_KEY");
  verb->add_option("--out", options->out, "one page of HTML, to print or to file");
}

}  // namespace debut::cli
