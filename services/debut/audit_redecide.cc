#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "archive/files.h"
#include "base/broken_invariant.h"
#include "redecision/run.h"
#include "services/debut/audit_verbs.h"
#include "services/debut/audited_log.h"
#include "services/debut/exit_codes.h"
#include "services/debut/json_text.h"
#include "services/debut/list_output.h"
#include "services/debut/progress_bar.h"
#include "services/debut/what_if_report.h"

namespace debut::cli {
namespace {

using eventstore::Position;
using nlohmann::json;
using redecision::Redecision;
using redecision::Verdict;

struct RedecideOptions {
  std::string id;  // Of a claim or a grant.
  std::uint64_t from = 1;
  std::uint64_t to = 0;
  std::string known_at = "recorded";
  bool all = false;
  std::string log;     // A directory.
  std::string policy;  // A file: what if.
  bool csv = false;
  bool html = false;
  std::string out;
};

std::string FactName(const Redecision& result) {
  return result.type.substr(result.type.rfind('.') + 1);
}

void PrintDecision(const Redecision& result, bool as_json) {
  const auto& recorded = result.recorded;
  const std::string& id = recorded.claim_id.empty() ? recorded.round_id : recorded.claim_id;
  if (as_json) {
    fmt::print("{}\n", JsonLine(json{{"finding", redecision::NameOf(result.verdict)},
                                     {"position", result.position.value},
                                     {"fact", FactName(result)},
                                     {"claim_id", recorded.claim_id},
                                     {"round_id", recorded.round_id},
                                     {"recorded_fen", recorded.amount.count},
                                     {"decided_fen", result.amount.count},
                                     {"text", result.explanation}}));
    return;
  }
  fmt::print("{} at {}: {} of {}, {}元{}{}\n", redecision::NameOf(result.verdict),
             result.position.value, FactName(result), id, Amount(recorded.amount.count),
             result.explanation.empty() ? "" : "; ", result.explanation);
}

void PrintTally(const redecision::Tally& tally, bool as_json) {
  if (as_json) {
    json counts;
    for (const Verdict verdict : redecision::kVerdicts) {
      const auto count = tally.counts.find(verdict);
      counts[std::string(redecision::NameOf(verdict))] =
          count == tally.counts.end() ? 0 : count->second;
    }
    fmt::print("{}\n", JsonLine(json{{"decisions", tally.Total()},
                                     {"findings", tally.Findings()},
                                     {"head", tally.head.value},
                                     {"counts", counts}}));
    return;
  }
  Table table({{"VERDICT"}, {"DECISIONS", Table::Align::kRight}});
  for (const auto& [verdict, count] : tally.counts) {
    table.Add({std::string(redecision::NameOf(verdict)), std::to_string(count)});
  }
  fmt::print("{}{} decisions made again, {} findings, head {}\n", table.Render(), tally.Total(),
             tally.Findings(), tally.head.value);
}

absl::StatusOr<redecision::Scope> ScopeOf(const RedecideOptions& options,
                                          const eventstore::EventStore& log) {
  redecision::Scope scope{.claim_id = {}, .from = {options.from}, .to = {options.to}};
  if (options.to > 0 && options.to < options.from) {
    return absl::InvalidArgumentError("--to lies before --from");
  }
  if (options.id.empty()) return scope;
  auto claim_id = redecision::ClaimIdOf(log, options.id);
  if (absl::IsNotFound(claim_id.status())) {
    return absl::InvalidArgumentError(claim_id.status().message());
  }
  ASSIGN_OR_RETURN(scope.claim_id, std::move(claim_id));
  return scope;
}

absl::Status Redecide(const RedecideOptions& options, Session& session) {
  ASSIGN_OR_RETURN(const auto log, OpenAuditedLog(session, options.log));
  ASSIGN_OR_RETURN(const redecision::Scope scope, ScopeOf(options, *log));
  const bool all = options.all || !options.id.empty();
  std::optional<ProgressBar> bar;
  std::uint64_t shown = scope.from.value - 1;
  absl::StatusOr<redecision::Tally> tally = redecision::RedecideAll(
      *log, scope,
      options.known_at == "now" ? redecision::KnownAt::kNow : redecision::KnownAt::kRecorded,
      {.on_decision =
           [&](const Redecision& result) {
             if (all || result.verdict != Verdict::kSame) PrintDecision(result, session.json());
           },
       .on_progress =
           [&](Position done, Position last) {
             if (!bar) bar.emplace("redecide", last.value - std::min(shown, last.value));
             bar->Advance(done.value - std::min(std::exchange(shown, done.value), done.value));
           }});
  bar.reset();
  RETURN_IF_ERROR(tally.status());
  PrintTally(*tally, session.json());
  if (tally->Findings() > 0) session.SetExitCode(kExitRefused);
  return absl::OkStatus();
}

json JsonOf(const redecision::SupposedAward& award) {
  return {{"claim_id", award.claim_id},
          {"enterprise_id", award.enterprise_id},
          {"measure", policy::v1::Measure_Name(award.measure)},
          {"budget_id", award.budget_id},
          {"recorded_fen", award.recorded.count},
          {"supposed_fen", award.supposed.count},
          {"difference_fen", award.Difference().count},
          {"reason", award.refusal}};
}

std::string JsonText(const redecision::WhatIf& result) {
  std::string text;
  for (const redecision::SupposedAward& award : result.awards) {
    if (award.Difference() != money::Fen()) text += JsonLine(JsonOf(award)) + "\n";
  }
  for (const redecision::SupposedBudget& budget : result.budgets) {
    text += JsonLine(json{{"budget_id", budget.budget_id},
                          {"allotted_fen", budget.allotted.count},
                          {"recorded_fen", budget.recorded.count},
                          {"supposed_fen", budget.supposed.count}}) +
            "\n";
  }
  return text + JsonLine(json{{"awards", result.awards.size()}, {"head", result.head.value}}) +
         "\n";
}

absl::Status Suppose(const RedecideOptions& options, Session& session) {
  if (!options.id.empty() || options.from != 1 || options.to != 0 || options.known_at == "now") {
    return absl::InvalidArgumentError(
        "--policy is about the whole log, as it was known: leave out --grant, --from, --to, "
        "--known-at");
  }
  const auto text = archive::ReadFile(options.policy);
  if (!text.ok()) return absl::InvalidArgumentError(text.status().message());
  ASSIGN_OR_RETURN(const auto log, OpenAuditedLog(session, options.log));
  std::optional<ProgressBar> bar;
  std::uint64_t shown = 0;
  const absl::StatusOr<redecision::WhatIf> result = base::CatchBroken([&] {
    return redecision::SupposePolicy(*log, *text, [&](Position done, Position last) {
      if (!bar) bar.emplace("suppose", last.value);
      bar->Advance(done.value - std::exchange(shown, done.value));
    });
  });
  bar.reset();
  RETURN_IF_ERROR(result.status());
  if (session.json()) return WriteReport(JsonText(*result), options.out);
  if (options.csv) return WriteReport(TablesCsv(TablesOf(*result)), options.out);
  if (options.html) return WriteReport(WhatIfHtml(*result, options.policy), options.out);
  return WriteReport(fmt::format("{}\n{} awards, head {}\n", TablesText(TablesOf(*result)),
                                 result->awards.size(), result->head.value),
                     options.out);
}

}  // namespace

void AddRedecideVerb(CLI::App& audit, Session& session) {
  auto options = std::make_shared<RedecideOptions>();
  CLI::App* verb = session.AddVerb(
      audit, "redecide",
      "Make every decision about money again, from exactly the facts before it and with the policy "
      "that its round has pinned, and compare",
      "  debut audit redecide                          # every decision of the log\n"
      "  debut audit redecide --grant G-2021-001       # those about one claim, one line each\n"
      "  debut --json audit redecide --from 1000 --to 2000\n"
      "  debut audit redecide --log /backup/archive    # without a server\n"
      "  debut audit redecide --known-at now           # who got more than the facts of today "
      "give\n"
      "  debut audit redecide --policy draft.txtpb     # what if: who would receive more or less\n"
      "  debut audit redecide --policy draft.txtpb --html --out draft.html",
      [=, &session] {
        return options->policy.empty() ? Redecide(*options, session) : Suppose(*options, session);
      });
  verb->add_option("--grant,--claim", options->id, "only this grant or claim");
  verb->add_option("--from", options->from, "first position")->check(CLI::PositiveNumber);
  verb->add_option("--to", options->to, "last position; 0: the head");
  verb->add_option("--known-at", options->known_at,
                   "recorded: what the log held before each decision; now: later corrections of "
                   "the facts count, too")
      ->check(CLI::IsMember({"recorded", "now"}))
      ->capture_default_str();
  verb->add_flag("--all", options->all, "a line for decisions that are the same, too");
  AddLogOption(*verb, options->log);
  CLI::Option* policy = verb->add_option(
      "--policy", options->policy,
      "suppose that this policy text had been in force, and show what each would have received");
  CLI::Option* csv = verb->add_flag("--csv", options->csv, "as CSV, amounts in yuan");
  CLI::Option* html = verb->add_flag("--html", options->html, "as one page with charts, to print");
  CLI::Option* out = verb->add_option("--out", options->out, "into this file");
  html->excludes(csv);
  for (CLI::Option* each : {csv, html, out}) each->needs(policy);
}

}  // namespace debut::cli
