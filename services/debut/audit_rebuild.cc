#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "absl/strings/escaping.h"
#include "calendar/date.h"
#include "debut/closing/v1/closing_events.pb.h"
#include "decision/fact_codec.h"
#include "projection/fold.h"
#include "services/debut/audit_verbs.h"
#include "services/debut/audited_log.h"
#include "services/debut/exit_codes.h"
#include "services/debut/json_text.h"
#include "services/debut/list_output.h"
#include "services/debut/model_rows.h"

namespace debut::cli {
namespace {

using eventstore::Position;
using nlohmann::json;
using projection::RowChange;
using readmodels::ModelKind;

struct RebuildOptions {
  std::string model;
  bool all = false;
  std::uint64_t as_of_position = 0;
  std::string as_of_date;
  bool compare = false;
  bool rows = false;
  std::string log;                       // A directory.
  std::vector<std::uint64_t> positions;  // Of a diff.
};

// Nothing: the present.
absl::StatusOr<std::optional<Position>> MomentOf(const RebuildOptions& options,
                                                 const eventstore::EventStore& log) {
  if (!options.as_of_date.empty()) {
    ASSIGN_OR_RETURN(const auto date, calendar::ParseDate(options.as_of_date));
    ASSIGN_OR_RETURN(
        const Position position,
        projection::PositionAt(log, calendar::StartInShanghai(date + 1) - absl::Microseconds(1)));
    return position;
  }
  if (options.as_of_position == 0) return std::optional<Position>();
  ASSIGN_OR_RETURN(const Position head, log.Head());
  if (options.as_of_position > head.value) {
    return absl::InvalidArgumentError(
        fmt::format("--as-of-position: the log ends at {}", head.value));
  }
  return Position{options.as_of_position};
}

json JsonOf(const ModelKind& kind, const RowChange& change, std::string_view before,
            std::string_view after) {
  json object{{"model", kind.projector->name()}, {"key", change.key}};
  const auto row = [&](const std::optional<std::string>& bytes) {
    return bytes ? json::parse(readmodels::RowJson(kind, change.key, *bytes), nullptr, false)
                 : json();
  };
  object[std::string(before)] = row(change.before);
  object[std::string(after)] = row(change.after);
  return object;
}

void PrintLine(const json& object) { fmt::print("{}\n", JsonLine(object)); }

void PrintRows(const ModelKind& kind, const projection::Rows& rows) {
  for (const auto& [key, value] : rows.changes()) {
    if (!value) continue;
    PrintLine({{"model", kind.projector->name()},
               {"key", key},
               {"row", json::parse(readmodels::RowJson(kind, key, *value), nullptr, false)}});
  }
}

// The first row that is served otherwise than the log says, as a finding.
void PrintMismatch(const ModelKind& kind, const projection::Rows& rows,
                   const readmodels::v1::RebuildModelResponse& served, bool as_json) {
  const auto& difference = served.result().differences(0);
  const auto row = rows.changes().find(difference.key());
  const json rebuilt =
      row == rows.changes().end() || !row->second
          ? json()
          : json::parse(readmodels::RowJson(kind, row->first, *row->second), nullptr, false);
  if (as_json) {
    PrintLine({{"finding", "MODEL_MISMATCH"},
               {"position", served.position()},
               {"model", kind.projector->name()},
               {"key", difference.key()},
               {"text", WhatIsWrong(difference)},
               {"rebuilt", rebuilt}});
  } else {
    fmt::print("MODEL_MISMATCH at {}: {} {} {}; it should be {}\n", served.position(),
               kind.projector->name(), difference.key(), WhatIsWrong(difference),
               JsonLine(rebuilt));
  }
}

// What DayClosed says of a model.
struct ClosedModel {
  std::uint64_t closed_position = 0;  // Of the fact itself.
  std::uint64_t position = 0;         // Of the day.
  closing::v1::ModelDigest digest;
};

// Nothing: the day isn't closed, or the model was not there yet.
absl::StatusOr<std::optional<ClosedModel>> ClosedOn(const eventstore::EventStore& log,
                                                    const std::string& date,
                                                    const std::string& model) {
  std::optional<ClosedModel> closed;
  ASSIGN_OR_RETURN([[maybe_unused]] const Position head,
                   log.Read({{{.types = decision::TypesOf<closing::v1::DayClosed>(),
                               .tags = {decision::Tag("day", date)}}}},
                            {.limit = 1}, [&](const eventstore::SequencedEvent& event) {
                              decision::On<closing::v1::DayClosed>(event, [&](const auto& fact) {
                                for (const auto& each : fact.models()) {
                                  if (each.model() != model) continue;
                                  closed = {event.position.value, fact.position(), each};
                                }
                              });
                              return true;
                            }));
  return closed;
}

// Compares with what was recorded when the day ended, and says what came out.
std::string CompareWithClosedDay(const ModelKind& kind, const ClosedModel& closed,
                                 Position position, const projection::RowDigest& digest,
                                 Session& session) {
  if (closed.digest.version() != kind.projector->version()) {
    return fmt::format("closed at {} by version {}", closed.closed_position,
                       closed.digest.version());
  }
  const std::string recorded = absl::BytesToHexString(closed.digest.digest());
  if (recorded == digest.hex && closed.position == position.value) {
    return fmt::format("as closed at {}", closed.closed_position);
  }
  session.SetExitCode(kExitRefused);
  const std::string text = fmt::format("the day was closed with digest {} of {} rows at {}",
                                       recorded, closed.digest.rows_count(), closed.position);
  if (session.json()) {
    PrintLine({{"finding", "MODEL_MISMATCH"},
               {"position", closed.closed_position},
               {"model", kind.projector->name()},
               {"text", text}});
  } else {
    fmt::print("MODEL_MISMATCH at {}: {}: {}\n", closed.closed_position, kind.projector->name(),
               text);
  }
  return "not as closed";
}

absl::Status RebuildOne(const ModelKind& kind, const RebuildOptions& options,
                        const eventstore::EventStore& log, Session& session, Table& table) {
  ASSIGN_OR_RETURN(const std::optional<Position> moment, MomentOf(options, log));
  std::optional<readmodels::v1::RebuildModelResponse> served;
  if (options.compare) {
    ASSIGN_OR_RETURN(served, RebuildOnServer(session, kind.projector->name(),
                                             readmodels::v1::REBUILD_MODE_COMPARE));
  }
  ASSIGN_OR_RETURN(Position position, log.Head());  // After the served ones: not behind them.
  if (served) {
    const Position compared{served->position()};
    if (compared > position || (moment && *moment != compared)) {
      return absl::UnavailableError(fmt::format(
          "model {} is served as of position {}, and only that can be compared: leave the moment "
          "out, and take a log that goes so far",
          kind.projector->name(), compared.value));
    }
    position = compared;
  } else if (moment) {
    position = *moment;
  }
  ASSIGN_OR_RETURN(const projection::Rows rows, MakeRows(log, kind, position));
  const projection::RowDigest digest = projection::DigestOf(rows.changes());
  std::string result = "not compared";
  if (served) {
    const std::uint64_t differences = served->result().differences_count();
    result = differences == 0 ? "the same" : fmt::format("{} rows differ", differences);
    if (differences > 0) {
      PrintMismatch(kind, rows, *served, session.json());
      session.SetExitCode(kExitRefused);
    }
  }
  if (!options.as_of_date.empty()) {
    ASSIGN_OR_RETURN(const auto closed, ClosedOn(log, options.as_of_date, kind.projector->name()));
    if (closed) result = CompareWithClosedDay(kind, *closed, position, digest, session);
  }
  if (session.json()) {
    if (options.rows) PrintRows(kind, rows);
    PrintLine({{"model", kind.projector->name()},
               {"version", kind.projector->version()},
               {"position", position.value},
               {"rows", digest.rows_count},
               {"digest", digest.hex},
               {"result", result}});
  } else {
    table.Add({kind.projector->name(), std::to_string(position.value),
               std::to_string(digest.rows_count), digest.hex, result});
  }
  return absl::OkStatus();
}

absl::Status Rebuild(const RebuildOptions& options, Session& session) {
  if (options.all != options.model.empty()) {
    return absl::InvalidArgumentError("say either --model or --all");
  }
  if (options.rows && !session.json()) {
    return absl::InvalidArgumentError("--rows is for machines: add --json");
  }
  std::vector<ModelKind> kinds;
  if (options.all) {
    kinds = readmodels::AllModelKinds();
  } else {
    ASSIGN_OR_RETURN(ModelKind kind, FindModelKind(options.model));
    kinds.push_back(std::move(kind));
  }
  ASSIGN_OR_RETURN(const auto log, OpenAuditedLog(session, options.log));
  Table table({{"MODEL"},
               {"POSITION", Table::Align::kRight},
               {"ROWS", Table::Align::kRight},
               {"DIGEST"},
               {"RESULT"}});
  for (const ModelKind& kind : kinds) {
    RETURN_IF_ERROR(RebuildOne(kind, options, *log, session, table));
  }
  if (!session.json()) fmt::print("{}", table.Render());
  return absl::OkStatus();
}

absl::Status Diff(const RebuildOptions& options, Session& session) {
  ASSIGN_OR_RETURN(const ModelKind kind, FindModelKind(options.model));
  ASSIGN_OR_RETURN(const auto log, OpenAuditedLog(session, options.log));
  ASSIGN_OR_RETURN(const Position head, log->Head());
  const Position first{options.positions[0]};
  const Position second{options.positions[1]};
  if (second < first || second > head) {
    return absl::InvalidArgumentError(
        fmt::format("two positions of the log, the earlier one first; it ends at {}", head.value));
  }
  ASSIGN_OR_RETURN(const projection::Rows before, MakeRows(*log, kind, first));
  ASSIGN_OR_RETURN(const projection::Rows after, MakeRows(*log, kind, second));
  std::size_t count = 0;
  projection::ForEachChange(before.changes(), after.changes(), [&](const RowChange& change) {
    ++count;
    const json object = JsonOf(kind, change, "before", "after");
    if (session.json()) {
      PrintLine(object);
    } else {
      fmt::print("{}\n  - {}\n  + {}\n", change.key, JsonLine(object["before"]),
                 JsonLine(object["after"]));
    }
    return true;
  });
  if (!session.json()) {
    fmt::print("{} rows of {} differ between {} and {}\n", count, options.model, first.value,
               second.value);
  }
  return absl::OkStatus();
}

}  // namespace

void AddRebuildVerbs(CLI::App& audit, Session& session) {
  auto options = std::make_shared<RebuildOptions>();
  CLI::App* rebuild = session.AddVerb(
      audit, "rebuild",
      "Make a read model of the log in this program, as it was at a moment, and say its digest",
      "  debut audit rebuild --all\n"
      "  debut audit rebuild --all --compare          # with the rows that are served\n"
      "  debut audit rebuild --model caps --as-of-position 3026\n"
      "  debut --json audit rebuild --model claims --as-of-date 2021-12-31 --rows",
      [=, &session] { return Rebuild(*options, session); });
  rebuild->add_option("--model", options->model, "its name: `debut models status` shows all");
  rebuild->add_flag("--all", options->all, "every model, one after the other");
  CLI::Option* position =
      rebuild->add_option("--as-of-position", options->as_of_position, "up to this event")
          ->check(CLI::PositiveNumber);
  rebuild
      ->add_option("--as-of-date", options->as_of_date,
                   "what was recorded up to the end of this day in Asia/Shanghai, whatever the "
                   "legal dates of the facts; compared with the digest that DayClosed holds")
      ->excludes(position);
  rebuild->add_flag("--compare", options->compare, "with what is served, row by row");
  rebuild->add_flag("--rows", options->rows, "every row, with --json");
  AddLogOption(*rebuild, options->log);

  CLI::App* diff =
      session.AddVerb(audit, "diff", "What changed in a read model between two positions",
                      "  debut audit diff 3000 3026 --model caps\n"
                      "  debut --json audit diff 1 5116 --model budgets",
                      [=, &session] { return Diff(*options, session); });
  diff->add_option("POSITIONS", options->positions, "the earlier one first")
      ->required()
      ->expected(2)
      ->check(CLI::PositiveNumber);
  diff->add_option("--model", options->model, "its name")->required();
  AddLogOption(*diff, options->log);
}

}  // namespace debut::cli
