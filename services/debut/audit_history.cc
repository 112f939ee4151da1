#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "base/broken_invariant.h"
#include "redecision/trace.h"
#include "services/debut/audit_verbs.h"
#include "services/debut/audited_log.h"
#include "services/debut/event_text.h"
#include "services/debut/json_text.h"
#include "services/debut/list_output.h"
#include "services/debut/progress_bar.h"

namespace debut::cli {
namespace {

using eventstore::SequencedEvent;
using nlohmann::json;
using redecision::Link;
using Align = Table::Align;

struct HistoryOptions {
  std::vector<std::string> tags;
  std::uint64_t position = 0;
  std::string log;  // A directory.
};

json JsonOf(const SequencedEvent& event) {
  const EventSummary summary = SummaryOf(event.event);
  json object{{"position", event.position.value},
              {"recorded_time", RecordedText(event)},
              {"fact", summary.fact},
              {"date", summary.date},
              {"principal", event.event.principal},
              {"tags", event.event.tags},
              {"text", summary.text}};
  if (summary.amount_fen) object["amount_fen"] = *summary.amount_fen;
  return object;
}

void Print(const json& object) { fmt::print("{}\n", JsonLine(object)); }

Table EventTable(const std::string& first) {
  return Table({{first},
                {"POSITION", Align::kRight},
                {"RECORDED"},
                {"DATE"},
                {"FACT"},
                {"BY"},
                {"AMOUNT", Align::kRight}});
}

void AddTo(Table& table, const std::string& first, const SequencedEvent& event) {
  const EventSummary summary = SummaryOf(event.event);
  table.Add({first, std::to_string(event.position.value), RecordedText(event), summary.date,
             summary.fact, event.event.principal,
             summary.amount_fen ? Amount(*summary.amount_fen) : ""});
}

absl::Status History(const HistoryOptions& options, Session& session) {
  eventstore::Query query;
  for (const std::string& tag : options.tags) {
    if (tag.find(':') == std::string::npos) {
      return absl::InvalidArgumentError(
          fmt::format("{} is no tag: NAME:ID, as in claim:CL-005, product:P-001", tag));
    }
    query.items.push_back({.types = {}, .tags = {tag}});
  }
  ASSIGN_OR_RETURN(const auto log, OpenAuditedLog(session, options.log));
  Table table = EventTable("TAG");
  std::size_t count = 0;
  ASSIGN_OR_RETURN(const auto head, log->Read(query, {}, [&](const SequencedEvent& event) {
    ++count;
    const auto item = query.MatchingItem(event.position, event.event);
    const std::string tag = item ? options.tags[*item] : "";
    session.json() ? Print(JsonOf(event)) : AddTo(table, tag, event);
    return true;
  }));
  if (!session.json()) {
    fmt::print("{}{} events, head {}\n", table.Render(), count, head.value);
  }
  return absl::OkStatus();
}

std::string_view NameOf(Link link) {
  switch (link) {
    case Link::kCause:
      return "cause";
    case Link::kInput:
      return "input";
    case Link::kRequest:
      return "same request";
    case Link::kUsedBy:
      return "used by";
    case Link::kEffect:
      return "effect";
  }
  return "";
}

absl::Status ShowTrace(const HistoryOptions& options, Session& session) {
  ASSIGN_OR_RETURN(const auto log, OpenAuditedLog(session, options.log));
  ASSIGN_OR_RETURN(const auto head, log->Head());
  std::optional<ProgressBar> bar;
  std::uint64_t shown = options.position;
  auto trace = base::CatchBroken([&] {
    return redecision::TraceEvent(*log, {options.position}, [&](eventstore::Position done) {
      if (!bar) bar.emplace("trace", head.value - std::min(head.value, options.position));
      bar->Advance(done.value - std::exchange(shown, done.value));
    });
  });
  bar.reset();
  if (absl::IsNotFound(trace.status())) {
    return absl::InvalidArgumentError(trace.status().message());
  }
  RETURN_IF_ERROR(trace.status());
  Table table = EventTable("LINK");
  if (!session.json()) AddTo(table, "(this)", trace->event);
  for (const redecision::TracedEvent& each : trace->links) {
    const std::string link(NameOf(each.link));
    if (session.json()) {
      json object = JsonOf(each.event);
      object["link"] = link;
      Print(object);
    } else {
      AddTo(table, link, each.event);
    }
  }
  if (!session.json()) fmt::print("{}", table.Render());
  return absl::OkStatus();
}

}  // namespace

void AddHistoryVerbs(CLI::App& audit, Session& session) {
  auto options = std::make_shared<HistoryOptions>();
  CLI::App* history = session.AddVerb(
      audit, "history", "Every event of a product, an enterprise, a claim, in the order of the log",
      "  debut audit history claim:CL-005\n"
      "  debut audit history product:P-001 product_family:P-001\n"
      "  debut --json audit history enterprise:E-001",
      [=, &session] { return History(*options, session); });
  history->add_option("TAG", options->tags, "events with any of these tags")->required();
  AddLogOption(*history, options->log);

  CLI::App* trace = session.AddVerb(
      audit, "trace", "What an event came of, and what came of it",
      "  debut audit trace 3026       # an award: its facts, its policy, its round\n"
      "  debut audit trace 2950       # a contract: every decision that counted it",
      [=, &session] { return ShowTrace(*options, session); });
  trace->add_option("POSITION", options->position)->required()->check(CLI::PositiveNumber);
  AddLogOption(*trace, options->log);
}

}  // namespace debut::cli
